import { expect, test } from 'vitest';
import { firstAdminPart } from '../lib/admin_parts';
import { bottomPlaces, openPlaces, places } from './places';

const allowed = (...permissions: string[]) => (permission: string) => permissions.includes(permission);
const names = (list: readonly { name: string }[]) => list.map((place) => place.name);
const reader = allowed('agency.read', 'plan.read', 'plan.print', 'progress.read', 'money.read', 'record.read', 'score.read', 'workflow.read', 'responsible.read');

test('a requester, who may see requests only, is shown the approvals only', () => {
    const open = openPlaces(allowed('agency.read', 'draft.write', 'workflow.read', 'workflow.move'));
    expect(names(open)).toEqual(['approvals']);
    expect(names(bottomPlaces(open, 'requester'))).toEqual(['approvals']);
});

test('a reader is shown all but the settings', () => {
    expect(names(openPlaces(reader))).toEqual(names(places).filter((name) => name !== 'admin'));
});

test('settings are shown to who keeps some of them, and begin with the first that is open', () => {
    const at = (...permissions: string[]) => [names(openPlaces(allowed(...permissions))).includes('admin'), firstAdminPart(allowed(...permissions))];
    expect(at('role.assign', 'personal.manage', 'workflow.read')).toEqual([true, '/admin']);
    expect(at('personal.manage', 'dictionary.set', 'workflow.read')).toEqual([true, '/admin/privacy']);
    expect(at('workflow.read', 'audit.read')).toEqual([false, undefined]);
});

test('the bottom bar has four places, first what the role uses most', () => {
    const open = openPlaces(reader);
    expect(names(bottomPlaces(open, 'director'))).toEqual(['home', 'scores', 'steps', 'approvals']);
    expect(names(bottomPlaces(open, 'reader'))).toEqual(['home', 'plans', 'steps', 'progress']);
    // Without the budget what comes next fills up.
    expect(names(bottomPlaces(open.filter((place) => place.name !== 'budget'), 'budget_officer'))).toEqual(['home', 'progress', 'approvals', 'plans']);
});
