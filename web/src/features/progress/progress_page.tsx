// The month's form: a person's steps as rows, last month beside this month, kept as one types, sent at once.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Empty, Loading, Page, Trouble } from '../../components/page';
import { StateMark } from '../../components/state_mark';
import '../../components/year.css';
import { ApiProblem, request } from '../../lib/api';
import { lastDayOf } from '../../lib/as_of';
import {
    isChanged, keepDraft, parsePercent, parseTable, pasteInto, progressColumns, readDraft, reportsOf, shownValue,
    type Draft, type ProgressColumn, type Typed,
} from '../../lib/progress_table';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary, Texts } from '../../lib/types';
import type { ProgressGrid, ProgressKept, ProgressRow, Reported } from '../../lib/types_year';
import { useAsOf, useProgress, useYearPlan, yearKeys } from '../../lib/year';
import { Evidence, useEvidence } from './evidence';
import './progress.css';

/** A report is of the present day, or of the last day of a month that is over. */
function reportDay(month: string): string {
    const today = new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);
    const last = lastDayOf(month);
    return today < last ? today : last;
}

function monthsBetween(first: string, last: string): string[] {
    const months: string[] = [];
    let [year, month] = first.split('-').map(Number) as [number, number];
    for (let count = 0; count < 24; count += 1) {
        const name = `${year}-${String(month).padStart(2, '0')}`;
        months.push(name);
        if (name >= last) break;
        [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    }
    return months;
}

function Before({ said }: { said: Reported | null }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (!said) return <span className="quiet">○ {t('progress.none_before')}</span>;
    return (
        <>
            <strong>{t('home.percent', { percent: format.digits(said.percent) })}</strong> <span className="quiet" title={format.fullDate(said.on)}>{format.date(said.on)}</span>
            {[said.text, said.obstacles].filter((text) => text !== '').map((text) => (
                <p key={text} lang="th" className="before-text">{text}</p>
            ))}
        </>
    );
}

interface CellProps {
    row: ProgressRow;
    column: ProgressColumn;
    typed: Typed | undefined;
    editable: boolean;
    set: (value: string) => void;
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    onPaste: (event: ClipboardEvent) => void;
}

function Cell({ row, column, typed, editable, set, onKeyDown, onPaste }: CellProps) {
    const { t } = useTranslation();
    const value = shownValue(row, typed, column);
    const wrong = column === 'percent' && value !== '' && parsePercent(value) === null;
    const shared = {
        id: `cell-${row.step}-${column}`,
        className: `field boxed cell ${column}`,
        'aria-label': `${t(`progress.${column}`)}: ${row.name}`,
        'aria-invalid': wrong || undefined,
        readOnly: !editable,
        value,
        lang: 'th',
        onKeyDown,
        onPaste,
    };
    if (column === 'percent') {
        return <input {...shared} inputMode="decimal" placeholder={row.last?.percent ?? ''} onFocus={(event) => event.target.select()} onChange={(event) => set(event.target.value)} />;
    }
    return <textarea {...shared} rows={1} onChange={(event) => set(event.target.value)} />;
}

/** What the month asks for: planned in it or late, or already reported; the others on request. */
const isAsked = (row: ProgressRow) => (row.is_planned_now && row.state !== 'cancelled') || row.state === 'late' || row.this !== null;

interface FormProps {
    plan: PlanSummary;
    grid: ProgressGrid;
    rows: ProgressRow[];
    editable: boolean;
    attachable: boolean;
}

/** From the place that a refusal names to the row: `/2/data/percent` is of the third report. */
function refusals(error: unknown, steps: readonly Id[]): Map<Id, Texts> {
    const found = new Map<Id, Texts>();
    const errors = error instanceof ApiProblem && Array.isArray(error.body.errors) ? (error.body.errors as { pointer?: string; message?: Texts }[]) : [];
    for (const { pointer, message } of errors) {
        const step = steps[Number(/^\/(?:reports\/)?(\d+)/.exec(pointer ?? '')?.[1] ?? -1)];
        if (step !== undefined && message) found.set(step, message);
    }
    return found;
}

function Form({ plan, grid, rows, editable, attachable }: FormProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [draft, setDraft] = useState<Draft>(() => readDraft(plan.id, grid.month));
    const [kept, setKept] = useState(true);
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<{ error: unknown; steps: Id[] } | null>(null);
    const [sent, setSent] = useState<{ count: number; warnings: ProgressKept['warnings'] } | null>(null);
    const [unreadable, setUnreadable] = useState<Id[]>([]);
    const evidence = useEvidence(plan.id, reportDay(grid.month));
    // Each keystroke is kept before anything else can happen to the page.
    const change = (next: Draft) => {
        setDraft(next);
        setKept(keepDraft(plan.id, grid.month, next));
    };
    const steps = useMemo(() => rows.map((row) => row.step), [rows]);
    const changed = grid.rows.filter((row) => isChanged(row, draft[row.step]));
    const refused = failed ? refusals(failed.error, failed.steps) : new Map<Id, Texts>();
    const warned = new Map((sent?.warnings ?? []).map((warning) => [warning.step, warning]));

    const focus = (step: Id | undefined, column: ProgressColumn) => step !== undefined && document.getElementById(`cell-${step}-${column}`)?.focus();
    const keys = (row: ProgressRow, column: ProgressColumn) => (event: KeyboardEvent<HTMLElement>) => {
        const at = steps.indexOf(row.step);
        const field = event.currentTarget as HTMLInputElement | HTMLTextAreaElement;
        if (event.nativeEvent.isComposing) return;
        // As in a spreadsheet: Enter goes down, Alt+Enter begins a line.
        if (event.key === 'Enter' && event.altKey && column !== 'percent') {
            event.preventDefault();
            field.setRangeText('\n', field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
            change({ ...draft, [row.step]: { ...draft[row.step], [column]: field.value } });
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        else if (event.key === 'Enter' || (event.key === 'ArrowDown' && (field.selectionEnd ?? 0) === field.value.length)) {
            event.preventDefault();
            focus(steps[at + (event.shiftKey ? -1 : 1)], column);
        } else if (event.key === 'ArrowUp' && (field.selectionStart === 0 || column === 'percent')) {
            event.preventDefault();
            focus(steps[at - 1], column);
        } else if (event.key === 'ArrowRight' && field.selectionStart === field.value.length) focus(row.step, progressColumns[progressColumns.indexOf(column) + 1] ?? column);
        else if (event.key === 'ArrowLeft' && field.selectionEnd === 0) focus(row.step, progressColumns[progressColumns.indexOf(column) - 1] ?? column);
    };
    const paste = (row: ProgressRow, column: ProgressColumn) => (event: ClipboardEvent) => {
        const text = event.clipboardData.getData('text/plain');
        if (!editable || !/[\t\n]/.test(text.trimEnd())) return;
        event.preventDefault();
        change(pasteInto(draft, steps, { step: row.step, column }, parseTable(text)));
    };
    const send = async () => {
        const made = reportsOf(grid.rows, draft, reportDay(grid.month));
        setUnreadable(made.unreadable);
        setFailed(null);
        if (made.unreadable.length > 0) return focus(made.unreadable[0], 'percent');
        if (made.reports.length === 0) return;
        setBusy(true);
        try {
            const answer = await request<ProgressKept>(`/plans/${encodeURIComponent(plan.id)}/progress`, { method: 'POST', body: { reports: made.reports } });
            const rest = { ...draft };
            for (const { step } of made.reports) delete rest[step];
            change(rest);
            setSent({ count: made.reports.length, warnings: answer.warnings });
            await client.invalidateQueries({ queryKey: yearKeys.all(plan.id) });
        } catch (error) {
            setFailed({ error, steps: made.reports.map((report) => report.step) });
        } finally {
            setBusy(false);
        }
    };

    return (
        <div className="progress-form">
            <div className="scroll-x progress-scroll" tabIndex={0} role="region" aria-label={t('place.progress')}>
                <table className="data-table progress-table">
                    <thead>
                        <tr>
                            <th scope="col">{t('timeline.step')}</th>
                            <th scope="col">{t('progress.before')}</th>
                            <th scope="col" className="number">{t('progress.percent')}</th>
                            <th scope="col">{t('progress.text')}</th>
                            <th scope="col">{t('progress.obstacles')}</th>
                            <th scope="col">{t('progress.corrective_action')}</th>
                            <th scope="col">{t('progress.sent_and_evidence')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.map((row, index) => {
                            const typed = draft[row.step];
                            const is_changed = isChanged(row, typed);
                            const refusal = refused.get(row.step);
                            const warning = warned.get(row.step);
                            return [
                                row.schedule !== rows[index - 1]?.schedule && (
                                    <tr key={`group ${row.schedule}`} className="progress-group">
                                        <th scope="rowgroup" colSpan={7} lang="th">{row.title}</th>
                                    </tr>
                                ),
                                <tr
                                    key={row.step}
                                    className={is_changed ? 'changed' : undefined}
                                    onDragOver={(event) => attachable && event.preventDefault()}
                                    onDrop={(event) => {
                                        const files = [...event.dataTransfer.files];
                                        if (!attachable || files.length === 0) return;
                                        event.preventDefault();
                                        void evidence.add(row.step, files);
                                    }}
                                >
                                    <th scope="row">
                                        <span lang="th"><span className="printed-number">{format.digits(row.number)} </span>{row.name}</span>
                                        <p className="quiet"><StateMark state={row.state} /> · {t('progress.planned', { percent: format.digits(row.planned) })}</p>
                                    </th>
                                    <td className="before"><Before said={row.last} /></td>
                                    {progressColumns.map((column) => (
                                        <td key={column} className={column} data-label={t(`progress.${column}`)}>
                                            <Cell
                                                row={row}
                                                column={column}
                                                typed={typed}
                                                editable={editable}
                                                set={(value) => change({ ...draft, [row.step]: { ...typed, [column]: value } })}
                                                onKeyDown={keys(row, column)}
                                                onPaste={paste(row, column)}
                                            />
                                            {column === 'percent' && unreadable.includes(row.step) && <p className="cell-trouble" role="alert">■ {t('progress.bad_percent')}</p>}
                                            {column === 'percent' && refusal && <p className="cell-trouble" role="alert">■ {format.text(refusal)}</p>}
                                        </td>
                                    ))}
                                    <td className="sent">
                                        {is_changed ? <span className="state state-due">● {t('progress.not_sent')}</span> : row.this ? <span className="state state-done">✓ {format.date(row.this.on)}</span> : isAsked(row) ? <StateMark state="not_reported" /> : <span className="quiet">–</span>}
                                        {warning && <p className="state-not_reported">▲ {t(`progress.warning.${warning.kind}`)}</p>}
                                        <Evidence row={row} plan={plan.id} evidence={evidence} editable={attachable} />
                                    </td>
                                </tr>,
                            ];
                        })}
                    </tbody>
                </table>
            </div>
            {failed && <Trouble error={failed.error} />}
            {editable && (
                <div className="progress-foot">
                    <button type="button" className="primary" disabled={busy || changed.length === 0} onClick={() => void send()}>
                        {busy ? t('progress.sending') : t('progress.send')}
                    </button>
                    <p role="status">
                        {changed.length > 0
                            ? t(kept ? 'progress.kept' : 'progress.not_kept', { n: format.digits(changed.length) })
                            : sent
                              ? `✓ ${t('progress.was_sent', { n: format.digits(sent.count) })}`
                              : t('progress.nothing_typed')}
                    </p>
                    {changed.length > 0 && (
                        <button type="button" className="simple" onClick={() => change({})}>
                            {t('progress.discard')}
                        </button>
                    )}
                </div>
            )}
        </div>
    );
}

function Choices({ grid, all, set }: { grid: ProgressGrid; all: boolean; set: (member: string, value: string) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [search] = useSearchParams();
    return (
        <div className="filters year-filters">
            <label>
                <span>{t('progress.month')}</span>
                <select className="boxed" value={search.get('month') ?? grid.month} onChange={(event) => set('month', event.target.value)}>
                    {monthsBetween(grid.first_month, grid.last_month).map((month) => (
                        <option key={month} value={month}>{format.month(month)}</option>
                    ))}
                </select>
            </label>
            <label>
                <span>{t('timeline.owner')}</span>
                <select className="boxed" value={search.get('owner') ?? ''} onChange={(event) => set('owner', event.target.value)}>
                    <option value="">{t('timeline.all_owners')}</option>
                    {grid.owners.map((owner) => (
                        <option key={owner.id} value={owner.id} lang="th">{owner.name}</option>
                    ))}
                </select>
            </label>
            <label>
                <span>{t('timeline.text')}</span>
                <input type="search" className="field boxed" value={search.get('text') ?? ''} onChange={(event) => set('text', event.target.value)} />
            </label>
            <label className="check">
                <input type="checkbox" checked={all} onChange={(event) => set('all', event.target.checked ? '1' : '')} /> {t('progress.all')}
            </label>
        </div>
    );
}

export default function ProgressPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const [search, setSearch] = useSearchParams();
    const [as_of] = useAsOf();
    const chosen = useYearPlan();
    const may = useMay(chosen.plan?.agency);
    const query = useProgress(chosen.plan?.id, search.get('month') ?? as_of?.slice(0, 7) ?? '', search.get('owner') ?? '');
    const grid = query.data;
    const all = search.get('all') === '1';
    const text = (search.get('text') ?? '').toLowerCase();
    const rows = useMemo(
        () => (grid?.rows ?? []).filter((row) => (all || text !== '' || isAsked(row)) && (text === '' || `${row.title} ${row.name}`.toLowerCase().includes(text))),
        [grid, all, text],
    );
    const set = (member: string, value: string) =>
        setSearch(
            (old) => {
                const next = new URLSearchParams(old);
                if (value === '') next.delete(member);
                else next.set(member, value);
                return next;
            },
            { replace: true },
        );
    const online = useOnline();
    const lead = grid && !query.isPlaceholderData && t('progress.lead', { month: format.month(grid.month), n: format.digits(grid.rows.filter(isAsked).length), reported: format.digits(grid.rows.filter((row) => row.this !== null).length) });
    return (
        <Page title={t('place.progress')} lead={lead} wide help="help.progress">
            {chosen.error ? <Trouble error={chosen.error} retry={chosen.retry} /> : null}
            {(chosen.isLoading || query.isLoading) && <Loading />}
            {!chosen.isLoading && !chosen.error && !chosen.plan && (
                <Empty title={t('year.no_plan')}>
                    <p>{t('year.no_plan_why')} <Link to="/plans">{t('empty.go_home')}</Link></p>
                </Empty>
            )}
            {query.isError && <Trouble error={query.error} retry={() => void query.refetch()} />}
            {!online && <p className="offline" role="status">▲ {t('progress.offline')}</p>}
            {grid && chosen.plan && (
                <>
                    <Choices grid={grid} all={all} set={set} />
                    {query.isPlaceholderData ? (
                        <Loading />
                    ) : rows.length === 0 ? (
                        <Empty title={t('progress.empty')}><p>{t('progress.empty_why')}</p></Empty>
                    ) : (
                        <Form key={`${chosen.plan.id} ${grid.month}`} plan={chosen.plan} grid={grid} rows={rows} editable={as_of === null && may('progress.report')} attachable={as_of === null && may('evidence.add')} />
                    )}
                </>
            )}
        </Page>
    );
}

function useOnline(): boolean {
    const [online, setOnline] = useState(navigator.onLine);
    useEffect(() => {
        const tell = () => setOnline(navigator.onLine);
        window.addEventListener('online', tell);
        window.addEventListener('offline', tell);
        return () => {
            window.removeEventListener('online', tell);
            window.removeEventListener('offline', tell);
        };
    }, []);
    return online;
}
