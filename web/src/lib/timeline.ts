// The rows and bars of the timeline, without a page: what is shown of a year's schedules, and where.
import { monthIndex } from './months';
import type { StepState, YearOverview, YearSchedule, YearStep } from './year';

export interface Row {
    kind: 'schedule' | 'step';
    schedule: YearSchedule;
    step: YearStep | null;
    /** Unique in the list. */
    key: string;
}

export interface Wanted {
    owner: string | null;
    state: StepState | null;
    text: string;
    folded: ReadonlySet<string>;
}

export function rowsOf(year: YearOverview, wanted: Wanted): Row[] {
    const text = wanted.text.trim().toLowerCase();
    const rows: Row[] = [];
    for (const schedule of year.schedules) {
        if (wanted.owner !== null && !schedule.owners.includes(wanted.owner)) continue;
        const whole = text === '' || schedule.title.toLowerCase().includes(text);
        const steps = schedule.steps.filter(
            (step) => (wanted.state === null || step.state === wanted.state) && (whole || step.name.toLowerCase().includes(text)),
        );
        if (steps.length === 0) continue;
        rows.push({ kind: 'schedule', schedule, step: null, key: schedule.id });
        if (wanted.folded.has(schedule.id)) continue;
        for (const step of steps) rows.push({ kind: 'step', schedule, step, key: step.id });
    }
    return rows;
}

export interface Run {
    /** First and last month of the fiscal year, 0 to 11. */
    first: number;
    last: number;
}

/** Months that follow one another as one bar; what lies outside the year is cut. */
export function runsOf(months: readonly string[], fiscal_year: number): Run[] {
    const indexes = [...new Set(months.map((month) => monthIndex(month, fiscal_year)).filter((index) => index !== null && index >= 0 && index < 12))] as number[];
    indexes.sort((a, b) => a - b);
    const runs: Run[] = [];
    for (const index of indexes) {
        const run = runs.at(-1);
        if (run?.last === index - 1) run.last = index;
        else runs.push({ first: index, last: index });
    }
    return runs;
}

/** How much of the planned months is filled when a part of the step is done: runs in months, from the left. */
export function filledOf(runs: readonly Run[], percent: number): { from: number; to: number }[] {
    const months = runs.reduce((sum, run) => sum + run.last - run.first + 1, 0);
    let left = (months * Math.min(Math.max(percent, 0), 100)) / 100;
    const filled: { from: number; to: number }[] = [];
    for (const run of runs) {
        const length = Math.min(left, run.last - run.first + 1);
        if (length > 0) filled.push({ from: run.first, to: run.first + length });
        left -= length;
    }
    return filled;
}

/** Where a day stands in the year: 0 is 1 October, 12 the end of September; null outside. */
export function placeOfDay(day: string, fiscal_year: number): number | null {
    const match = /^(\d{4}-\d{2})-(\d{2})$/.exec(day);
    const index = match ? monthIndex(match[1] ?? '', fiscal_year) : null;
    if (!match || index === null || index < 0 || index > 11) return null;
    const [year, month] = (match[1] ?? '').split('-').map(Number);
    const days = new Date(Date.UTC(year ?? 0, month ?? 1, 0)).getUTCDate();
    return index + Number(match[2]) / days;
}

/** The rows that are in view, and a few around them. */
export function windowOf(count: number, height: number, top: number, view: number, around = 6): { first: number; last: number } {
    const first = Math.max(0, Math.floor(top / height) - around);
    const last = Math.min(count, Math.ceil((top + view) / height) + around);
    return { first: Math.min(first, count), last: Math.max(last, Math.min(first, count)) };
}
