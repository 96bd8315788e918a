import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { queryName, type Query, type QueryWords } from './query_names';
import type { Dataset } from './records';
import { query_en, query_th } from './texts_query';
import type { TextKey } from './texts_th';

const works: Dataset = {
    id: 'works', version: 1, title: { th: 'ทะเบียนผลงาน', en: 'Works' },
    fields: [
        { name: 'platform', type: 'text', label: { th: 'ช่องทาง', en: 'channels' } },
        { name: 'status', type: 'choice', label: { th: 'สถานะ', en: 'status' }, choices: [{ value: 'published', label: { th: 'เผยแพร่แล้ว', en: 'published' } }] },
        { name: 'pages', type: 'integer', label: { th: 'จำนวนหน้า', en: 'pages' } },
    ],
};

const words = (language: 'th' | 'en'): QueryWords => ({
    t: (key: TextKey, values: Record<string, string> = {}) => (language === 'th' ? query_th : query_en)[key as keyof typeof query_th].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? ''),
    text: (texts) => texts?.[language] ?? '',
    digits: (text) => String(text),
    datasets: [works],
    own: new Set(['indicator-2', 'schedule-2']),
    names: new Map([['project-1', 'โครงการอบรม']]),
});

test.each<[Query, string, string]>([
    [{ fn: 'count', of: 'steps', where: [['schedule', '=', 'schedule-2'], ['done', '=', true]] }, 'จำนวนขั้นตอน (ของตัวชี้วัดนี้, ทำเสร็จแล้ว)', 'Number of steps (of this indicator, done)'],
    [{ fn: 'count', of: 'works', distinct: ['platform'], where: [['status', '=', 'published']] }, 'จำนวนช่องทางที่ไม่ซ้ำกันในทะเบียนผลงาน (สถานะ: เผยแพร่แล้ว)', 'Number of different channels in Works (status: published)'],
    [{ fn: 'sum', of: 'works.pages', where: [['pages', '>=', 10], ['status', 'in', ['published', 'draft']]] }, 'ผลรวมของจำนวนหน้าในทะเบียนผลงาน (จำนวนหน้าไม่น้อยกว่า 10, สถานะเป็นหนึ่งใน เผยแพร่แล้ว, draft)', 'Sum of pages in Works (pages at least 10, status one of published, draft)'],
    [{ fn: 'ratio', num: { fn: 'sum', of: 'ledger.disbursed' }, den: { fn: 'sum', of: 'ledger.after_transfer', where: [['project', '=', 'project-1']] } }, 'ผลรวมของเงินที่เบิกจ่าย ต่อ ผลรวมของงบประมาณหลังโอน (โครงการ: โครงการอบรม)', 'Sum of money disbursed by Sum of budget after transfers (project: โครงการอบรม)'],
    // What nobody knows is shown as it stands.
    [{ fn: 'count', of: 'gone' }, 'จำนวนgone', 'Number of gone'],
])('%j', (query, thai, english) => {
    expect(queryName(query, words('th'))).toBe(thai);
    expect(queryName(query, words('en'))).toBe(english);
});

test('every rule, verb and comparison of the plan file has its name', () => {
    const schema = JSON.parse(readFileSync('../docs/reference/plan.schema.json', 'utf8')) as {
        $defs: { scoring: { properties: { rule: { enum: string[] } } }; query: { properties: { fn: { enum: string[] } } }; condition: { prefixItems: [unknown, { enum: string[] }] } };
    };
    const wanted = [
        ...schema.$defs.scoring.properties.rule.enum.map((rule) => `rule.${rule}`),
        ...schema.$defs.query.properties.fn.enum.map((fn) => `query.${fn}`),
        ...schema.$defs.condition.prefixItems[1].enum.map((op) => `query.op.${op}`),
    ];
    expect(wanted.length).toBe(20);
    expect(wanted.filter((key) => !(key in query_th))).toEqual([]);
});
