// Files of the plan as a person edits them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kEditor = new URL('../../edit_office_file.py', import.meta.url).pathname;

/** A Word file with words replaced wherever they stand; it must have each of them. */
export function replacedIn(bytes: Buffer, ...pairs: [string, string][]): Buffer {
    const folder = mkdtempSync(join(tmpdir(), 'phaen-edit-'));
    try {
        const [from, to] = [join(folder, 'before.docx'), join(folder, 'after.docx')];
        writeFileSync(from, bytes);
        execFileSync('/usr/bin/python3', [kEditor, from, to, ...pairs.flat()]);
        return readFileSync(to);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
