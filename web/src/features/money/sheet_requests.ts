// The finance system's sheet: how the server would read it, what it would change, and the import.
import { request } from '../../lib/api';
import type { Id, Texts } from '../../lib/types';

export type SheetField = 'posting' | 'fund' | 'category' | 'project';
export type SheetColumn = SheetField | 'date' | 'document' | 'fiscal_year' | 'note';

export interface SheetMapping {
    sheet?: string;
    header_row?: number;
    columns: Partial<Record<SheetColumn, string>>;
    amounts: { column: string; posting?: string }[];
    key?: string[];
    values?: { field: SheetField; text: string; value: string }[];
    fixed?: Partial<Record<'fund' | 'category' | 'project', string>>;
    skip?: string[];
    is_complete?: boolean;
}

export interface SeenSheet {
    name: string;
    rows: number;
    columns: { heading: string; texts: string[]; has_more: boolean }[];
    mapping: SheetMapping;
}

export interface Looked {
    file: string;
    /** How CSV was read; what is not UTF-8 was taken as Thai of before Unicode. */
    encoding: 'utf-8' | 'windows-874';
    sheets: SeenSheet[];
}

export interface SheetImported {
    rows: number;
    added: number;
    corrected: number;
    withdrawn: number;
    unchanged: number;
    skipped: number;
    gone: number;
    problems: { row: number; column: string; message: Texts }[];
    reconciled: { fiscal_year: number; posting: string; postings: number; in_sheet: string; in_ledger: string; difference: string }[];
    facts: string[];
}

const path = (plan: Id, rest: string) => `/plans/${encodeURIComponent(plan)}/${rest}`;

export const lookAtSheet = async (plan: Id, file: File) =>
    await request<Looked>(path(plan, 'sheets'), { method: 'POST', raw: new Blob([file], { type: 'application/octet-stream' }) });

export const importSheet = async (plan: Id, file: string, mapping: SheetMapping, trial: boolean) =>
    await request<SheetImported>(path(plan, 'sheet-imports'), { method: 'POST', body: { file, mapping, trial } });

export const takeBack = async (plan: Id, facts: string[]) => await request(path(plan, 'posting-removals'), { method: 'POST', body: { facts } });
