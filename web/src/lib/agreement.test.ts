import { expect, test } from 'vitest';
import { sum } from './exact';
import { agreedIndicators, stagesOf, targetOf, type AgreementSubject, type Move } from './agreement';
import type { PlanContent } from './types';

const move = (to: string, number: number): Move => ({ action: to, name: null, from: '', to, at: '', by: 'a', note: { number } });
const subject = (state: string, history: Move[], approved_number: number | null = null) => ({ state, history, approved_number }) as AgreementSubject;

test('stages are those that have been reached, by the versions that their steps noted', () => {
    expect(stagesOf(subject('proposed', []), 1)).toEqual([{ name: 'proposed', number: 1 }]);
    expect(stagesOf(subject('proposed', []), 4)).toEqual([{ name: 'proposed', number: 1 }, { name: 'now', number: 4 }]);
    const negotiated = [move('negotiated', 3)];
    expect(stagesOf(subject('negotiated', negotiated), 3)).toEqual([{ name: 'proposed', number: 1 }, { name: 'negotiated', number: 3 }]);
    // Reopened at 3: that is what is proposed now.
    expect(stagesOf(subject('proposed', [...negotiated, move('proposed', 3)]), 5)).toEqual([{ name: 'proposed', number: 3 }, { name: 'now', number: 5 }]);
    expect(stagesOf(subject('change-requested', [...negotiated, move('signed', 3), move('change-requested', 3)], 3), 6).map((stage) => stage.name)).toEqual(['proposed', 'negotiated', 'signed', 'now']);
});

const plan = (indicators: object[]) => ({ id: 'p', fiscal_year: 2565, indicators }) as unknown as PlanContent;

test('indicators with a weight in any stage, those that are gone last', () => {
    const before = plan([{ id: 'a', weight: 10 }, { id: 'b', weight: 5 }]);
    const after = plan([{ id: 'c', weight: '2.5' }, { id: 'a' }, { id: 'd' }]);
    expect(agreedIndicators([before, after]).map((indicator) => indicator.id)).toEqual(['c', 'a', 'b']);
    expect(targetOf(before, { id: 'a', name: '', targets: [{ fiscal_year: 2564, value: 1 }, { fiscal_year: 2565, value: 2 }, { fiscal_year: 2566, value: 3 }] })?.value).toBe(2);
});

test('weights add up exactly', () => {
    // Thirds of a whole in binary fractions would miss it: 33.3 + 33.3 + 33.4.
    expect(sum(['33.3', 33.3, '33.4', undefined])).toBe('100');
    expect(sum(['x'])).toBeNull();
});
