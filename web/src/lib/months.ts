// Months of a Thai fiscal year: October (0) to September (11), named by the Buddhist year in which it ends.

export interface MonthSpan {
    from: string;
    to: string;
}

export interface Bar {
    /** First and last month in the year, 0 to 11. */
    first: number;
    last: number;
    /** The span goes on before October or after September. */
    cut_left: boolean;
    cut_right: boolean;
}

const kMonths = 12;

/** Calendar month (1 to 12) of each of the year's months, October first. */
export const fiscalMonths: readonly number[] = [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Months since the October of `fiscalYear` (2565 begins in 2021-10); null when it is no month. */
export function monthIndex(month: string, fiscalYear: number): number | null {
    const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
    if (!match) return null;
    return Number(match[1]) * kMonths + Number(match[2]) - 1 - ((fiscalYear - 543 - 1) * kMonths + 9);
}

export function monthAt(index: number, fiscalYear: number): string {
    const absolute = (fiscalYear - 543 - 1) * kMonths + 9 + index;
    return `${Math.floor(absolute / kMonths)}-${String((absolute % kMonths) + 1).padStart(2, '0')}`;
}

/** The bars of one step within the year; spans outside of it or the wrong way round give none. */
export function monthBars(spans: readonly MonthSpan[], fiscalYear: number): Bar[] {
    const bars: Bar[] = [];
    for (const span of spans) {
        const first = monthIndex(span.from, fiscalYear);
        const last = monthIndex(span.to, fiscalYear);
        if (first === null || last === null || last < first || last < 0 || first >= kMonths) continue;
        bars.push({
            first: Math.max(first, 0),
            last: Math.min(last, kMonths - 1),
            cut_left: first < 0,
            cut_right: last >= kMonths,
        });
    }
    return bars;
}

/** The spans after turning one month on or off: sorted, neighbours joined, what lies outside the year kept. */
export function toggleMonth(spans: readonly MonthSpan[], index: number, fiscalYear: number): MonthSpan[] {
    const months = new Set<number>();
    for (const span of spans) {
        const first = monthIndex(span.from, fiscalYear);
        const last = monthIndex(span.to, fiscalYear);
        if (first === null || last === null || last - first > 10 * kMonths) continue;
        for (let month = first; month <= last; month += 1) months.add(month);
    }
    if (!months.delete(index)) months.add(index);
    const joined: MonthSpan[] = [];
    let start: number | null = null;
    const sorted = [...months].sort((a, b) => a - b);
    sorted.forEach((month, position) => {
        start ??= month;
        if (sorted[position + 1] !== month + 1) {
            joined.push({ from: monthAt(start, fiscalYear), to: monthAt(month, fiscalYear) });
            start = null;
        }
    });
    return joined;
}
