import { expect, test } from 'vitest';
import { dueBefore } from './move_effect';
import type { YearSchedule, YearStep } from './year';

const step = (id: string, months: string[], state = 'waiting') => ({ id, months, state }) as unknown as YearStep;

test('what is due by then and not done is supposed to be finished as planned', () => {
    const moved = step('moved', ['2022-02', '2022-03']);
    const schedule = { steps: [step('before', ['2022-01']), step('done', ['2022-01'], 'done'), moved, step('same', ['2022-03']), step('after', ['2022-04']), step('never', [])] } as unknown as YearSchedule;
    expect(dueBefore(schedule, moved).map((item) => item.id)).toEqual(['before', 'same']);
});
