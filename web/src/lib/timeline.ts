// The timeline without the screen: which rows there are, where their bars stand, what moving one makes of its months.
import { monthAt, monthIndex, type MonthSpan } from './months';
import type { Id } from './types';
import type { StepState, YearSchedule, YearStep } from './year';

export interface Filter {
    owner: Id | '';
    /** A schedule's project or indicator, or the schedule. */
    project: Id | '';
    state: StepState | 'not_reported' | '';
    text: string;
}

export type Row =
    | { kind: 'group'; id: Id; schedule: YearSchedule; steps: number; folded: boolean }
    | { kind: 'step'; id: Id; schedule: YearSchedule; step: YearStep };

const plain = (text: string) => text.toLocaleLowerCase().replace(/\s+/g, '');

const fits = (step: YearStep, state: Filter['state']) => state === '' || (state === 'not_reported' ? step.not_reported : step.state === state);

/** The rows from top to bottom. A schedule stays when one of its steps does; its title is searched as well. */
export function timelineRows(schedules: readonly YearSchedule[], filter: Filter, folded: ReadonlySet<Id>): Row[] {
    const wanted = plain(filter.text);
    const rows: Row[] = [];
    for (const schedule of schedules) {
        if (filter.owner !== '' && !schedule.owners.includes(filter.owner)) continue;
        if (filter.project !== '' && ![schedule.id, schedule.project, schedule.indicator].includes(filter.project)) continue;
        const whole = wanted === '' || plain(schedule.title).includes(wanted);
        const steps = schedule.steps.filter((step) => fits(step, filter.state) && (whole || plain(step.name).includes(wanted)));
        if (steps.length === 0 && (schedule.steps.length > 0 || filter.state !== '' || !whole)) continue;
        const is_folded = folded.has(schedule.id);
        rows.push({ kind: 'group', id: schedule.id, schedule, steps: steps.length, folded: is_folded });
        if (!is_folded) for (const step of steps) rows.push({ kind: 'step', id: step.id, schedule, step });
    }
    return rows;
}

/** Which rows are drawn: those in view and `spare` or more on either side, in whole blocks of `spare`, so that few steps of scrolling change it. `last` is not drawn any more. */
export function rowWindow(scrolled: number, height: number, row_height: number, count: number, spare = 4): { first: number; last: number } {
    const block = (rows: number) => Math.max(0, rows * spare);
    const first = block(Math.floor(scrolled / row_height / spare) - 1);
    return { first: Math.min(first, count), last: Math.min(count, block(Math.ceil((scrolled + height) / row_height / spare) + 1)) };
}

export interface MonthBar {
    /** First month and the one after the last, 0 to 12. */
    from: number;
    to: number;
}

/** Neighbouring months joined; months outside of the year are left out. */
export function joinMonths(months: readonly string[], fiscal_year: number): MonthBar[] {
    const indexes = months
        .map((month) => monthIndex(month, fiscal_year))
        .filter((index): index is number => index !== null && index >= 0 && index < 12)
        .sort((a, b) => a - b);
    const bars: MonthBar[] = [];
    for (const index of indexes) {
        const last = bars.at(-1);
        if (last && last.to >= index) last.to = Math.max(last.to, index + 1);
        else bars.push({ from: index, to: index + 1 });
    }
    return bars;
}

/** The part of the bars that `percent` fills, from the left. For the eye only. */
export function filledBars(bars: readonly MonthBar[], percent: string): MonthBar[] {
    let rest = (bars.reduce((sum, bar) => sum + bar.to - bar.from, 0) * Math.min(100, Math.max(0, Number(percent)))) / 100;
    const filled: MonthBar[] = [];
    for (const bar of bars) {
        if (rest <= 0) break;
        const long = Math.min(rest, bar.to - bar.from);
        filled.push({ from: bar.from, to: bar.from + long });
        rest -= long;
    }
    return filled;
}

/** Where a day stands on the axis of months: 0 on 1 October, 12 at the end of September; null outside of the year. */
export function dayPosition(day: string, fiscal_year: number): number | null {
    const index = monthIndex(day.slice(0, 7), fiscal_year);
    if (index === null || index < 0 || index >= 12) return null;
    const [year, month, date] = day.split('-').map(Number);
    const days = new Date(Date.UTC(year ?? 0, month ?? 1, 0)).getUTCDate();
    return index + (date ?? 1) / days;
}

export type Edge = 'whole' | 'start' | 'end';

/**
 * The months after moving the whole, or one edge, by `by` months. They stay in the year, and at least one stays. Gaps are
 * kept; an edge that is pulled out fills, one that is pushed in takes months away.
 */
export function moveMonths(months: readonly string[], edge: Edge, by: number, fiscal_year: number): string[] {
    const indexes = joinMonths(months, fiscal_year).flatMap((bar) => Array.from({ length: bar.to - bar.from }, (_, offset) => bar.from + offset));
    const first = indexes[0];
    const last = indexes.at(-1);
    if (first === undefined || last === undefined) return [...months];
    const named = (list: number[]) => list.map((index) => monthAt(index, fiscal_year));
    if (edge === 'whole') {
        const shift = Math.max(-first, Math.min(11 - last, by));
        return named(indexes.map((index) => index + shift));
    }
    const target = edge === 'start' ? Math.max(0, Math.min(last, first + by)) : Math.min(11, Math.max(first, last + by));
    const kept = indexes.filter((index) => (edge === 'start' ? index >= target : index <= target));
    const [near, far] = edge === 'start' ? [target, first] : [last, target];
    const filled = new Set(kept);
    for (let index = near; index <= far; index += 1) filled.add(index);
    filled.add(target);
    return named([...filled].sort((a, b) => a - b));
}

/** As the plan file writes a step's months. */
export function monthSpans(months: readonly string[], fiscal_year: number): MonthSpan[] {
    return joinMonths(months, fiscal_year).map((bar) => ({ from: monthAt(bar.from, fiscal_year), to: monthAt(bar.to - 1, fiscal_year) }));
}
