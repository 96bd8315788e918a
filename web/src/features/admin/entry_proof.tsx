// One entry's proof: the chain from it to the head is fetched and computed in the browser, and can be kept as a file.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Trouble } from '../../components/page';
import type { AuditEntry, AuditProof } from '../../lib/admin';
import { requestPage } from '../../lib/api';
import { proveEntry, type EntryProof } from '../../lib/audit_proof';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';

/** Entries after the one that is proved; who needs more has `phaen verify`. */
const kMost = 20_000;

async function chainFrom(agency: Id, seq: number, signal: AbortSignal, told: (entries: number) => void): Promise<AuditEntry[] | 'too_long'> {
    const found: AuditEntry[] = [];
    let cursor: string | null = null;
    for (;;) {
        const query = new URLSearchParams({ limit: '200' });
        if (cursor) query.set('cursor', cursor);
        const page: { body: { entries: AuditEntry[] }; next: string | null } = await requestPage(`/agencies/${encodeURIComponent(agency)}/audit?${query.toString()}`);
        signal.throwIfAborted();
        found.push(...page.body.entries.filter((entry) => entry.seq >= seq));
        told(found.length);
        if (found.some((entry) => entry.seq === seq) || !page.next) return found;
        if (found.length >= kMost) return 'too_long';
        cursor = page.next;
    }
}

type Outcome = { is: 'going'; entries: number } | { is: 'stopped' } | { is: 'too_long' } | { is: 'failed'; error: unknown } | { is: 'done'; proof: EntryProof };

export function EntryProofPart({ agency, entry, proof }: { agency: Id; entry: AuditEntry; proof: AuditProof | undefined }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [outcome, setOutcome] = useState<Outcome | null>(null);
    const stopper = useRef<AbortController | null>(null);
    useEffect(() => () => stopper.current?.abort(), []);
    // Browsers compute hashes on pages that came over HTTPS, and from this machine.
    if (!globalThis.isSecureContext) return null;
    const prove = async () => {
        const stop = new AbortController();
        stopper.current = stop;
        setOutcome({ is: 'going', entries: 0 });
        try {
            const chain = await chainFrom(agency, entry.seq, stop.signal, (entries) => setOutcome({ is: 'going', entries }));
            if (chain === 'too_long') return setOutcome({ is: 'too_long' });
            const made = await proveEntry(agency, chain, proof?.signed ?? null);
            if (made) setOutcome({ is: 'done', proof: made });
        } catch (error) {
            setOutcome(stop.signal.aborted ? { is: 'stopped' } : { is: 'failed', error });
        }
    };
    const keep = (made: EntryProof) => {
        const address = URL.createObjectURL(new Blob([JSON.stringify(made, null, 2)], { type: 'application/json' }));
        const link = document.createElement('a');
        link.href = address;
        link.download = `audit-proof-${agency}-${entry.seq}.json`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(address), 60_000);
    };
    const all = proof?.head ? proof.head.seq - entry.seq + 1 : undefined;
    return (
        <div className="entry-proof">
            {outcome?.is !== 'going' && <button type="button" className="simple" onClick={() => void prove()}>{t('audit.prove')}</button>}
            {outcome?.is === 'going' && (
                <div className="job">
                    <p role="status">◷ {t('audit.proving', { n: format.digits(outcome.entries) })}</p>
                    <progress max={all} value={all ? Math.min(all, outcome.entries) : undefined} aria-label={t('audit.proving_progress')} />
                    <button type="button" className="simple" onClick={() => stopper.current?.abort()}>{t('job.stop')}</button>
                </div>
            )}
            {outcome?.is === 'stopped' && <p role="status">■ {t('job.stopped')}</p>}
            {outcome?.is === 'too_long' && <p role="alert" className="cell-trouble">■ {t('audit.prove_too_long', { n: format.digits(kMost) })}</p>}
            {outcome?.is === 'failed' && <Trouble error={outcome.error} />}
            {outcome?.is === 'done' && (
                <div className={outcome.proof.holds ? 'proof' : 'proof broken'} role="status">
                    <p>
                        <strong>
                            {outcome.proof.holds
                                ? `✓ ${t('audit.proved', { n: format.digits(outcome.proof.entries.length), head: format.digits(outcome.proof.head.seq) })}`
                                : `■ ${t('audit.broken', { n: format.digits(outcome.proof.broken_at ?? 0) })}`}
                        </strong>
                    </p>
                    <p className="quiet">{outcome.proof.signed ? `✓ ${t('audit.signed', { day: format.date(outcome.proof.signed.day), n: format.digits(outcome.proof.signed.seq) })}` : `○ ${t('audit.prove_unsigned')}`}</p>
                    <button type="button" className="simple" onClick={() => keep(outcome.proof)}>{t('audit.keep_proof')}</button>
                </div>
            )}
        </div>
    );
}
