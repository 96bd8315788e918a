import { describe, expect, test } from 'vitest';
import { offeredOrganisations } from './offered_organisations';

const all = [
    { id: 'city', name: 'เมือง', kind: 'agency' },
    { id: 'org-2', name: 'ฝ่ายหนึ่ง', kind: 'section' },
    { id: 'org-3', name: 'ฝ่ายสอง', kind: 'section' },
    { id: 'ministry', name: 'กระทรวง', kind: 'external' },
    { id: 'others', name: 'ไม่ระบุชนิด' },
];
const ids = (reporting: string[], units: string[]) => {
    const { organisations, own } = offeredOrganisations(all, reporting, units);
    return [organisations.map((one) => one.id), own];
};

describe('organisations of what is begun', () => {
    test('are the sections when nobody else has a step to report', () => {
        expect(ids(['org-2'], [])).toEqual([['org-2', 'org-3'], '']);
    });
    test('are also the agency and others that lead a step', () => {
        expect(ids(['city', 'ministry'], [])).toEqual([['city', 'org-2', 'org-3', 'ministry'], '']);
    });
    test('begin with the own section, which is what is meant', () => {
        expect(ids([], ['org-3'])).toEqual([['org-3', 'org-2'], 'org-3']);
        expect(ids([], ['org-3', 'org-2'])).toEqual([['org-2', 'org-3'], 'org-2']);
    });
    test('know no section that the plan does not have', () => {
        expect(ids([], ['gone'])).toEqual([['org-2', 'org-3'], '']);
    });
    test('are an own one of any kind, too', () => {
        expect(ids([], ['ministry'])).toEqual([['ministry', 'org-2', 'org-3'], 'ministry']);
    });
});
