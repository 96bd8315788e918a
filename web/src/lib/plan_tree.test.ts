import { describe, expect, it } from 'vitest';
import { byElement, memberOf, sortBySeverity } from './findings';
import { indexAccount } from './account';
import { ownersText, parseOwners } from './owners';
import { buildTree, indexPlan, pageOf } from './plan_tree';
import { replaceElement } from './replace_element';
import type { Finding, PlanContent } from './types';

const plan: PlanContent = {
    id: 'plan-1',
    title: { th: 'แผน' },
    fiscal_year: 2565,
    organisations: [
        { id: 'org-1', name: 'ส่วนแผนงาน', kind: 'section', short_name: 'ผง.' },
        { id: 'org-2', name: 'ส่วนส่งเสริม', kind: 'section' },
    ],
    missions: [{ id: 'mission-1', number: '๑', title: 'ภารกิจหนึ่ง', projects: ['project-2', { unresolved: 'โครงการที่ไม่มี' }] }],
    projects: [
        { id: 'project-1', number: '๑', name: 'โครงการหนึ่ง', budget: '100.00' },
        { id: 'project-2', number: '๒', name: 'โครงการสอง' },
    ],
    indicators: [
        {
            id: 'indicator-1',
            name: 'ตัวชี้วัด',
            evidence: [{ id: 'indicator-1.evidence-1', text: 'รายงาน' }],
            sub_indicators: [{ id: 'indicator-1.1', name: 'ย่อย', evidence: [{ id: 'indicator-1.1.evidence-1', text: 'ภาพ' }] }],
        },
    ],
    schedules: [{ id: 'schedule-1', project: 'project-2', steps: [{ id: 'schedule-1.step-1', text: 'เริ่ม' }] }],
    swot: { items: [{ id: 'S1', text: 'ดี' }], combinations: [] },
};
const index = indexPlan(plan);

describe('indexPlan', () => {
    it('finds inner elements and the page that shows them', () => {
        expect(index.get('schedule-1.step-1')).toMatchObject({ page: 'schedule-1', group: 'schedule', title: 'เริ่ม' });
        expect(index.get('S1')?.page).toBe('swot');
        expect(index.get('plan-1')?.group).toBe('plan');
    });
    it('calls a schedule by what it is for', () => expect(index.get('schedule-1')?.title).toBe('โครงการสอง'));
    it('sub-indicators have pages of their own', () => {
        expect(pageOf(index, plan, 'indicator-1.1.evidence-1')).toBe('indicator-1.1');
        expect(pageOf(index, plan, 'indicator-1.evidence-1')).toBe('indicator-1');
    });
});

describe('buildTree', () => {
    const tree = buildTree(plan, index);
    it('has its headings in order, without empty ones', () =>
        expect(tree.map((node) => node.group)).toEqual(['plan', 'mission', 'project', 'indicator', 'schedule', 'organisation', 'swot']));
    it('puts projects under their mission, the others apart', () => {
        expect(tree[1]?.children[0]?.children.map((node) => node.element)).toEqual(['project-2']);
        expect(tree[2]?.children.map((node) => node.element)).toEqual(['project-1']);
    });
    it('of an empty plan is the plan', () => {
        const empty = { id: 'p', title: { th: '' }, fiscal_year: 2566 };
        expect(buildTree(empty, indexPlan(empty)).map((node) => node.element)).toEqual(['p']);
    });
});

describe('replaceElement', () => {
    it('replaces all members of an inner element, elsewhere nothing', () => {
        const changed = replaceElement(plan, 'project-1', { id: 'project-1', name: 'ใหม่' });
        expect(changed.projects?.[0]).toEqual({ id: 'project-1', name: 'ใหม่' });
        expect(changed.projects?.[1]).toEqual(plan.projects?.[1]);
        expect(plan.projects?.[0]?.name).toBe('โครงการหนึ่ง');
    });
});

describe('owners', () => {
    it('by name or short name; unknown ones stay as typed', () =>
        expect(parseOwners(' ผง. /ส่วนส่งเสริม/ กองอื่น / ผง.', plan.organisations)).toEqual(['org-1', 'org-2', { unresolved: 'กองอื่น' }]));
    it('there and back', () => {
        const owners = ['org-2', { unresolved: 'กองอื่น' }];
        expect(parseOwners(ownersText(owners, plan.organisations), plan.organisations)).toEqual(owners);
    });
});

describe('findings', () => {
    const finding = (key: string, severity: Finding['severity'], element: string, path: string): Finding => ({
        key,
        rule: 'a.b',
        severity,
        category: 'sum',
        element,
        path,
        message: { th: key },
    });
    const list = [finding('1', 'info', 'schedule-1.step-1', '/schedules/0/steps/0/text'), finding('2', 'error', 'schedule-1', '/schedules/0')];
    it('stand at their element and at its page', () => {
        const map = byElement(list, (id) => pageOf(index, plan, id));
        expect(map.get('schedule-1')?.map((item) => item.key)).toEqual(['1', '2']);
        expect(map.get('schedule-1.step-1')?.map((item) => item.key)).toEqual(['1']);
    });
    it('errors first', () => expect(sortBySeverity(list).map((item) => item.key)).toEqual(['2', '1']));
    it('know their member', () => {
        expect(memberOf(finding('3', 'info', 'indicator-1', '/indicators/0/targets/1/value'), ['targets'])).toBe('targets');
        expect(memberOf(list[1] as Finding, ['text'])).toBeUndefined();
    });
});

describe('indexAccount', () => {
    const account = indexAccount(
        [{ block: 4, row: 2, role: 'placed', text: 'x', destinations: [{ element: 'schedule-1.step-1', field: 'text' }] }],
        (id) => pageOf(index, plan, id),
    );
    it('leads from the element and its page to the row', () => {
        expect(account.sources.get('schedule-1')).toEqual(['4/2']);
        expect(account.sources.get('schedule-1.step-1')).toEqual(['4/2']);
        expect(account.parts.get('4/2')).toHaveLength(1);
    });
});

describe('a plan without a title', () => {
    it('is an element like any other', () => {
        const untitled: PlanContent = { ...plan, title: undefined };
        expect(indexPlan(untitled).get(untitled.id)).toMatchObject({ id: untitled.id, title: '' });
    });
});
