import { describe, expect, test } from 'vitest';
import { columnsByHeading, csvCell, parseDay, rowValues, toCsv, valueOf, viewOf, type Shower } from './record_values';
import type { DataRecord, Dataset, DatasetField } from './records';

const field = (name: string, type: DatasetField['type'], more: Partial<DatasetField> = {}): DatasetField => ({ name, type, label: { th: `ป้าย ${name}`, en: `Label ${name}` }, ...more });
const dataset: Dataset = {
    id: 'works', version: 1, title: { th: 'ผลงาน' },
    fields: [field('title', 'text'), field('status', 'choice', { choices: [{ value: 'done', label: { th: 'เสร็จ', en: 'Done' } }] }), field('count', 'integer'), field('on', 'date')],
};
const show: Shower = { text: (texts) => texts?.th ?? '', date: (iso) => iso, money: (amount) => amount, digits: String, yes: 'ใช่', no: 'ไม่', label: (_, record) => record };
const record = (id: string, values: DataRecord['values']): DataRecord => ({ record: id, on: '2022-01-01', by: 'a', values, fact: `f-${id}` });

describe('typed values', () => {
    test.each([
        ['15/1/2565', '2022-01-15'], ['๑๕ ม.ค. ๖๕', '2022-01-15'], ['15 มกราคม 2565', '2022-01-15'], ['15 Jan 2022', '2022-01-15'],
        ['2022-01-15', '2022-01-15'], ['31/2/2565', null], ['เร็ว ๆ นี้', null], ['', null],
    ])('%s is the day %s', (typed, day) => expect(parseDay(typed)).toBe(day));
    test('become what the dictionary asks for, or stay for the server to judge', () => {
        expect(valueOf(field('a', 'integer'), '๑,๒๐๐')).toBe(1200);
        expect(valueOf(field('a', 'integer'), 'มาก')).toBe('มาก');
        expect(valueOf(field('a', 'money'), '1,500')).toBe('1500.00');
        expect(valueOf(field('a', 'boolean'), 'ใช่')).toBe(true);
        expect(valueOf(dataset.fields[1]!, 'เสร็จ')).toBe('done');
        expect(valueOf(dataset.fields[1]!, 'lost')).toBe('lost');
        expect(valueOf(field('a', 'period'), '1/10/2564 – 30/9/2565')).toEqual({ from: '2021-10-01', to: '2022-09-30' });
        expect(valueOf(field('a', 'text'), '  ')).toBeUndefined();
    });
});

describe('a pasted table', () => {
    test('finds its columns by headings of either language', () => {
        expect(columnsByHeading(dataset.fields, ['ป้าย title', 'Label status', 'อื่น'])).toEqual(['title', 'status', null]);
        expect(columnsByHeading(dataset.fields, ['เรื่องหนึ่ง', 'เสร็จ', '3'])).toBeNull();
    });
    test('gives values by column', () => {
        expect(rowValues(dataset.fields, ['title', null, 'count'], ['ก', 'x', '3'])).toEqual({ title: 'ก', count: 3 });
    });
});

describe('CSV', () => {
    test.each([
        ['=1+1', "'=1+1"], ['+66', "'+66"], ['@a', "'@a"], ['-a', "'-a"], ['-12.5', '-12.5'], ['a', 'a'], ['a,"b"', '"a,""b"""'], ['\t=1', "'\t=1"], [' =1', "' =1"],
    ])('%j is written as %j', (value, cell) => expect(csvCell(value)).toBe(cell));
    test('has a heading and a line each record', () => {
        expect(toCsv([record('a', { title: '=SUM(A1)', count: 2 })], dataset.fields.slice(0, 3))).toBe("\ufeffป้าย title,ป้าย status,ป้าย count\r\n'=SUM(A1),,2\r\n");
    });
});

test('a view filters, searches what is shown, and sorts numbers as numbers with empty values last', () => {
    const all = [record('a', { title: 'ข', count: 10 }), record('b', { title: 'ก', status: 'done', count: 9 }), record('c', { title: 'ค' })];
    const ids = (view: Partial<Parameters<typeof viewOf>[2]>) => viewOf(all, dataset, { text: '', where: {}, sort: '', down: false, ...view }, show).map((item) => item.record);
    expect(ids({})).toEqual(['a', 'b', 'c']);
    expect(ids({ sort: 'count' })).toEqual(['b', 'a', 'c']);
    expect(ids({ sort: 'count', down: true })).toEqual(['a', 'b', 'c']);
    expect(ids({ text: 'เสร็จ' })).toEqual(['b']);
    expect(ids({ where: { status: 'done' } })).toEqual(['b']);
});
