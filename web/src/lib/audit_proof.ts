// The proof that an entry stands in the chain, computed here and not believed: from the entry to the head each hash is made again
// (docs/reference: SHA-256 of the canonical JSON of the entry's members), and each entry names the one before.
import type { AuditEntry, AuditProof } from './admin';
import type { Id } from './types';

export interface EntryProof {
    schema: 'phaen.audit-proof/1';
    agency: Id;
    /** From the entry to the head, the oldest first. */
    entries: AuditEntry[];
    head: { seq: number; hash: string };
    /** The server's signature of a day's head, when it is at or after the entry. */
    signed: AuditProof['signed'];
    holds: boolean;
    /** The first entry that is not what its hash says, or does not name the one before. */
    broken_at: number | null;
}

/** Microseconds since 1970 of `2026-11-25T08:30:00.123456Z`. */
export function microseconds(at: string): number {
    const [whole = '', rest = ''] = at.replace(/Z$/, '').split('.');
    return Date.parse(`${whole}Z`) * 1000 + Number(rest.padEnd(6, '0').slice(0, 6));
}

async function sha256(text: string): Promise<string> {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Members in the order of their names, as RFC 8785 has it. */
export const hashOfEntry = async (agency: Id, entry: AuditEntry): Promise<string> =>
    await sha256(JSON.stringify({ actor: entry.actor, agency, at: microseconds(entry.at), body: entry.body, command: entry.command, previous: entry.previous, seq: entry.seq }));

/** `entries` may come in any order, but without a gap. */
export async function proveEntry(agency: Id, entries: readonly AuditEntry[], signed: AuditProof['signed']): Promise<EntryProof | null> {
    const chain = [...entries].sort((a, b) => a.seq - b.seq);
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last) return null;
    let broken_at: number | null = null;
    for (const [index, entry] of chain.entries()) {
        const before = chain[index - 1];
        const follows = !before || (entry.previous === before.hash && entry.seq === before.seq + 1);
        if (follows && (await hashOfEntry(agency, entry)) === entry.hash) continue;
        broken_at = entry.seq;
        break;
    }
    const covers = signed !== null && signed.seq >= first.seq;
    const fits = !covers || chain.find(({ seq }) => seq === signed.seq)?.hash === signed.hash;
    if (broken_at === null && !fits) broken_at = signed?.seq ?? null;
    return { schema: 'phaen.audit-proof/1', agency, entries: chain, head: { seq: last.seq, hash: last.hash }, signed: covers ? signed : null, holds: broken_at === null, broken_at };
}
