import { expect, test } from 'vitest';
import { filledOf, placeOfDay, rowsOf, runsOf, windowOf } from './timeline';
import type { YearOverview, YearSchedule, YearStep } from './year';

test('months that follow one another are one bar', () => {
    expect(runsOf(['2021-10', '2021-11', '2022-01'], 2565)).toEqual([{ first: 0, last: 1 }, { first: 3, last: 3 }]);
    expect(runsOf(['2022-09', '2021-10', '2022-09'], 2565)).toEqual([{ first: 0, last: 0 }, { first: 11, last: 11 }]);
    expect(runsOf(['2021-09', '2022-10'], 2565)).toEqual([]);
});

test('what is done fills the planned months from the left', () => {
    const runs = [{ first: 0, last: 1 }, { first: 3, last: 4 }];
    expect(filledOf(runs, 0)).toEqual([]);
    expect(filledOf(runs, 25)).toEqual([{ from: 0, to: 1 }]);
    expect(filledOf(runs, 75)).toEqual([{ from: 0, to: 2 }, { from: 3, to: 4 }]);
    expect(filledOf(runs, 130)).toEqual([{ from: 0, to: 2 }, { from: 3, to: 5 }]);
});

test('a day has a place in the year', () => {
    expect(placeOfDay('2021-10-31', 2565)).toBe(1);
    expect(placeOfDay('2022-09-30', 2565)).toBe(12);
    expect(placeOfDay('2022-02-14', 2565)).toBe(4.5);
    expect(placeOfDay('2022-10-01', 2565)).toBeNull();
    expect(placeOfDay('soon', 2565)).toBeNull();
});

test('only what is in view is made', () => {
    expect(windowOf(5000, 40, 0, 800)).toEqual({ first: 0, last: 26 });
    expect(windowOf(5000, 40, 100_000, 800)).toEqual({ first: 2494, last: 2526 });
    expect(windowOf(3, 40, 9_999, 800)).toEqual({ first: 3, last: 3 });
});

test('rows are sought by owner, state and words', () => {
    const step = (id: string, name: string, state: YearStep['state']) => ({ id, name, state }) as YearStep;
    const schedule = (id: string, title: string, owners: string[], steps: YearStep[]) => ({ id, title, owners, steps }) as YearSchedule;
    const year = {
        schedules: [
            schedule('a', 'ประชุมเมือง', ['org-1'], [step('a1', 'เชิญเมือง', 'done'), step('a2', 'จัดประชุม', 'late')]),
            schedule('b', 'ศึกษาดูงาน', ['org-2'], [step('b1', 'เลือกเมือง', 'waiting')]),
        ],
    } as YearOverview;
    const all = { owner: null, state: null, text: '', folded: new Set<string>() };
    const keys = (wanted: Partial<typeof all>) => rowsOf(year, { ...all, ...wanted }).map((row) => row.key);
    expect(keys({})).toEqual(['a', 'a1', 'a2', 'b', 'b1']);
    expect(keys({ owner: 'org-2' as never })).toEqual(['b', 'b1']);
    expect(keys({ state: 'late' as never })).toEqual(['a', 'a2']);
    expect(keys({ text: 'เลือก' })).toEqual(['b', 'b1']);
    expect(keys({ text: 'ประชุมเมือง' })).toEqual(['a', 'a1', 'a2']);
    expect(keys({ folded: new Set(['a']) })).toEqual(['a', 'b', 'b1']);
});
