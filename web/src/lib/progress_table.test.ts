import { expect, test } from 'vitest';
import { isChanged, parsePercent, parseTable, pasteInto, reportsOf } from './progress_table';
import type { ProgressRow } from './types_year';

const row = (step: string, said: Partial<ProgressRow> = {}): ProgressRow => ({
    schedule: 's', title: 'โครงการ', step, number: '1', name: step, weight: '20', owners: [], planned: '50', actual: '0', state: 'due', is_planned_now: true, last: null, this: null, evidence: [], ...said,
});
const report = { fact: 'fact-1', on: '2022-03-20', by: 'office', percent: '40', text: 'ประชุม', obstacles: '', corrective_action: '' };

test('a table from a spreadsheet, with quotes, tabs and lines within cells', () => {
    expect(parseTable('60\tประชุมแล้ว\r\n๘๐\t"สองบรรทัด\nและ ""คำพูด"""\r\n')).toEqual([['60', 'ประชุมแล้ว'], ['๘๐', 'สองบรรทัด\nและ "คำพูด"']]);
    expect(parseTable('60')).toEqual([['60']]);
    expect(parseTable('5" pipe\t')).toEqual([['5" pipe', '']]);
});

test('a percentage as people type it', () => {
    expect(parsePercent('๖๐')).toBe('60');
    expect(parsePercent(' 60.50 % ')).toBe('60.5');
    expect(parsePercent('12,5')).toBe('12.5');
    expect(parsePercent('007')).toBe('7');
    expect(parsePercent('0')).toBe('0');
    expect(parsePercent('มาก')).toBeNull();
    expect(parsePercent('-5')).toBeNull();
    expect(parsePercent('')).toBeNull();
});

test('a table lies over the cells from the chosen one on', () => {
    const draft = pasteInto({ a: { percent: '1' } }, ['a', 'b'], { step: 'a', column: 'text' }, [['x', 'y'], ['z', 'w', 'v', 'too far right'], ['too far down']]);
    expect(draft).toEqual({ a: { percent: '1', text: 'x', obstacles: 'y' }, b: { text: 'z', obstacles: 'w', corrective_action: 'v' } });
});

test('only what differs from the report of the month is a change', () => {
    expect(isChanged(row('a', { this: report }), { percent: '40' })).toBe(false);
    expect(isChanged(row('a', { this: report }), { percent: '41' })).toBe(true);
    expect(isChanged(row('a'), undefined)).toBe(false);
    expect(isChanged(row('a'), { text: '' })).toBe(false);
});

test('reports: of changed rows, correcting what was said this month, keeping the last percentage for words alone', () => {
    const rows = [row('a'), row('b', { this: report }), row('c', { last: { ...report, percent: '30' } }), row('d')];
    const made = reportsOf(rows, { a: { percent: '๕๐' }, b: { percent: '60' }, c: { obstacles: ' ฝนตก ' }, d: { percent: 'ครึ่ง' } }, '2022-03-31');
    expect(made.unreadable).toEqual(['d']);
    expect(made.reports).toEqual([
        { step: 'a', on: '2022-03-31', percent: '50' },
        { step: 'b', on: '2022-03-20', percent: '60', text: 'ประชุม', corrects: 'fact-1' },
        { step: 'c', on: '2022-03-31', percent: '30', obstacles: 'ฝนตก' },
    ]);
});
