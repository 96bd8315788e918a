import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AuditEntry } from './admin';
import { hashOfEntry, microseconds, proveEntry } from './audit_proof';

/** As the server hashes it, written out by hand. */
const hashed = (entry: Omit<AuditEntry, 'hash'>, micros: string) =>
    createHash('sha256')
        .update(`{"actor":"${entry.actor}","agency":"office","at":${micros},"body":${JSON.stringify(entry.body)},"command":"${entry.command}","previous":"${entry.previous}","seq":${entry.seq}}`)
        .digest('hex');
const chain: AuditEntry[] = [];
for (let seq = 1; seq <= 4; seq += 1) {
    const entry = { seq, at: `1970-01-01T00:00:0${seq}.000005Z`, actor: 'a', command: 'edit', body: '{"ชื่อ":"ก"}', previous: chain.at(-1)?.hash ?? '0'.repeat(64) };
    chain.push({ ...entry, hash: hashed(entry, `${seq}000005`) });
}
const at = (index: number) => chain[index]!;

test('an instant to the microsecond', () => {
    expect(microseconds('1970-01-01T00:00:01.000005Z')).toBe(1_000_005);
    expect(microseconds('1970-01-01T00:00:01Z')).toBe(1_000_000);
    expect(microseconds('1970-01-01T00:00:00.5Z')).toBe(500_000);
});

test('the chain from an entry to the head, in whichever order it came', async () => {
    expect(await hashOfEntry('office', at(2))).toBe(at(2).hash);
    const signed = { day: '2026-01-01', seq: 3, hash: at(2).hash, public_key: 'k', holds: true };
    const proof = await proveEntry('office', [at(3), at(1), at(2)], signed);
    expect(proof).toMatchObject({ holds: true, broken_at: null, head: { seq: 4, hash: at(3).hash }, signed: { seq: 3 } });
    // A day that was signed before the entry was made says nothing of it.
    expect((await proveEntry('office', [at(3)], signed))?.signed).toBeNull();
    expect(await proveEntry('office', [], null)).toBeNull();
});

test('what was changed, left out, or is another agency’s is told with its entry', async () => {
    expect(await proveEntry('office', [at(0), { ...at(1), body: '{}' }, at(2)], null)).toMatchObject({ holds: false, broken_at: 2 });
    expect(await proveEntry('office', [at(0), at(2)], null)).toMatchObject({ holds: false, broken_at: 3 });
    expect(await proveEntry('other', [at(0)], null)).toMatchObject({ holds: false, broken_at: 1 });
    expect(await proveEntry('office', [at(0), at(1)], { day: '2026-01-01', seq: 2, hash: 'f'.repeat(64), public_key: 'k', holds: true })).toMatchObject({ holds: false, broken_at: 2 });
});
