import { expect, test } from 'vitest';
import { depthOf, rowsOf, strategyOf, threadOf } from './strategy';
import type { PlanContent } from './types';

const under = (node: string) => [{ framework: 'f', node, relation: 'under' }];
const plan = {
    id: 'plan',
    fiscal_year: 2565,
    frameworks: [{ id: 'f', name: 'กรอบ', nodes: [{ id: 'f1', kind: 'area' }, { id: 'f2', kind: 'goal', parent: 'f1' }, { id: 'f3', kind: 'goal' }] }],
    missions: [{ id: 'm1', title: 'ก', links: under('f2'), indicators: ['i1'], projects: ['p1', 'p2'] }],
    indicators: [
        { id: 'i1', name: 'ข', links: under('f2'), projects: ['p1'] },
        { id: 'i2', name: 'ค', links: under('f1') },
        { id: 'i3', name: 'ง', projects: [{ unresolved: 'โครงการที่ไม่มี' }] },
    ],
    projects: [{ id: 'p1', name: 'จ' }, { id: 'p2', name: 'ฉ' }, { id: 'p3', name: 'ช' }],
} as unknown as PlanContent;

test('the strategy hangs from the frameworks down to the projects', () => {
    const strategy = strategyOf(plan);
    expect([...strategy.nodes.keys()]).toEqual(['f1', 'f2', 'm1', 'i1', 'i2', 'i3', 'p1', 'p2', 'p3']);
    expect(strategy.nodes.get('f1')?.below).toEqual(['f2', 'i2']);
    // The indicator of a mission hangs on it, and not on what the mission hangs on as well; so do projects.
    expect(strategy.nodes.get('f2')?.below).toEqual(['m1']);
    expect(strategy.nodes.get('m1')?.below).toEqual(['i1', 'p2']);
    expect([strategy.roots, strategy.loose]).toEqual([['f1'], ['i3', 'p3']]);
    expect([...threadOf(strategy, 'i1')].sort()).toEqual(['f1', 'f2', 'i1', 'm1', 'p1']);
    expect(depthOf(strategy, 'f2')).toBe(1);
});

test('rows are the tree in reading order, and what is closed hides what is below', () => {
    const strategy = strategyOf(plan);
    expect(rowsOf(strategy, new Set()).map((row) => [row.id, row.depth])).toEqual([['f1', 0], ['f2', 1], ['m1', 2], ['i1', 3], ['p1', 4], ['p2', 3], ['i2', 1]]);
    expect(rowsOf(strategy, new Set(['f1/f2'])).map((row) => row.id)).toEqual(['f1', 'f2', 'i2']);
});

test('a ring of parents does not go on for ever', () => {
    const ring = structuredClone(plan);
    const nodes = ring.frameworks?.[0]?.nodes;
    if (nodes?.[0]) nodes[0].parent = 'f2';
    const strategy = strategyOf(ring);
    expect(rowsOf(strategy, new Set()).map((row) => row.id)).toEqual(['f1', 'f2', 'm1', 'i1', 'p1', 'p2', 'i2']);
    expect(threadOf(strategy, 'f1').size).toBe(7);
    expect(depthOf(strategy, 'm1')).toBeLessThan(5);
});
