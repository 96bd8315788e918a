import { describe, expect, it } from 'vitest';
import { readable, type Readers } from './readable';

const readers: Readers = {
    money: (amount) => `${amount} บาท`,
    month: (month) => `<${month}>`,
    title: (id) => (id === 'org-1' ? 'ส่วนแผนงาน' : undefined),
    label: (member) => member.toUpperCase(),
};

describe('readable', () => {
    it.each<[string, unknown, string]>([
        ['name', 'โครงการ', 'โครงการ'],
        ['budget', '1.00', '1.00 บาท'],
        ['write_up/amount', '2.00', '2.00 บาท'],
        ['weight', 25, '25'],
        ['lead', ['org-1', { unresolved: 'กองอื่น' }], 'ส่วนแผนงาน\nกองอื่น'],
        ['months', [{ from: '2021-10', to: '2021-11' }], '<2021-10> – <2021-11>'],
        ['targets', [{ id: 'x', fiscal_year: 2565, value: 5, unit: null }], 'FISCAL_YEAR: 2565, VALUE: 5'],
        ['name', null, ''],
        ['name', undefined, ''],
    ])('%s', (field, value, text) => expect(readable(field, value, readers)).toBe(text));
});
