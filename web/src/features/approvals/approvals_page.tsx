// What waits for me, and everything that is on its way: plans, months, requests, submissions.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { DateField } from '../../components/date_field';
import { Elsewhere } from '../../components/elsewhere';
import { SideDrawer } from '../../components/drawer';
import { Empty, Loading, Page, Trouble } from '../../components/page';
import { useAgency } from '../../lib/agency';
import { problemTexts, request } from '../../lib/api';
import { useMay, useMe } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, Texts } from '../../lib/types';
import { useYearPlan } from '../../lib/year';
import { Attach, Attached, useAttached, type SubjectFile } from './attached';
import { Begin, type Kind } from './begin';
import { BoundFields, BoundTo, OrganisationName, type Bound } from './bound';

type Need = 'comment' | 'document' | 'date' | 'signer';

/** What is typed; the others are chosen (bound.tsx). */
const kTexts: readonly Need[] = ['comment', 'document', 'date', 'signer'];

interface Action {
    id: string;
    name: Texts;
    needs: Need[];
    on_behalf: boolean;
    by_each_unit?: boolean;
    assigns_units?: boolean;
}

interface Subject {
    kind: string;
    kind_name: Texts;
    subject: string;
    title: string;
    state: string;
    state_name: Texts | null;
    fixed: boolean;
    /** A step would be mine if my role of a section's head said of which section. */
    unit_missing?: true;
    revision: number;
    at: string | null;
    actions: Action[];
    /** What a request may be, before its first step; what it is, and of what, after it. */
    types?: { id: string; name: Texts }[];
    type_name?: Texts;
    about?: { plan: Id; element?: Id };
    units?: { unit: Id; answered: boolean }[];
    /** Of a plan: its newest version, what was approved last, and what differs since. */
    version?: string;
    number?: number;
    approved_number?: number | null;
    changed_since_approval?: { element: Id; title: string }[];
    history?: { action: string; name: Texts | null; to: string; at: string; by: string; note: Partial<Record<Need | 'unit', string>> & { files?: SubjectFile[] } }[];
}

const path = encodeURIComponent;
const keys = {
    list: (agency: Id) => ['agencies', agency, 'subjects'] as const,
    one: (agency: Id, kind: string, subject: string) => ['agencies', agency, 'subjects', kind, subject] as const,
};

function Row({ item, open }: { item: Subject; open: () => void }) {
    const format = useFormat();
    return (
        <li>
            <button type="button" className="derived row-main" lang="th" onClick={open}>
                {item.title || item.subject}
            </button>
            <span>{format.text(item.kind_name)}</span>
            <span>
                <span aria-hidden="true">{item.fixed ? '✓ ' : '◷ '}</span>
                {format.text(item.state_name ?? undefined) || item.state}
            </span>
            {item.at && (
                <time dateTime={item.at} title={format.fullDate(item.at)} className="quiet">
                    {format.date(item.at)}
                </time>
            )}
        </li>
    );
}

/** One action with what must be given for it. */
function Take({ agency, item, action, done }: { agency: Id; item: Subject; action: Action; done: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const client = useQueryClient();
    const [given, setGiven] = useState<Partial<Record<Need, string>>>({});
    const [bound, setBound] = useState<Bound>({});
    const attached = useAttached({ agency, kind: item.kind, subject: item.subject });
    // What is recorded for who signed on paper says where and when that was.
    const asked = action.needs.filter((need) => kTexts.includes(need));
    const needs: Need[] = action.on_behalf ? [...new Set<Need>([...asked, 'document', 'date', 'signer'])] : asked;
    const fields: Need[] = needs.includes('comment') ? needs : [...needs, 'comment'];
    const take = useMutation({
        mutationFn: async () =>
            await request<Subject>(`/agencies/${path(agency)}/subjects/${path(item.kind)}/${path(item.subject)}`, {
                method: 'POST',
                body: { action: action.id, revision: item.revision, ...(item.version ? { version: item.version } : {}), ...(item.title ? { title: item.title } : {}), ...bound, ...(attached.files.length > 0 ? { files: attached.files.map(({ file, file_name }) => ({ file, file_name })) } : {}), ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) },
            }),
        onSuccess: async () => {
            await client.invalidateQueries({ queryKey: keys.list(agency) });
            done();
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        take.mutate();
    };
    const problem = take.error ? problemTexts(take.error) : null;
    return (
        <form className="take" onSubmit={submit}>
            {action.on_behalf && <p className="quiet">{t('approvals.on_behalf')}</p>}
            <BoundFields item={item} action={action} bound={bound} set={setBound} />
            {fields.map((need) => (
                <div key={need} className="field-box">
                    <label htmlFor={`${id}-${need}`}>
                        {t(`approvals.${need}`)}
                        {!needs.includes(need) && ` ${t('approvals.optional')}`}
                    </label>
                    {need === 'comment' ? (
                        <textarea id={`${id}-${need}`} className="plain-input" rows={2} required={needs.includes(need)} value={given[need] ?? ''} onChange={(event) => setGiven({ ...given, [need]: event.target.value })} />
                    ) : need === 'date' ? (
                        <DateField id={`${id}-${need}`} required={needs.includes(need)} value={given[need] ?? ''} set={(day) => setGiven({ ...given, [need]: day })} />
                    ) : (
                        <input
                            id={`${id}-${need}`}
                            className="plain-input"
                            required={needs.includes(need)}
                            value={given[need] ?? ''}
                            onChange={(event) => setGiven({ ...given, [need]: event.target.value })}
                        />
                    )}
                </div>
            ))}
            <Attach attached={attached} />
            {problem && (
                <p role="alert" className="sign-in-error">
                    ■ {format.text(problem.title)} {format.text(problem.detail)}
                </p>
            )}
            <button type="submit" className="simple" disabled={take.isPending || attached.busy}>
                {format.text(action.name)}
            </button>
        </form>
    );
}

/** What is other than it was approved, each with the way to it. */
function ChangedSince({ item }: { item: Subject }) {
    const { t } = useTranslation();
    const format = useFormat();
    const changes = item.changed_since_approval ?? [];
    if (!item.approved_number || changes.length === 0) return null;
    const plan = `/plans/${path(item.subject)}`;
    return (
        <section className="changed-since" aria-labelledby="changed-since">
            <h3 id="changed-since">▲ {t('approvals.changed_since', { count: changes.length, number: format.digits(item.approved_number), places: format.digits(changes.length) })}</h3>
            <ul className="plain">
                {changes.map((change) => (
                    <li key={change.element}>
                        <Link to={`${plan}?element=${path(change.element)}`} lang="th">
                            {change.title || change.element}
                        </Link>
                    </li>
                ))}
            </ul>
            <Link to={`${plan}/versions?pick=${item.approved_number},${item.number ?? item.approved_number}`}>{t('approvals.compare')}</Link>
        </section>
    );
}

function SubjectDrawer({ agency, kind, subject, title, close }: { agency: Id; kind: string; subject: string; title: string; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [chosen, setChosen] = useState<string | null>(null);
    const query = useQuery({
        queryKey: keys.one(agency, kind, subject),
        queryFn: () => request<Subject>(`/agencies/${path(agency)}/subjects/${path(kind)}/${path(subject)}`),
    });
    const item = query.data ? { ...query.data, title: query.data.title || title } : undefined;
    const action = item?.actions.find((one) => one.id === chosen);
    return (
        <SideDrawer title={item?.title || title || subject} data close={close}>
            {query.isLoading && <Loading />}
            {query.isError && <Trouble error={query.error} retry={() => void query.refetch()} />}
            {item && (
                <>
                    <p>
                        {format.text(item.kind_name)} · <strong>{format.text(item.state_name ?? undefined) || item.state}</strong>
                    </p>
                    <BoundTo item={item} />
                    <ChangedSince item={item} />
                    {item.actions.length > 0 ? (
                        <div className="choices" role="group" aria-label={t('approvals.next')}>
                            {item.actions.map((one) => (
                                <button key={one.id} type="button" className="simple" aria-pressed={one.id === chosen} onClick={() => setChosen(one.id === chosen ? null : one.id)}>
                                    {format.text(one.name)}
                                </button>
                            ))}
                        </div>
                    ) : (
                        <p className="quiet">{t(item.unit_missing ? 'approvals.unit_missing' : 'approvals.nothing_for_me')}</p>
                    )}
                    {action && <Take key={action.id} agency={agency} item={item} action={action} done={() => { setChosen(null); void query.refetch(); }} />}
                    <h3>{t('approvals.history')}</h3>
                    {(item.history ?? []).length === 0 && <p className="quiet">{t('approvals.no_history')}</p>}
                    <ol className="plain moves">
                        {(item.history ?? []).map((move) => (
                            <li key={`${move.at} ${move.action}`}>
                                <p>
                                    <strong>{format.text(move.name ?? undefined) || move.action}</strong>{' '}
                                    <time dateTime={move.at} title={format.fullDate(move.at)} className="quiet">{format.date(move.at)}</time>
                                </p>
                                {move.note.unit && <p className="quiet">{t('approvals.unit')}: <OrganisationName id={move.note.unit} /></p>}
                                {(['comment', 'document', 'date', 'signer'] as const).map((need) => {
                                    const said = move.note[need];
                                    return said ? (
                                        <p key={need} className="quiet">
                                            {t(`approvals.${need}`)}: <span lang="th">{need === 'date' ? format.date(said) : said}</span>
                                        </p>
                                    ) : null;
                                })}
                                {move.note.files && <Attached of={{ agency, kind, subject }} files={move.note.files} />}
                            </li>
                        ))}
                    </ol>
                </>
            )}
        </SideDrawer>
    );
}

export default function ApprovalsPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const { agency, error, retry } = useAgency();
    const { plan } = useYearPlan();
    const may = useMay(agency?.id);
    // Who sees the own only is told so: others' are not missing by mistake.
    const me = useMe();
    const is_own = agency !== undefined && me?.may[agency.id]?.['workflow.read'] === 'own';
    const [search, setSearch] = useSearchParams();
    const list = useQuery({
        queryKey: keys.list(agency?.id ?? ''),
        queryFn: () => request<{ items: Subject[]; begin: Kind[] }>(`/agencies/${path(agency?.id ?? '')}/subjects`),
        enabled: agency !== undefined,
    });
    const [kind, subject, title] = [search.get('kind'), search.get('subject'), search.get('title')];
    const open = (next: Pick<Subject, 'kind' | 'subject' | 'title'> | null) =>
        setSearch(next ? { kind: next.kind, subject: next.subject, ...(next.title ? { title: next.title } : {}) } : {});
    const items = list.data?.items ?? [];
    const waiting = items.filter((item) => item.actions.length > 0 && !item.fixed);
    const others = items.filter((item) => !waiting.includes(item));
    const planTitle = plan ? format.text(plan.title) : '';
    const opened = items.find((item) => item.kind === kind && item.subject === subject);
    return (
        <Page title={t(is_own ? 'approvals.mine' : 'place.approvals')} help="help.approvals">
            {error ? <Trouble error={error} retry={retry} /> : null}
            {list.isLoading && <Loading />}
            {list.isError && <Trouble error={list.error} retry={() => void list.refetch()} />}
            {list.data && (
                <>
                    <section className="part" aria-labelledby="waiting">
                        <h2 id="waiting">{t('approvals.waiting')}</h2>
                        {may('workflow.move') && <Begin kinds={list.data.begin} plan={plan} open={open} />}
                        {waiting.length === 0 ? (
                            <Empty title={t('approvals.none')}>
                                <p>{t(is_own ? 'approvals.none_mine_why' : 'approvals.none_why')}</p>
                            </Empty>
                        ) : (
                            <ul className="rows">
                                {waiting.map((item) => (
                                    <Row key={`${item.kind} ${item.subject}`} item={item} open={() => open(item)} />
                                ))}
                            </ul>
                        )}
                    </section>
                    {agency && plan && <Elsewhere agency={agency.id} plan={plan.id} />}
                    {others.length > 0 && (
                        <section className="part" aria-labelledby="others">
                            <h2 id="others">{t(is_own ? 'approvals.mine_sent' : 'approvals.others')}</h2>
                            <ul className="rows">
                                {others.map((item) => (
                                    <Row key={`${item.kind} ${item.subject}`} item={item} open={() => open(item)} />
                                ))}
                            </ul>
                        </section>
                    )}
                </>
            )}
            {agency && kind && subject && (
                <SubjectDrawer key={`${kind} ${subject}`} agency={agency.id} kind={kind} subject={subject} title={opened?.title || title || (subject === plan?.id ? planTitle : '')} close={() => open(null)} />
            )}
        </Page>
    );
}
