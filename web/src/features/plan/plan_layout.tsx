// Round the three views of a plan: title, undo and redo, download, and the saving that all of them share.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useParams } from 'react-router';
import { EditorContext, type Editor } from '../../components/editor';
import { Icon } from '../../components/icons';
import { Loading, Page, TroublePage } from '../../components/page';
import { useMenu } from '../../components/menu';
import { StaleDialog } from '../../components/stale_dialog';
import { kApi, problemTexts } from '../../lib/api';
import { useAsOfDay } from '../../lib/as_of';
import { byElement } from '../../lib/findings';
import { indexPlan, pageOf } from '../../lib/plan_tree';
import { usePlanTitle } from '../../lib/plan_title';
import { keys, refreshPlan, useFindings, useLocks, usePlan } from '../../lib/queries';
import { say } from '../../lib/say';
import { useMay } from '../../lib/session';
import { useFormat, useSettings } from '../../lib/settings';
import type { Id, PlanView } from '../../lib/types';
import { usePlanSaving } from './plan_editor';

const kOwnEventMs = 600;

/** Shows what others change while one looks at the plan. */
function usePlanEvents(plan: Id, isOwn: (number: number) => boolean) {
    const client = useQueryClient();
    const { t } = useTranslation();
    useEffect(() => {
        if (typeof EventSource === 'undefined') return undefined;
        const source = new EventSource(`${kApi}/plans/${encodeURIComponent(plan)}/events`);
        const timers = new Set<ReturnType<typeof setTimeout>>();
        source.addEventListener('version', (event) => {
            let number = 0;
            try {
                number = (JSON.parse((event as MessageEvent<string>).data) as { number: number }).number;
            } catch {
                return;
            }
            // The event of our own save may come before its answer.
            const timer = setTimeout(() => {
                timers.delete(timer);
                const shown = client.getQueryData<PlanView>(keys.plan(plan));
                if (isOwn(number) || (shown && shown.number >= number)) return;
                void refreshPlan(client, plan);
                say('note', t('plan.changed_elsewhere'));
            }, kOwnEventMs);
            timers.add(timer);
        });
        // What was done while the line was broken was told to nobody.
        let wasBroken = false;
        source.addEventListener('error', () => (wasBroken = true));
        source.addEventListener('open', () => {
            if (wasBroken) void refreshPlan(client, plan);
            wasBroken = false;
        });
        // An approval may hold the plan fast, or let it go.
        source.addEventListener('workflow', () => void client.invalidateQueries({ queryKey: keys.findings(plan) }));
        return () => {
            source.close();
            for (const timer of timers) clearTimeout(timer);
        };
    }, [client, plan, isOwn, t]);
}

/** `fixed` where the page is turned back to a past day: nothing can be changed there. */
function LoadedPlan({ view, fixed }: { view: PlanView; fixed: boolean }) {
    const settings = useSettings();
    const { t } = useTranslation();
    const format = useFormat();
    const findings = useFindings(view.id);
    const { save, add, remove, step, changeByFinding, question, isOwn } = usePlanSaving(view.id);
    const may = useMay(view.agency);
    const locks = useLocks(view.id);
    const isFast = locks.some((lock) => lock.scope === 'plan');
    const isOpen = !isFast && !fixed;
    const [edits, accepts] = [may('plan.edit') && isOpen, may('finding.accept') && isOpen];
    const [busy, setBusy] = useState(false);
    const menu = useMenu();
    usePlanEvents(view.id, isOwn);

    const index = useMemo(() => indexPlan(view.content), [view.content]);
    const address = `/plans/${encodeURIComponent(view.id)}`;
    const editor: Editor = useMemo(
        () => ({
            plan: view.content,
            index,
            // They are of the newest version.
            findings: byElement(fixed ? [] : (findings.data?.findings ?? []), (id) => pageOf(index, view.content, id)),
            editable: edits,
            tagOf: (element) => view.etags[element],
            save,
            addressOf: (element) => `${address}?element=${encodeURIComponent(element)}`,
            add: edits ? add : undefined,
            remove: edits ? remove : undefined,
            mend: edits ? (finding) => changeByFinding(finding.key, 'mend') : undefined,
            accept: accepts ? (finding, reason) => changeByFinding(finding.key, 'accept', { reason }) : undefined,
        }),
        [view, fixed, index, findings.data, edits, accepts, save, add, remove, changeByFinding, address],
    );
    const go = useCallback(
        async (direction: 'undo' | 'redo') => {
            setBusy(true);
            try {
                await step(direction);
                say('done', t(direction === 'undo' ? 'plan.undone' : 'plan.redone'));
            } catch (error) {
                const { title, detail } = problemTexts(error);
                say('note', `${format.text(title)} ${format.text(detail)}`.trim());
            } finally {
                setBusy(false);
            }
        },
        [step, t, format],
    );
    useEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            const target = event.target as HTMLElement | null;
            if (target?.closest('input:not([readonly]), textarea:not([readonly]), select, [contenteditable], dialog')) return;
            if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
            const key = event.key.toLowerCase();
            const direction = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : null;
            if (!direction || !edits) return;
            event.preventDefault();
            void go(direction);
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, [go, edits]);

    const count = findings.data?.findings.length;
    const title = usePlanTitle()(view.content.title);
    return (
        <EditorContext value={editor}>
            <Page
                wide
                help="help.plan"
                title={title.text}
                data={title.lang !== undefined}
                status={<span className="status">{t('home.version', { number: format.digits(view.number) })}</span>}
                lead={
                    <time dateTime={view.at} title={format.fullDate(view.at)}>
                        {format.date(view.at)}
                    </time>
                }
                crumbs={[{ title: t('place.home'), to: '/' }, { title: t('place.plans'), to: '/plans' }, { title: title.text, data: title.lang !== undefined }]}
                actions={
                    <>
                        {edits && (
                            <>
                                <button type="button" className="simple with-icon" disabled={busy} onClick={() => void go('undo')} aria-keyshortcuts="Control+Z">
                                    <Icon name="undo" /> <span>{t('plan.undo')}</span>
                                </button>
                                <button type="button" className="simple with-icon" disabled={busy} onClick={() => void go('redo')} aria-keyshortcuts="Control+Y">
                                    <Icon name="redo" /> <span>{t('plan.redo')}</span>
                                </button>
                            </>
                        )}
                        <details className="menu" ref={menu}>
                            <summary className="simple">
                                <Icon name="download" /> <span>{t('plan.download')}</span>
                            </summary>
                            <ul className="plain">
                                {(['pdf', 'docx', 'xlsx'] as const).map((form) => (
                                    <li key={form}>
                                        <a href={`${kApi}/plans/${encodeURIComponent(view.id)}/book?format=${form}`} download>
                                            {t(`plan.download_${form}`)}
                                        </a>
                                        <p className="quiet">{t(`plan.download_${form}_for`)}</p>
                                    </li>
                                ))}
                                <li>
                                    <a href={`${kApi}/plans/${encodeURIComponent(view.id)}/book?format=pdf&shown=1`} target="_blank" rel="noreferrer">
                                        {t('plan.preview')}
                                    </a>
                                    <p className="quiet">{t('plan.preview_for')}</p>
                                </li>
                                {edits && (
                                    <li>
                                        <Link to="/documents?view=bring_back" onClick={() => settings.set({ plan: view.id })}>{t('plan.bring_back')}</Link>
                                        <p className="quiet">{t('plan.bring_back_for')}</p>
                                    </li>
                                )}
                                {(['toml', 'json'] as const).map((form) => (
                                    <li key={form}>
                                        <a href={`${kApi}/plans/${encodeURIComponent(view.id)}/download?format=${form}`} download>
                                            {t(`plan.download_${form}`)}
                                        </a>
                                        <p className="quiet">{t(`plan.download_${form}_for`)}</p>
                                    </li>
                                ))}
                            </ul>
                        </details>
                    </>
                }
            >
                <nav className="tabs" aria-label={t('plan.tabs')}>
                    <NavLink to={address} end>
                        {t('plan.tab_plan')}
                    </NavLink>
                    <NavLink to={`${address}/strategy`}>{t('strategy.tab')}</NavLink>
                    <NavLink to={`${address}/agreement`}>{t('agreement.tab')}</NavLink>
                    <NavLink to={`${address}/findings`}>
                        {t('plan.findings')}
                        {count !== undefined ? ` (${format.digits(count)})` : ''}
                    </NavLink>
                    <NavLink to={`${address}/versions`}>{t('plan.versions')}</NavLink>
                </nav>
                {locks.map((lock) => (
                    <p key={lock.workflow} className="lock-band" role="status">
                        <span>
                            <span aria-hidden="true">■ </span>
                            {t(`plan.locked_${lock.scope}`, { name: format.text(lock.name), state: format.text(lock.state) })}
                        </span>{' '}
                        <Link to={`/approvals?kind=${encodeURIComponent(lock.workflow)}&subject=${encodeURIComponent(view.id)}`}>{t('plan.locked_way')}</Link>
                    </p>
                ))}
                <Outlet />
                {question && <StaleDialog key={question.element} question={question} />}
            </Page>
        </EditorContext>
    );
}

export default function PlanLayout() {
    const { planId = '' } = useParams();
    const day = useAsOfDay();
    const plan = usePlan(planId, day);
    if (plan.isLoading) return <Loading />;
    if (!plan.data) return <TroublePage error={plan.error} retry={() => void plan.refetch()} />;
    return <LoadedPlan key={`${planId} ${day ?? ''}`} view={plan.data} fixed={day !== null} />;
}
