// The chain of all commands: who did what when, and the proof that nothing was changed afterwards.
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { DateField } from '../../components/date_field';
import { Loading, NoneFit, Trouble } from '../../components/page';
import { useAssignments, useAudit, useProof, type AuditFilter, type AuditProof } from '../../lib/admin';
import { useAgency } from '../../lib/agency';
import { useMay } from '../../lib/session';
import { isDay } from '../../lib/read_date';
import { useFormat } from '../../lib/settings';
import { EntryProofPart } from './entry_proof';
import { AdminPage } from './frame';

export function Proof({ proof }: { proof: AuditProof }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <section className={proof.holds ? 'proof' : 'proof broken'} aria-label={t('audit.proof')}>
            <p><strong>{proof.holds ? `✓ ${t('audit.holds', { n: format.digits(proof.checked), all: format.digits(proof.entries) })}` : `■ ${t('audit.broken', { n: format.digits(proof.broken_at ?? 0) })}`}</strong></p>
            {proof.head && <p className="quiet">{t('audit.head')} <code>{proof.head.hash.slice(0, 16)}…</code> · {format.date(proof.head.at)}</p>}
            <p className="quiet">
                {!proof.signed ? `○ ${t('audit.unsigned')}` : proof.signed.holds ? `✓ ${t('audit.signed', { day: format.date(proof.signed.day), n: format.digits(proof.signed.seq) })}` : `■ ${t('audit.signature_bad', { day: format.date(proof.signed.day) })}`}
            </p>
        </section>
    );
}

export default function AuditPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const [search, setSearch] = useSearchParams();
    const filter: AuditFilter = { actor: search.get('actor') ?? '', about: search.get('about') ?? '', from: search.get('from') ?? '', to: search.get('to') ?? '' };
    const set = (name: keyof AuditFilter, value: string) =>
        setSearch((old) => {
            const next = new URLSearchParams(old);
            if (value === '') next.delete(name);
            else next.set(name, value);
            return next;
        }, { replace: true });
    // What is half typed is no day to look for.
    const setDay = (name: 'from' | 'to', day: string) => (day === '' || isDay(day)) && set(name, day);
    const answer = useAudit(agency?.id, filter);
    const proof = useProof(agency?.id);
    const people = useAssignments(agency?.id, may('role.assign'));
    const entries = (answer.data?.pages ?? []).flatMap((page) => page.body.entries);
    const known = [...new Map((people.data?.items ?? []).map((one) => [one.account, one.account_name ?? one.account])).entries()];
    return (
        <AdminPage title="admin.audit" lead="audit.lead" help="help.audit">
            {proof.data && <Proof proof={proof.data} />}
            {proof.isError && !answer.isError && <Trouble error={proof.error} retry={() => void proof.refetch()} />}
            <form className="year-filters" role="search" onSubmit={(event) => event.preventDefault()}>
                {known.length > 0 && (
                    <label>
                        <span>{t('audit.person')}</span>
                        <select className="boxed" value={filter.actor} onChange={(event) => set('actor', event.target.value)}>
                            <option value="">{t('audit.anyone')}</option>
                            {known.map(([id, name]) => <option key={id} value={id} lang="th">{name}</option>)}
                        </select>
                    </label>
                )}
                <label>
                    <span>{t('audit.about')}</span>
                    <input type="search" className="field boxed" value={filter.about} onChange={(event) => set('about', event.target.value)} />
                </label>
                <label>
                    <span>{t('audit.from')}</span>
                    <DateField name={t('audit.from')} value={filter.from} set={(day) => setDay('from', day)} />
                </label>
                <label>
                    <span>{t('audit.to')}</span>
                    <DateField name={t('audit.to')} value={filter.to} set={(day) => setDay('to', day)} />
                </label>
            </form>
            {answer.isLoading && <Loading />}
            {answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />}
            {answer.data && entries.length === 0 && <NoneFit title={t('audit.none')} clear={() => setSearch({}, { replace: true })} />}
            {entries.length > 0 && (
                <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('admin.audit')}>
                    <table className="data-table stacked audit-table">
                        <thead>
                            <tr>
                                <th scope="col" className="number">#</th>
                                <th scope="col">{t('audit.when')}</th>
                                <th scope="col">{t('audit.person')}</th>
                                <th scope="col">{t('audit.command')}</th>
                                <th scope="col">{t('audit.body')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {entries.map((entry) => (
                                <tr key={entry.seq}>
                                    <td className="number" data-label="#">{format.digits(entry.seq)}</td>
                                    <td data-label={t('audit.when')}><time dateTime={entry.at} title={format.fullDate(entry.at)}>{format.date(entry.at)}</time></td>
                                    <td lang="th" data-label={t('audit.person')}>{entry.actor_name ?? <code>{entry.actor}</code>}</td>
                                    <td data-label={t('audit.command')}><code>{entry.command}</code></td>
                                    <td data-label={t('audit.body')}>
                                        <details>
                                            <summary><code>{entry.body.length > 60 ? `${entry.body.slice(0, 60)}…` : entry.body}</code></summary>
                                            <code className="entry-body">{entry.body}</code>
                                            <p className="quiet"><code>{entry.hash}</code></p>
                                            {agency && <EntryProofPart agency={agency.id} entry={entry} proof={proof.data} />}
                                        </details>
                                    </td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {answer.hasNextPage && <p><button type="button" className="simple" disabled={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>{t('audit.more')}</button></p>}
        </AdminPage>
    );
}
