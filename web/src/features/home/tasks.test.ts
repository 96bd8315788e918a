import { expect, test } from 'vitest';
import type { HomeView } from './requests';
import { isReconciled, lateFirst, ownSteps, silentRegistries, silentSections } from './tasks';

const step = (id: string, days_late: number, not_reported: boolean) => ({ id, state: days_late > 0 ? 'late' : 'due', days_late, not_reported });
const home = (own: string[] | null) =>
    ({
        own_steps: own,
        year: {
            as_of: '2022-03-15',
            schedules: [
                { owners: ['a'], steps: [step('1', 3, true), step('2', 0, false)] },
                { owners: ['b', 'a'], steps: [step('3', 9, true), step('4', 0, true)] },
            ],
        },
        registries: [
            { id: 'new', last_on: '2022-01-12' },
            { id: 'old', last_on: '2022-01-11' },
            { id: 'none', last_on: null },
        ],
        ledger: { last_assertion: '2022-02-01' },
    }) as unknown as HomeView;

test('one’s own steps, the longest late first', () => {
    expect(lateFirst(ownSteps(home(null))).map((item) => item.step.id)).toEqual(['3', '1']);
    expect(lateFirst(ownSteps(home(['1', '2']))).map((item) => item.step.id)).toEqual(['1']);
    expect(ownSteps(home([]))).toEqual([]);
});

test('sections are silent by the steps that they lead', () => {
    expect(silentSections(home(null))).toEqual([{ owner: 'b', steps: 2 }, { owner: 'a', steps: 1 }]);
});

test('a registry is silent after 62 days, and one that never spoke', () => {
    // From 12 January to 15 March are 19 + 28 + 15 = 62 days.
    expect(silentRegistries(home(null)).map((item) => item.id)).toEqual(['none', 'old']);
});

test('the month before is reconciled or not', () => {
    expect(isReconciled(home(null))).toBe(true);
    expect(isReconciled({ ...home(null), ledger: { last_assertion: '2022-01-31', failing: 0, overdrafts: 0 } })).toBe(false);
    expect(isReconciled({ ...home(null), ledger: { last_assertion: null, failing: 0, overdrafts: 0 } })).toBe(false);
});
