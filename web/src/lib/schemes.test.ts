import { expect, test } from 'vitest';
import { changedParts, errorLines, scopeName, type SchemeContent } from './schemes';

const scheme: SchemeContent = {
    id: 'office-2566',
    fiscal_year: 2566,
    title: { th: 'หลักเกณฑ์' },
    levels: [{ level: 5, percent_of_weight: 100 }],
    expenditure_categories: [{ id: 'central', name: 'งบกลาง' }],
    fund_sources: [{ id: 'annual', name: 'งบประมาณรายจ่ายประจำปี' }],
};

test('errors stand beside their lines, in the order of the file', () => {
    const of = (line: number, th: string) => ({ line, column: 1, pointer: '', message: { th } });
    expect(errorLines('schema = "x"\n  id = "A"\n', [of(2, 'ข'), of(0, 'ก'), of(2, 'ค'), of(9, 'ง')])).toEqual([
        { line: 0, text: '', messages: [{ th: 'ก' }] },
        { line: 2, text: 'id = "A"', messages: [{ th: 'ข' }, { th: 'ค' }] },
        { line: 9, text: '', messages: [{ th: 'ง' }] },
    ]);
});

test('a new edition says which parts it changes', () => {
    expect(changedParts(scheme, { ...scheme })).toEqual([]);
    expect(changedParts(scheme, { ...scheme, fiscal_year: 2567, rounding: { decimals: 1, mode: 'half_up' }, levels: [{ level: 5, percent_of_weight: 90 }] })).toEqual(['title', 'scoring', 'levels']);
});

test('what the disbursement indicator counts is named, and what has no name is shown by its id', () => {
    expect([{ category: 'central' }, { category: 'central', item: 'เงินบำเหน็จลูกจ้าง' }, { fund: 'annual' }, { fund: 'grant' }].map((item) => scopeName(scheme, item))).toEqual([
        'งบกลาง',
        'งบกลาง: เงินบำเหน็จลูกจ้าง',
        'งบประมาณรายจ่ายประจำปี',
        'grant',
    ]);
});
