// The month's form as a table: what is pasted from a spreadsheet, what a person typed as a percentage, and what is kept in the
// browser until it is sent.
import { toArabicDigits } from './digits';
import type { Id } from './types';
import type { ProgressRow, StepReport } from './types_year';

export const progressColumns = ['percent', 'text', 'obstacles', 'corrective_action'] as const;
export type ProgressColumn = (typeof progressColumns)[number];
/** What was typed for a step; a member that is absent was not touched. */
export type Typed = Partial<Record<ProgressColumn, string>>;
export type Draft = Record<Id, Typed>;

/** Cells as a spreadsheet puts them on the clipboard: tabs (or `between`) between them, a line each row, quotes round cells that hold either. */
export function parseTable(text: string, between: '\t' | ',' = '\t'): string[][] {
    const rows: string[][] = [];
    let row: string[] = [];
    let cell = '';
    let quoted = false;
    const endCell = () => {
        row.push(cell.trim());
        cell = '';
    };
    const endRow = () => {
        endCell();
        rows.push(row);
        row = [];
    };
    const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
    for (let at = 0; at < plain.length; at += 1) {
        const character = plain[at] ?? '';
        if (quoted) {
            if (character !== '"') cell += character;
            else if (plain[at + 1] === '"') {
                cell += '"';
                at += 1;
            } else quoted = false;
        } else if (character === '"' && cell === '') quoted = true;
        else if (character === between) endCell();
        else if (character === '\n') endRow();
        else cell += character;
    }
    endRow();
    return rows;
}

/** What was typed ("๖๐", "60 %", "12,5") as the server's decimal; null when it is no number. The server knows the bounds. */
export function parsePercent(typed: string): string | null {
    const match = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(toArabicDigits(typed).replace(/[%\s]/g, ''));
    if (!match) return null;
    const whole = (match[1] ?? '').replace(/^0+(?=\d)/, '');
    const rest = (match[2] ?? '').replace(/0+$/, '');
    return rest === '' ? whole : `${whole}.${rest}`;
}

/** The draft with a table laid over it from one cell on; what stands out to the right or below is left away. */
export function pasteInto(draft: Draft, steps: readonly Id[], from: { step: Id; column: ProgressColumn }, table: readonly (readonly string[])[]): Draft {
    const first_row = steps.indexOf(from.step);
    const first_column = progressColumns.indexOf(from.column);
    if (first_row < 0) return draft;
    const next = { ...draft };
    table.forEach((cells, row) => {
        const step = steps[first_row + row];
        if (step === undefined) return;
        const typed: Typed = { ...next[step] };
        cells.forEach((value, column) => {
            const name = progressColumns[first_column + column];
            if (name !== undefined) typed[name] = value;
        });
        next[step] = typed;
    });
    return next;
}

/** What the form shows: what was typed, else what this month's report says. */
export const shownValue = (row: ProgressRow, typed: Typed | undefined, column: ProgressColumn): string => typed?.[column] ?? row.this?.[column] ?? '';

export const isChanged = (row: ProgressRow, typed: Typed | undefined): boolean =>
    typed !== undefined && progressColumns.some((column) => typed[column] !== undefined && typed[column] !== (row.this?.[column] ?? ''));

/** The reports of the rows that were changed; a row without a number that can be read is named apart. */
export function reportsOf(rows: readonly ProgressRow[], draft: Draft, day: string): { reports: StepReport[]; unreadable: Id[] } {
    const reports: StepReport[] = [];
    const unreadable: Id[] = [];
    for (const row of rows) {
        const typed = draft[row.step];
        if (!isChanged(row, typed)) continue;
        // Words without a number keep the percentage that was reported last.
        const said = shownValue(row, typed, 'percent');
        const percent = parsePercent(said === '' ? (row.last?.percent ?? '') : said);
        if (percent === null) {
            unreadable.push(row.step);
            continue;
        }
        const report: StepReport = { step: row.step, on: row.this?.on ?? day, percent };
        for (const column of ['text', 'obstacles', 'corrective_action'] as const) {
            const value = shownValue(row, typed, column).trim();
            if (value !== '') report[column] = value;
        }
        if (row.this) report.corrects = row.this.fact;
        reports.push(report);
    }
    return { reports, unreadable };
}

const stored = (plan: Id, month: string) => `phaen.progress ${plan} ${month}`;

export function readDraft(plan: Id, month: string): Draft {
    try {
        const value: unknown = JSON.parse(localStorage.getItem(stored(plan, month)) ?? '{}');
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Draft) : {};
    } catch {
        return {};
    }
}

/** Whether the browser took it. */
export function keepDraft(plan: Id, month: string, draft: Draft): boolean {
    try {
        if (Object.keys(draft).length === 0) localStorage.removeItem(stored(plan, month));
        else localStorage.setItem(stored(plan, month), JSON.stringify(draft));
        return true;
    } catch {
        return false;
    }
}
