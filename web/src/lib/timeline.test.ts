import { expect, test } from 'vitest';
import { dayPosition, filledBars, joinMonths, monthSpans, moveMonths, rowWindow, timelineRows } from './timeline';
import type { YearSchedule, YearStep } from './year';

const step = (id: string, state: YearStep['state']): YearStep => ({
    id, number: '1', name: `ขั้น ${id}`, weight: '10', months: ['2021-10'], planned: '100', actual: '0', days_late: 0, state, not_reported: state === 'late', approval_missing: false, reported_on: null, fact: null,
});
const schedule = (id: string, owners: string[], steps: YearStep[]): YearSchedule => ({
    id, title: `โครงการ ${id}`, indicator: null, project: id, owners, planned: '0', actual: '0', steps,
});
const schedules = [schedule('a', ['x'], [step('a1', 'late'), step('a2', 'done')]), schedule('b', ['y'], [step('b1', 'waiting')])];
const all = { owner: '', project: '', state: '', text: '' } as const;
const ids = (rows: { id: string }[]) => rows.map((row) => row.id).join(' ');

test('rows are the schedules with their steps; folding hides steps', () => {
    expect(ids(timelineRows(schedules, all, new Set()))).toBe('a a1 a2 b b1');
    expect(ids(timelineRows(schedules, all, new Set(['a'])))).toBe('a b b1');
});

test('filters keep the schedule of what fits', () => {
    expect(ids(timelineRows(schedules, { ...all, owner: 'y' }, new Set()))).toBe('b b1');
    expect(ids(timelineRows(schedules, { ...all, project: 'b' }, new Set()))).toBe('b b1');
    expect(ids(timelineRows(schedules, { ...all, state: 'done' }, new Set()))).toBe('a a2');
    expect(ids(timelineRows(schedules, { ...all, state: 'not_reported' }, new Set()))).toBe('a a1');
    expect(ids(timelineRows(schedules, { ...all, text: 'ขั้นB1' }, new Set()))).toBe('b b1');
    expect(ids(timelineRows(schedules, { ...all, text: 'โครงการ a' }, new Set()))).toBe('a a1 a2');
    expect(timelineRows(schedules, { ...all, text: 'ไม่มี' }, new Set())).toEqual([]);
});

test('the window holds what is in view and the spare rows', () => {
    // 400 px from 1,000: rows 25 to 34 of 40 px; in blocks of four with one more on either side 20 to 39.
    expect(rowWindow(1000, 400, 40, 5000)).toEqual({ first: 20, last: 40 });
    expect(rowWindow(0, 400, 40, 3)).toEqual({ first: 0, last: 3 });
});

test('months join to bars, in order, within the year', () => {
    expect(joinMonths(['2021-12', '2021-10', '2021-11', '2022-02', '2022-10'], 2565)).toEqual([{ from: 0, to: 3 }, { from: 4, to: 5 }]);
    expect(monthSpans(['2021-10', '2021-11', '2022-02'], 2565)).toEqual([{ from: '2021-10', to: '2021-11' }, { from: '2022-02', to: '2022-02' }]);
});

test('progress fills the bars from the left and passes over gaps', () => {
    // 3 + 1 months, 87.5 percent of 4 are 3.5.
    expect(filledBars([{ from: 0, to: 3 }, { from: 4, to: 5 }], '87.5')).toEqual([{ from: 0, to: 3 }, { from: 4, to: 4.5 }]);
    expect(filledBars([{ from: 0, to: 3 }], '0')).toEqual([]);
    expect(filledBars([{ from: 0, to: 3 }], '120')).toEqual([{ from: 0, to: 3 }]);
});

test('a day stands within its month', () => {
    expect(dayPosition('2022-01-31', 2565)).toBe(4);
    expect(dayPosition('2022-02-14', 2565)).toBe(4.5);
    expect(dayPosition('2022-10-01', 2565)).toBeNull();
});

test('moving keeps the gaps and stops at the ends of the year', () => {
    expect(moveMonths(['2021-11', '2022-01'], 'whole', 1, 2565)).toEqual(['2021-12', '2022-02']);
    expect(moveMonths(['2021-11', '2022-01'], 'whole', -5, 2565)).toEqual(['2021-10', '2021-12']);
    expect(moveMonths(['2022-08', '2022-09'], 'whole', 1, 2565)).toEqual(['2022-08', '2022-09']);
});

test('stretching fills, shrinking takes away, and one month stays', () => {
    expect(moveMonths(['2021-11'], 'end', 2, 2565)).toEqual(['2021-11', '2021-12', '2022-01']);
    expect(moveMonths(['2021-11', '2021-12'], 'end', -4, 2565)).toEqual(['2021-11']);
    expect(moveMonths(['2021-12'], 'start', -1, 2565)).toEqual(['2021-11', '2021-12']);
    expect(moveMonths(['2021-11', '2021-12'], 'start', 9, 2565)).toEqual(['2021-12']);
});
