import { expect, test } from 'vitest';
import { accepts, fits, missingSides, nextSwotId, withItem, withoutItem } from './swot';
import type { Combination } from './types';

const so: Combination = { id: 'c', kind: 'SO', items: ['S1', 'O2', { unresolved: 'O99' }] };

test('a point fits into combinations of its letter, once', () => {
    expect(['S', 'W', 'O', 'T'].map((letter) => fits('WT', `${letter}1`))).toEqual([false, true, false, true]);
    expect([accepts(so, 'S1'), accepts(so, 'S2'), accepts(so, 'T1')]).toEqual([false, true, false]);
});

test('putting in keeps the order of sides, taking out keeps the rest', () => {
    expect(withItem(so, 'S10')).toEqual(['S1', 'S10', 'O2', { unresolved: 'O99' }]);
    expect(withItem({ id: 'n', kind: 'WT' }, 'T1')).toEqual(['T1']);
    expect(withoutItem(so, 'O2')).toEqual(['S1', { unresolved: 'O99' }]);
    expect(missingSides({ ...so, items: ['O2'] })).toEqual(['S']);
    expect(missingSides(so)).toEqual([]);
});

test('a new point has the next number of its letter', () => {
    expect(nextSwotId([{ id: 'S2', text: '' }, { id: 'S10', text: '' }, { id: 'O30', text: '' }], 'S')).toBe('S11');
    expect(nextSwotId([], 'T')).toBe('T1');
});
