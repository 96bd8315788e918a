// Review of an import: the document beside the plan that was read from it, then acceptance as the plan's first version.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { ConfirmDialog } from '../../components/confirm_dialog';
import { Dialog } from '../../components/dialog';
import { EditorContext, type Editor } from '../../components/editor';
import { FindingChip } from '../../components/finding';
import { Loading, Page, TroublePage } from '../../components/page';
import { StaleDialog, useStaleQuestion } from '../../components/stale_dialog';
import { indexAccount, partKey } from '../../lib/account';
import { kApi, problemTexts } from '../../lib/api';
import { byElement, sortBySeverity } from '../../lib/findings';
import { latestTag, noteReplaced, type Patch } from '../../lib/merge';
import { indexPlan, pageOf } from '../../lib/plan_tree';
import { say } from '../../lib/say';
import { useFormat } from '../../lib/settings';
import { saveWithChoices } from '../../lib/stale';
import type { Finding, Hint, Id, ImportView } from '../../lib/types';
import { DocumentPane } from './document_pane';
import { PlanPane } from './plan_pane';
import { acceptImport, correctDraft, discardImport, importKey, putHints, takeAsProse, useCatalogue, useImport } from './requests';
import { UnknownList } from './unknown_list';

type Pane = 'document' | 'plan' | 'findings';
const panes: readonly Pane[] = ['document', 'plan', 'findings'];

function findingsByPart(findings: readonly Finding[]): Map<string, Finding[]> {
    const map = new Map<string, Finding[]>();
    for (const finding of findings) {
        // The first place is enough to see it; the others are named in its message.
        const place = finding.blocks?.[0];
        if (!place) continue;
        const key = partKey(place.block, place.row);
        const list = map.get(key);
        if (list) list.push(finding);
        else map.set(key, [finding]);
    }
    return map;
}

const kAbove = 24;

/** Brings a part into view: within its pane where panes scroll, in the page on a phone. */
function scrollTo(id: string): void {
    const target = document.getElementById(id);
    const pane = target?.closest<HTMLElement>('.pane');
    if (!target || !pane) return;
    if (pane.scrollHeight <= pane.clientHeight) {
        target.scrollIntoView({ block: 'start' });
        return;
    }
    pane.parentElement?.scrollIntoView({ block: 'nearest' });
    // What is out of view has only an estimated height until it is drawn: aim twice.
    const aim = () => pane.scrollBy({ top: target.getBoundingClientRect().top - pane.getBoundingClientRect().top - kAbove });
    aim();
    requestAnimationFrame(aim);
}

function AcceptDialog({ view, close }: { view: ImportView; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const navigate = useNavigate();
    const client = useQueryClient();
    const field = useId();
    const [reason, setReason] = useState('');
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState('');
    const perform = async () => {
        setBusy(true);
        setProblem('');
        try {
            const { plan } = await acceptImport(view.id, view.revision, reason.trim());
            say('done', t('import.accepted'));
            void client.invalidateQueries({ queryKey: ['agencies'] });
            void client.invalidateQueries({ queryKey: importKey(view.id) });
            void navigate(`/plans/${encodeURIComponent(plan)}`);
        } catch (error) {
            const { title, detail } = problemTexts(error);
            setProblem(`${format.text(title)} ${format.text(detail)}`.trim());
            setBusy(false);
        }
    };
    return (
        <Dialog title={t('import.accept')} yes={t('import.accept')} busy={busy} problem={problem} perform={() => void perform()} close={close}>
            <p>{t('import.accept_explain')}</p>
            {view.counts.not_understood > 0 && <p>▲ {t('import.accept_remaining', { count: view.counts.not_understood })}</p>}
            <label htmlFor={field}>{t('import.accept_reason')}</label>
            <textarea id={field} className="field boxed" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Dialog>
    );
}

function Review({ view }: { view: ImportView }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const navigate = useNavigate();
    const catalogue = useCatalogue();
    const [search, setSearch] = useSearchParams();
    const [busy, setBusy] = useState(false);
    const [accepting, setAccepting] = useState(false);
    const [discarding, setDiscarding] = useState(false);
    const selected = search.get('element');
    const pane = panes.find((name) => name === search.get('pane')) ?? 'document';
    const open = view.status === 'review';

    const index = useMemo(() => indexPlan(view.plan_content), [view.plan_content]);
    const page = useCallback((id: Id) => pageOf(index, view.plan_content, id), [index, view.plan_content]);
    const account = useMemo(() => indexAccount(view.account, page), [view.account, page]);
    const partFindings = useMemo(() => findingsByPart(view.findings), [view.findings]);
    const marked = useMemo(() => new Set(selected ? (account.sources.get(selected) ?? []) : []), [account, selected]);

    const go = useCallback(
        (change: { element?: Id | null; pane?: Pane }) =>
            setSearch(
                (old) => {
                    const next = new URLSearchParams(old);
                    if (change.element === null) next.delete('element');
                    else if (change.element !== undefined) next.set('element', change.element);
                    if (change.pane) next.set('pane', change.pane);
                    return next;
                },
                { replace: true, preventScrollReset: true },
            ),
        [setSearch],
    );
    const saves = useRef<Promise<unknown>>(Promise.resolve());
    const replaced = useRef(new Map<string, string>());
    const { question, ask } = useStaleQuestion();
    const fromDocument = useRef(false);
    const choose = useCallback(
        (element: Id) => {
            fromDocument.current = true;
            go({ element, pane: 'plan' });
        },
        [go],
    );
    const lookups = useMemo(() => ({ account, findings: partFindings, index, selected, marked, choose }), [account, partFindings, index, selected, marked, choose]);
    const selectedPage = selected ? page(selected) : null;
    useEffect(() => {
        if (!selectedPage) return;
        if (fromDocument.current) scrollTo(`card-${selectedPage}`);
        else {
            const first = account.sources.get(selected ?? '')?.[0];
            if (first) scrollTo(`part-${first}`);
        }
        fromDocument.current = false;
    }, [selected, selectedPage, account]);

    const perform = async (work: () => Promise<ImportView>) => {
        setBusy(true);
        try {
            client.setQueryData(importKey(view.id), await work());
            say('done', t('import.reread'));
        } catch (error) {
            const { title, detail } = problemTexts(error);
            say('trouble', `${format.text(title)} ${format.text(detail)}`.trim());
        } finally {
            setBusy(false);
        }
    };
    const discard = async () => {
        try {
            await discardImport(view.id);
            say('done', t('import.discarded'));
            void client.invalidateQueries({ queryKey: ['agencies'] });
            client.removeQueries({ queryKey: importKey(view.id) });
            void navigate('/plans');
        } catch (error) {
            say('trouble', format.text(problemTexts(error).title));
        }
    };
    const editor: Editor = useMemo(
        () => ({
            plan: view.plan_content,
            index,
            findings: byElement(view.findings, page),
            editable: open,
            tagOf: (element) => view.etags?.[element],
            save: (element, patch, tag) => {
                const send = async (sending: Patch, seen: string) => {
                    const latest = latestTag(seen, replaced.current);
                    const saved = await correctDraft(view.id, element, sending, latest);
                    noteReplaced(replaced.current, latest, saved.etag);
                };
                // One after another; a draft that somebody else changed meanwhile asks what to keep.
                const work = async () => {
                    try {
                        await saveWithChoices({ element, patch, tag: tag ?? view.etags?.[element] ?? '*', send, ask });
                    } finally {
                        await client.invalidateQueries({ queryKey: importKey(view.id) });
                    }
                };
                const next = saves.current.then(work, work);
                saves.current = next.catch(() => undefined);
                return next;
            },
            addressOf: (element) => `?element=${encodeURIComponent(element)}&pane=plan`,
        }),
        [view, index, page, open, client, ask],
    );
    const unknown = view.account.filter((entry) => entry.role === 'not_understood');
    const annotated = `${kApi}/imports/${encodeURIComponent(view.id)}/document?annotated=1`;
    const names: Record<Pane, string> = {
        document: t('import.document'),
        plan: t('import.plan'),
        findings: t('import.findings', { count: format.digits(view.findings.length) as unknown as number }),
    };
    return (
        <EditorContext value={editor}>
            <Page
                wide
                help="help.review"
                title={t('import.title')}
                status={<span className="status">{view.status === 'review' ? '◷' : view.status === 'accepted' ? '✓' : '○'} {t(`home.status.${view.status}`)}</span>}
                lead={
                    <>
                        <span lang="th">{view.file_name}</span> · {t('import.lead')}
                    </>
                }
                crumbs={[{ title: t('place.plans'), to: '/plans' }, { title: t('import.title') }]}
                actions={
                    <>
                        {/\.docx$/i.test(view.file_name) && (
                            <a href={annotated} download>
                                {t('import.annotated')}
                            </a>
                        )}
                        {open && <button type="button" className="simple" onClick={() => setDiscarding(true)}>{t('import.discard')}</button>}
                        {open && (
                            <button type="button" className="primary" onClick={() => setAccepting(true)}>
                                {t('import.accept')}
                            </button>
                        )}
                        {view.plan && <Link to={`/plans/${encodeURIComponent(view.plan)}`}>{t('import.open_plan')}</Link>}
                    </>
                }
            >
                {!open && <p role="status">{view.status === 'accepted' ? `✓ ${t('import.accepted_already')}` : `○ ${t('import.discarded_already')}`}</p>}
                <UnknownList
                    items={unknown}
                    blocks={view.blocks}
                    catalogue={catalogue.data}
                    busy={busy}
                    editable={open}
                    place={(hint: Hint) => void perform(() => putHints(view.id, [...view.hints.filter((old) => old.kind !== hint.kind || old.printed !== hint.printed), hint]))}
                    asProse={(block) => void perform(() => takeAsProse(view.id, block))}
                    show={(block, row) => {
                        go({ pane: 'document' });
                        setTimeout(() => scrollTo(`part-${partKey(block, row)}`), 0);
                    }}
                />
                <div className="pane-tabs" role="group" aria-label={t('import.panes')}>
                    {panes.map((name) => (
                        <button key={name} type="button" className={`pane-tab pane-tab-${name}${name === 'plan' && pane === 'document' ? ' beside' : ''}`} aria-pressed={pane === name} onClick={() => go({ pane: name })}>
                            {names[name]}
                        </button>
                    ))}
                </div>
                <div className={`panes show-${pane}`}>
                    <section className="pane document-pane" aria-label={t('import.document')} tabIndex={0}>
                        <DocumentPane blocks={view.blocks} lookups={lookups} />
                    </section>
                    <section className="pane right-pane" aria-label={pane === 'findings' ? names.findings : t('import.plan')} tabIndex={0}>
                        {pane === 'findings' ? (
                            sortBySeverity(view.findings).map((finding) => <FindingChip key={finding.key} finding={finding} more />)
                        ) : (
                            <PlanPane
                                page={selectedPage}
                                choose={(element) => go({ element })}
                                show={(element) => {
                                    go({ element, pane: 'document' });
                                    const first = account.sources.get(element)?.[0];
                                    if (first) setTimeout(() => scrollTo(`part-${first}`), 0);
                                }}
                                has_source={(element) => account.sources.has(element)}
                            />
                        )}
                    </section>
                </div>
                {question && <StaleDialog key={question.element} question={question} />}
                {accepting && <AcceptDialog view={view} close={() => setAccepting(false)} />}
                <ConfirmDialog open={discarding} title={t('import.discard_ask')} yes={t('import.discard_yes')} perform={discard} close={() => setDiscarding(false)}>
                    {t('import.discard_explain')}
                </ConfirmDialog>
            </Page>
        </EditorContext>
    );
}

export default function ReviewPage() {
    const { importId = '' } = useParams();
    const query = useImport(importId);
    if (query.isLoading) return <Loading />;
    if (query.isError || !query.data) return <TroublePage error={query.error} retry={() => void query.refetch()} />;
    return <Review view={query.data} />;
}
