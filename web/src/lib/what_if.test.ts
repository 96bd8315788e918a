import { expect, test } from 'vitest';
import type { Dataset } from './records';
import type { Indicator } from './types';
import { countsOf, supposedRecords } from './what_if';

const works: Dataset = {
    id: 'works', version: 2, title: { th: 'ผลงาน' }, key: ['title', 'platform'],
    fields: [
        { name: 'title', type: 'text', required: true },
        { name: 'platform', type: 'text', required: true },
        { name: 'status', type: 'choice', required: true, choices: [{ value: 'planned' }, { value: 'published' }] },
        { name: 'published_on', type: 'date' },
        { name: 'url', type: 'url' },
    ],
};
const indicator = {
    id: 'indicator-1', name: 'ก',
    queries: { works: { fn: 'count', of: 'works', distinct: ['title'], where: [['status', '=', 'published']], date: 'published_on' }, steps: { fn: 'count', of: 'steps' } },
    sub_indicators: [{ id: 'indicator-1-1', name: 'ข', queries: { share: { fn: 'ratio', num: { fn: 'count', of: 'works' }, den: { fn: 'count', of: 'works' } } } }],
} as unknown as Indicator;

test('counts of an indicator and its parts that records feed', () => {
    expect(countsOf(indicator, [works]).map(({ indicator: of, query, dataset }) => [of, query, dataset])).toEqual([['indicator-1', 'works', 'works'], ['indicator-1-1', 'share', 'works']]);
});

test('supposed records are counted by the query and differ', () => {
    const [counted] = countsOf(indicator, [works]);
    expect(supposedRecords(counted!, works, 2, '2022-08-31', 5)).toEqual(
        [5, 6].map((n) => ({
            kind: 'record', on: '2022-08-31',
            data: { dataset: 'works', record: `what-if-${n}`, version: 2, values: { title: `what-if ${n}`, platform: `what-if ${n}`, status: 'published', published_on: '2022-08-31' } },
        })),
    );
});
