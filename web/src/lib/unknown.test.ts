import { expect, it } from 'vitest';
import type { Account, Block } from './types';
import { groupUnknown } from './unknown';

const row = (number: number, header: boolean, ...texts: string[]) => ({ row: number, header, cells: texts.map((text, cell) => ({ cell, text })) });
const entry = (block: number, role: Account['role'], rowNumber?: number): Account => ({ block, row: rowNumber, role, text: 'x' });

it('gathers the rows of a table under its column heads', () => {
    const blocks: Block[] = [
        { block: 1, kind: 'paragraph', text: 'x' },
        { block: 2, kind: 'table', columns: 2, rows: [row(0, true, 'ผู้ทำ', 'งาน'), row(1, true, '', 'งาน'), row(2, false, 'ก', 'ข')] },
    ];
    const account = [entry(1, 'not_understood'), entry(2, 'not_understood', 0), entry(2, 'placed', 1), entry(2, 'not_understood', 2)];
    expect(groupUnknown(account, blocks)).toEqual([
        { kind: 'paragraph', entry: account[0] },
        { kind: 'table', entry: account[1], rows: 2, headers: ['ผู้ทำ', 'งาน'] },
    ]);
});
it('takes the first row where none is marked as a header', () => {
    const blocks: Block[] = [{ block: 2, kind: 'table', columns: 1, rows: [row(0, false, 'ผู้ทำ'), row(1, false, 'ก')] }];
    expect(groupUnknown([entry(2, 'not_understood', 1)], blocks)).toMatchObject([{ headers: ['ผู้ทำ'], rows: 1 }]);
});
