// What was not understood, as one places it: a paragraph by itself, the rows of a table together by its columns.
import type { Account, Block } from './types';

export type Unknown =
    | { kind: 'paragraph'; entry: Account }
    /** `headers`: what the table prints above its columns, each once. */
    | { kind: 'table'; entry: Account; rows: number; headers: string[] };

function headersOf(block: Block | undefined): string[] {
    if (block?.kind !== 'table') return [];
    const marked = block.rows.filter((row) => row.header);
    const rows = marked.length > 0 ? marked : block.rows.slice(0, 1);
    const texts = rows.flatMap((row) => row.cells.map((cell) => cell.text.trim()));
    return [...new Set(texts.filter((text) => text !== ''))];
}

export function groupUnknown(account: readonly Account[], blocks: readonly Block[]): Unknown[] {
    const byBlock = new Map(blocks.map((block) => [block.block, block]));
    const tables = new Map<number, Unknown & { kind: 'table' }>();
    const groups: Unknown[] = [];
    for (const entry of account) {
        if (entry.role !== 'not_understood') continue;
        if (entry.row === undefined) {
            groups.push({ kind: 'paragraph', entry });
            continue;
        }
        const known = tables.get(entry.block);
        if (known) {
            known.rows += 1;
            continue;
        }
        const table = { kind: 'table' as const, entry, rows: 1, headers: headersOf(byBlock.get(entry.block)) };
        tables.set(entry.block, table);
        groups.push(table);
    }
    return groups;
}
