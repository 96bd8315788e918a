// The years' schemes that the agency can use: what each says, which plans go by it, and one of its own from a file, tried before it holds.
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ConfirmDialog } from '../../components/confirm_dialog';
import { SideDrawer } from '../../components/drawer';
import { FileDrop } from '../../components/file_drop';
import { Loading, Trouble } from '../../components/page';
import { FormTrouble } from '../../components/told';
import { useAgency } from '../../lib/agency';
import type { Seen } from '../../lib/api';
import { usePlans } from '../../lib/queries';
import { bringBack, changedParts, checkScheme, errorLines, nameScheme, proposeScheme, putScheme, readScheme, removeScheme, useScheme, useSchemes, type SchemeCheck, type SchemeFile, type SchemeHead } from '../../lib/schemes';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { TextKey } from '../../lib/texts_th';
import type { Id } from '../../lib/types';
import { AdminPage } from './frame';
import { SchemeTables } from './scheme_tables';

/** What was done just now, and how it is taken back. */
interface Done {
    text: TextKey;
    scheme?: Id;
    undo?: () => Promise<unknown>;
}

interface Tried {
    text: string;
    check: SchemeCheck;
}

function PlansOf({ of }: { of: SchemeHead }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (of.plans.length === 0) return <span className="quiet">{t('schemes.no_plan')}</span>;
    return (
        <ul className="plain">
            {of.plans.map((one) => <li key={one.plan}><Link to={`/plans/${one.plan}`} lang="th">{format.text(one.title) || one.plan}</Link></li>)}
        </ul>
    );
}

/** One of the agency's plans, and what is done with it; nothing when there is none to choose. */
function ChoosePlan({ agency, label, act, without = [], busy, take }: { agency: Id; label: TextKey; act: TextKey; without?: readonly Id[]; busy: boolean; take: (plan: Id) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const field = useId();
    const plans = usePlans(agency);
    const [plan, setPlan] = useState('');
    const items = (plans.data?.items ?? []).filter((one) => !without.includes(one.id));
    if (items.length === 0) return null;
    return (
        <p className="choices choose-plan">
            <label htmlFor={field}>{t(label)}</label>
            <select id={field} className="plain-select" value={plan} onChange={(event) => setPlan(event.target.value)}>
                <option value="">{t('schemes.choose_plan')}</option>
                {items.map((one) => <option key={one.id} value={one.id} lang="th">{format.text(one.title) || one.id}</option>)}
            </select>
            <button type="button" className="simple" disabled={plan === '' || busy} onClick={() => take(plan)}>{t(act)}</button>
        </p>
    );
}

function SchemeDownload({ scheme, text }: { scheme: Id; text: string }) {
    const { t } = useTranslation();
    const kind = text.trimStart().startsWith('{') ? 'json' : 'toml';
    return <a className="simple" download={`${scheme}.${kind}`} href={`data:application/${kind};charset=utf-8,${encodeURIComponent(text)}`}>{t(kind === 'json' ? 'schemes.download' : 'datasets.download')}</a>;
}

/** A file of the agency's own that is not kept yet: what it says, what it changes, and whether it may be. */
function TriedDrawer({ agency, tried, done, close }: { agency: Id; tried: Tried; done: (now: Done) => void; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { content, scheme, state, etag } = tried.check;
    const before = useScheme(agency, state === 'own' ? scheme : null);
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    if (content === null || scheme === null) return null;
    const changed = before.data ? changedParts(before.data.content, content) : [];
    const keep = async () => {
        setBusy(true);
        setFailed(null);
        try {
            const old = before.data?.text;
            await putScheme(agency, scheme, etag ?? '', tried.text);
            done({ text: 'schemes.kept', scheme, undo: async () => await (old === undefined ? removeScheme(agency, await readScheme(agency, scheme)) : bringBack(agency, scheme, old)) });
        } catch (error) {
            setFailed(error);
            setBusy(false);
        }
    };
    return (
        <SideDrawer title={t('schemes.try')} close={close}>
            <p><strong lang="th">{format.text(content.title) || scheme}</strong> <code>{scheme}</code> · {t('schemes.of_year', { year: format.digits(content.fiscal_year) })}</p>
            {state === 'shipped' ? (
                <p role="alert" className="cell-trouble">■ {t('schemes.is_shipped', { scheme })}</p>
            ) : (
                <p>{state === 'new' ? `● ${t('schemes.is_new')}` : `▲ ${t('schemes.replaces')}`}</p>
            )}
            {before.data && <p>{changed.length === 0 ? t('schemes.same') : t('schemes.changes', { parts: changed.map((part) => t(`schemes.${part}`)).join(' · ') })}</p>}
            {before.data && before.data.plans.length > 0 && <p className="quiet">{t('schemes.at_once')}</p>}
            <FormTrouble error={failed} />
            {state !== 'shipped' && (
                <p className="choices">
                    <button type="button" className="primary" disabled={busy || (state === 'own' && !before.data)} onClick={() => void keep()}>{t('schemes.keep')}</button>
                    <button type="button" className="simple" onClick={close}>{t('app.cancel')}</button>
                </p>
            )}
            <p><SchemeDownload scheme={scheme} text={tried.text} /></p>
            <SchemeTables content={content} />
        </SideDrawer>
    );
}

/** On a phone what is wrong would stand below the screen. */
const intoSight = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'center' });

/** Takes a file, has it tried, and tells what is wrong with it beside its lines. */
function Choose({ agency, tell }: { agency: Id; tell: (tried: Tried) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const [wrong, setWrong] = useState<Tried | null>(null);
    const take = async (read: () => Promise<string>) => {
        setBusy(true);
        setFailed(null);
        setWrong(null);
        try {
            const text = await read();
            const tried = { text, check: await checkScheme(agency, text) };
            if (tried.check.errors.length > 0) setWrong(tried);
            else tell(tried);
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    return (
        <>
            <FileDrop label="schemes.choose" hint="schemes.choose_hint" kinds={['.toml', '.json']} wrong_kind="datasets.wrong_kind" max_megabytes={0.25} disabled={busy} take={(file) => void take(async () => await file.text())} />
            <ChoosePlan agency={agency} label="schemes.propose" act="schemes.propose_it" busy={busy} take={(plan) => void take(async () => (await proposeScheme(plan)).text)} />
            <FormTrouble error={failed} />
            {wrong && (
                <div ref={intoSight} role="alert" className="cell-trouble">
                    <p>■ {t('schemes.wrong')}</p>
                    <ol className="plain scheme-errors">
                        {errorLines(wrong.text, wrong.check.errors).map((one) => (
                            <li key={one.line}>
                                {one.line > 0 && <><span className="quiet">{t('schemes.line', { n: format.digits(one.line) })}</span> <code>{one.text}</code></>}
                                {one.messages.map((message) => <p key={message.th} className="message">{format.text(message)}</p>)}
                            </li>
                        ))}
                    </ol>
                </div>
            )}
        </>
    );
}

function Removal({ agency, of, done }: { agency: Id; of: Seen<SchemeFile>; done: (now: Done) => void }) {
    const { t } = useTranslation();
    const [asking, setAsking] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const used = of.plans.length > 0 && !of.is_shipped;
    const remove = async () => {
        setFailed(null);
        try {
            await removeScheme(agency, of);
            done({ text: 'schemes.removed', scheme: of.scheme, undo: async () => await bringBack(agency, of.scheme, of.text) });
        } catch (error) {
            setFailed(error);
        }
    };
    return (
        <section aria-labelledby="scheme-remove">
            <h3 id="scheme-remove">{t('schemes.remove')}</h3>
            <p className="quiet">{t(used ? 'schemes.remove_used' : 'schemes.remove_why')}</p>
            <FormTrouble error={failed} />
            <p><button type="button" className="simple" disabled={used} onClick={() => setAsking(true)}>{t('schemes.remove')}</button></p>
            <ConfirmDialog open={asking} title={t('schemes.remove')} yes={t('schemes.remove')} close={() => setAsking(false)} perform={remove}>
                <p>{t('schemes.remove_why')}</p>
            </ConfirmDialog>
        </section>
    );
}

/** Who changes plans lets one go by the scheme. */
function Naming({ agency, of, done }: { agency: Id; of: SchemeHead; done: (now: Done) => void }) {
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const name = async (plan: Id) => {
        setBusy(true);
        setFailed(null);
        try {
            const before = await nameScheme(plan, of.scheme);
            done({ text: 'schemes.named', scheme: of.scheme, undo: async () => await nameScheme(plan, before) });
        } catch (error) {
            setFailed(error);
            setBusy(false);
        }
    };
    return (
        <>
            <ChoosePlan agency={agency} label="schemes.let" act="schemes.name_it" without={of.plans.map((one) => one.plan)} busy={busy} take={(plan) => void name(plan)} />
            <FormTrouble error={failed} />
        </>
    );
}

function SchemeDrawer({ agency, head, editable, done, close }: { agency: Id; head: SchemeHead; editable: boolean; done: (now: Done) => void; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const may = useMay(agency);
    const answer = useScheme(agency, head.scheme);
    return (
        <SideDrawer title={format.text(head.title) || head.scheme} data close={close}>
            {answer.isLoading && <Loading />}
            {answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />}
            {answer.data && (
                <>
                    <p>
                        <code>{head.scheme}</code> · {t('schemes.of_year', { year: format.digits(answer.data.fiscal_year) })} · {t(answer.data.is_own ? 'datasets.own' : 'datasets.shipped')}
                        {answer.data.changed_at && <span className="quiet"> · {t('schemes.changed', { day: format.date(answer.data.changed_at) })}</span>}
                    </p>
                    <h3>{t('schemes.plans')}</h3>
                    <PlansOf of={answer.data} />
                    {may('plan.edit') && <Naming agency={agency} of={answer.data} done={done} />}
                    <p><SchemeDownload scheme={head.scheme} text={answer.data.text} /></p>
                    <SchemeTables content={answer.data.content} />
                    {editable && answer.data.is_own && <Removal agency={agency} of={answer.data} done={done} />}
                </>
            )}
        </SideDrawer>
    );
}

function SchemeList({ items, open }: { items: readonly SchemeHead[]; open: (scheme: Id) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (items.length === 0) return <p className="empty">{t('schemes.none')}</p>;
    return (
        <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('admin.schemes')}>
            <table className="data-table stacked scheme-table">
                <thead>
                    <tr>
                        <th scope="col">{t('schemes.scheme')}</th>
                        <th scope="col">{t('schemes.year')}</th>
                        <th scope="col">{t('schemes.from')}</th>
                        <th scope="col">{t('schemes.plans')}</th>
                        <th scope="col"><span className="hidden">{t('datasets.open')}</span></th>
                    </tr>
                </thead>
                <tbody>
                    {items.map((one) => (
                        <tr key={one.scheme}>
                            <th scope="row"><strong lang="th">{format.text(one.title) || one.scheme}</strong> <code>{one.scheme}</code></th>
                            <td data-label={t('schemes.year')}>{format.digits(one.fiscal_year)}</td>
                            <td data-label={t('schemes.from')}>{t(one.is_own ? 'datasets.own' : 'datasets.shipped')}</td>
                            <td data-label={t('schemes.plans')}><PlansOf of={one} /></td>
                            <td><button type="button" className="simple" aria-label={`${t('datasets.open')}: ${format.text(one.title) || one.scheme}`} onClick={() => open(one.scheme)}>{t('datasets.open')}</button></td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

function DoneNote({ done, next }: { done: Done | null; next: (done: Done | null) => void }) {
    const { t } = useTranslation();
    const client = useQueryClient();
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const undo = async (work: () => Promise<unknown>) => {
        setBusy(true);
        setFailed(null);
        try {
            await work();
            await client.invalidateQueries();
            next({ text: 'schemes.undone' });
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    return (
        <>
            <FormTrouble error={failed} />
            <div className={done ? 'toast scheme-done' : 'toast hidden'} role="status">
                {done && t(done.text, { scheme: done.scheme ?? '' })}
                {done?.undo && <button type="button" className="simple" disabled={busy} onClick={() => void undo(done.undo ?? (() => Promise.resolve()))}>{t('plan.undo')}</button>}
                {done && <button type="button" className="simple" onClick={() => { setFailed(null); next(null); }}>{t('app.close')}</button>}
            </div>
        </>
    );
}

export default function SchemesPage() {
    const { t } = useTranslation();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const client = useQueryClient();
    const answer = useSchemes(agency?.id);
    const [search, setSearch] = useSearchParams();
    const [tried, setTried] = useState<Tried | null>(null);
    const [done, setDone] = useState<Done | null>(null);
    const editable = may('workflow.set');
    const opened = answer.data?.items.find((one) => one.scheme === search.get('scheme'));
    const open = (scheme: Id | null) => setSearch(scheme === null ? {} : { scheme });
    const finish = (now: Done) => {
        setTried(null);
        open(null);
        setDone(now);
        // Scores, findings and books of any plan may go by it.
        void client.invalidateQueries();
    };
    return (
        <AdminPage title="admin.schemes" lead="schemes.lead" help="help.schemes">
            {answer.isLoading && <Loading />}
            {answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />}
            <DoneNote done={done} next={setDone} />
            {answer.data && <SchemeList items={answer.data.items} open={open} />}
            {answer.data && agency && editable && (
                <section className="part" aria-labelledby="scheme-new">
                    <h2 id="scheme-new">{t('schemes.new')}</h2>
                    <p className="quiet">{t('schemes.new_why')}</p>
                    <Choose agency={agency.id} tell={(now) => { setDone(null); setTried(now); }} />
                </section>
            )}
            {answer.data && !editable && <p className="quiet">{t('schemes.read_only')}</p>}
            {agency && opened && <SchemeDrawer key={opened.scheme} agency={agency.id} head={opened} editable={editable} done={finish} close={() => open(null)} />}
            {agency && tried && <TriedDrawer agency={agency.id} tried={tried} done={finish} close={() => setTried(null)} />}
        </AdminPage>
    );
}
