// Tables of comma-separated values in the browser: which letters a file has, and where its cells end.
import { parseTable } from './progress_table';

export interface CsvText {
    text: string;
    /** What is not UTF-8 is taken as Thai of before Unicode; whoever pastes sees every cell before anything is kept. */
    is_old: boolean;
}

export function decodeCsv(bytes: ArrayBuffer): CsvText {
    try {
        return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), is_old: false };
    } catch {
        return { text: new TextDecoder('windows-874').decode(bytes), is_old: true };
    }
}

/** A table that somebody pasted or dropped: cells end at tabs; without any, at commas when every row has as many (two or more). */
export function tableOf(text: string): string[][] {
    const tabbed = parseTable(text);
    if (tabbed.some((cells) => cells.length > 1)) return tabbed;
    const said = (table: string[][]) => table.filter((cells) => cells.some((cell) => cell !== ''));
    const commas = said(parseTable(text, ','));
    const width = commas[0]?.length ?? 0;
    return width > 1 && commas.length > 1 && commas.every((cells) => cells.length === width) ? commas : tabbed;
}
