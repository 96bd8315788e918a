// All projects and their steps over the year: plan above, actual below, the day as a line.
import { App, Drawer } from 'antd';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Empty } from '../../components/page';
import { MonthBars } from '../../components/month_bars';
import { problemTexts, request } from '../../lib/api';
import { monthName } from '../../lib/dates';
import { toDraw } from '../../lib/exact';
import { fiscalMonths, toggleMonth, type MonthSpan } from '../../lib/months';
import { refreshPlan, usePlan } from '../../lib/queries';
import { useMay } from '../../lib/session';
import { useFormat, useSettings } from '../../lib/settings';
import { filledOf, placeOfDay, rowsOf, runsOf, windowOf, type Row } from '../../lib/timeline';
import type { PlanSummary } from '../../lib/types';
import { yearKeys, type StepState, type YearOverview } from '../../lib/year';
import { StateMark } from '../../components/state_mark';
import { YearPage } from '../../components/year_page';

const kRow = 48;
const kMonth = 10;
const states: readonly StepState[] = ['late', 'due', 'waiting', 'done'];

function Bars({ months, percent, year, group }: { months: readonly string[]; percent: number; year: YearOverview; group?: boolean }) {
    const runs = runsOf(months, year.fiscal_year);
    const day = placeOfDay(year.as_of, year.fiscal_year);
    return (
        <svg className={group ? 'bars group' : 'bars'} viewBox={`0 0 ${12 * kMonth} 20`} preserveAspectRatio="none" aria-hidden="true">
            {runs.map((run) => (
                <rect key={`p${run.first}`} className="bar-plan" x={run.first * kMonth} width={(run.last - run.first + 1) * kMonth} y={4} height={4} />
            ))}
            {filledOf(runs, percent).map((part) => (
                <rect key={`a${part.from}`} className="bar-actual" x={part.from * kMonth} width={(part.to - part.from) * kMonth} y={10} height={7} />
            ))}
            {day !== null && <line className="bar-day" x1={day * kMonth} x2={day * kMonth} y1={0} y2={20} />}
        </svg>
    );
}

function Line({ row, year, active, folded, fold, open }: { row: Row; year: YearOverview; active: boolean; folded: boolean; fold: () => void; open: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { schedule, step } = row;
    const months = step ? step.months : [...new Set(schedule.steps.flatMap((item) => item.months))];
    const [planned, actual] = step ? [step.planned, step.actual] : [schedule.planned, schedule.actual];
    return (
        <div role="row" className={`timeline-row ${row.kind}${active ? ' active' : ''}`} data-key={row.key}>
            <div role="rowheader" className="timeline-name">
                {step ? (
                    <button type="button" className="timeline-open" tabIndex={-1} onClick={open}>
                        <span lang="th">{step.name}</span>
                    </button>
                ) : (
                    <button type="button" className="timeline-open" tabIndex={-1} aria-expanded={!folded} onClick={fold}>
                        <span aria-hidden="true">{folded ? '▸ ' : '▾ '}</span>
                        <span lang="th">{schedule.title}</span>
                    </button>
                )}
            </div>
            <div role="cell" className="timeline-state">
                {step && <StateMark state={step.state} />}
                {step && step.days_late > 0 && <span className="quiet"> {t('home.days_late', { days: format.digits(step.days_late) })}</span>}
            </div>
            <div role="cell" className="timeline-percent">
                {t('steps.actual_of_planned', { actual: format.digits(actual), planned: format.digits(planned) })}
            </div>
            <div role="cell" className="timeline-bars">
                <Bars months={months} percent={toDraw(actual)} year={year} group={!step} />
            </div>
        </div>
    );
}

/** A step in the drawer: its figures, and its months to be changed by who may. */
function StepDrawer({ row, year, plan, close }: { row: Row; year: YearOverview; plan: PlanSummary; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const { message } = App.useApp();
    const may = useMay(plan.agency);
    const view = usePlan(plan.id);
    const [busy, setBusy] = useState(false);
    const step = row.step;
    const stored = view.data?.content.schedules?.find((item) => item.id === row.schedule.id)?.steps?.find((item) => item.id === step?.id);
    const spans: readonly MonthSpan[] = stored?.months ?? [];
    if (!step) return null;
    const change = async (index: number) => {
        setBusy(true);
        try {
            await request(`/plans/${encodeURIComponent(plan.id)}/elements/${encodeURIComponent(step.id)}`, {
                method: 'PATCH',
                merge_patch: true,
                body: { months: toggleMonth(spans, index, year.fiscal_year) },
                if_match: view.data?.etags[step.id],
            });
            await refreshPlan(client, plan.id);
            await client.invalidateQueries({ queryKey: yearKeys.all(plan.id) });
        } catch (error) {
            const { title, detail } = problemTexts(error);
            void message.error(`${format.text(title)} ${format.text(detail)}`.trim());
        } finally {
            setBusy(false);
        }
    };
    const names = new Map(year.organisations.map((item) => [item.id, item.name]));
    return (
        <Drawer open title={<span lang="th">{step.name}</span>} size={520} onClose={close} closable={{ 'aria-label': t('app.close') }}>
            <dl className="pairs">
                <dt>{t('steps.of')}</dt>
                <dd lang="th">{row.schedule.title}</dd>
                <dt>{t('steps.state')}</dt>
                <dd>
                    <StateMark state={step.state} /> {step.days_late > 0 && t('home.days_late', { days: format.digits(step.days_late) })}
                </dd>
                <dt>{t('steps.planned')}</dt>
                <dd>{t('home.percent', { percent: format.digits(step.planned) })}</dd>
                <dt>{t('steps.actual')}</dt>
                <dd>{t('home.percent', { percent: format.digits(step.actual) })}</dd>
                <dt>{t('steps.weight')}</dt>
                <dd>{step.weight === null ? '–' : format.digits(step.weight)}</dd>
                <dt>{t('steps.owners')}</dt>
                <dd lang="th">{row.schedule.owners.map((owner) => names.get(owner) ?? owner).join(', ') || '–'}</dd>
                <dt>{t('steps.reported_on')}</dt>
                <dd>{step.reported_on ? <span title={format.fullDate(step.reported_on)}>{format.date(step.reported_on)}</span> : `○ ${t('home.not_reported')}`}</dd>
            </dl>
            {step.approval_missing && <p className="warning-note">▲ {t('steps.approval_missing')}</p>}
            <h3>{t('steps.months')}</h3>
            <MonthBars spans={spans} fiscal_year={year.fiscal_year} label={step.name} toggle={may('plan.edit') && !busy && view.data ? (index) => void change(index) : undefined} />
            {may('plan.edit') && <p className="quiet">{t('steps.months_hint')}</p>}
            <p>
                <Link to={`/plans/${encodeURIComponent(plan.id)}?element=${encodeURIComponent(row.schedule.id)}`}>{t('steps.to_plan')}</Link>
            </p>
        </Drawer>
    );
}

function Timeline({ year, plan }: { year: YearOverview; plan: PlanSummary }) {
    const { t } = useTranslation();
    const { language } = useSettings();
    const format = useFormat();
    const [search, setSearch] = useSearchParams();
    const [text, setText] = useState('');
    const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
    const [active, setActive] = useState(0);
    const [opened, setOpened] = useState<string | null>(null);
    const [view, setView] = useState({ top: 0, height: 640 });
    const frame = useRef<HTMLDivElement>(null);
    const owner = search.get('owner');
    const state = states.find((item) => item === search.get('state')) ?? null;
    const rows = useMemo(() => rowsOf(year, { owner, state, text, folded }), [year, owner, state, text, folded]);
    const at = Math.min(active, Math.max(rows.length - 1, 0));
    const shown = windowOf(rows.length, kRow, view.top, view.height);
    const owners = year.organisations.filter((item) => year.schedules.some((schedule) => schedule.owners.includes(item.id)));
    const set = (name: string, value: string) =>
        setSearch((old) => {
            const changed = new URLSearchParams(old);
            if (value) changed.set(name, value);
            else changed.delete(name);
            return changed;
        });
    const fold = (id: string) => setFolded((old) => {
        const next = new Set(old);
        if (!next.delete(id)) next.add(id);
        return next;
    });
    const go = (index: number) => {
        const next = Math.min(Math.max(index, 0), rows.length - 1);
        setActive(next);
        const element = frame.current;
        if (!element) return;
        const top = next * kRow;
        if (top < element.scrollTop) element.scrollTop = top;
        else if (top + kRow > element.scrollTop + element.clientHeight) element.scrollTop = top + kRow - element.clientHeight;
    };
    const onKey = (event: KeyboardEvent) => {
        const row = rows[at];
        if (!row) return;
        if (event.key === 'ArrowDown') go(at + 1);
        else if (event.key === 'ArrowUp') go(at - 1);
        else if (event.key === 'Home') go(0);
        else if (event.key === 'End') go(rows.length - 1);
        else if (event.key === 'Enter' && row.step) setOpened(row.key);
        else if ((event.key === 'Enter' || event.key === 'ArrowLeft' || event.key === 'ArrowRight') && !row.step) fold(row.schedule.id);
        else return;
        event.preventDefault();
    };
    const open = rows.find((row) => row.key === opened && row.step);
    return (
        <>
            <div className="filters" role="group" aria-label={t('steps.filters')}>
                <label>
                    <span>{t('steps.owner')}</span>
                    <select className="plain-select" value={owner ?? ''} onChange={(event) => set('owner', event.target.value)}>
                        <option value="">{t('steps.all')}</option>
                        {owners.map((item) => (
                            <option key={item.id} value={item.id} lang="th">
                                {item.name}
                            </option>
                        ))}
                    </select>
                </label>
                <label>
                    <span>{t('steps.state')}</span>
                    <select className="plain-select" value={state ?? ''} onChange={(event) => set('state', event.target.value)}>
                        <option value="">{t('steps.all')}</option>
                        {states.map((item) => (
                            <option key={item} value={item}>
                                {t(`year.state.${item}`)}
                            </option>
                        ))}
                    </select>
                </label>
                <label>
                    <span>{t('steps.find')}</span>
                    <input className="plain-input" type="search" value={text} onChange={(event) => setText(event.target.value)} />
                </label>
                <p className="quiet">{t('steps.count', { n: format.digits(rows.filter((row) => row.step).length) })}</p>
            </div>
            {rows.length === 0 ? (
                <Empty title={t('steps.none')} />
            ) : (
                <div
                    ref={frame}
                    className="timeline"
                    role="table"
                    aria-label={t('place.steps')}
                    aria-rowcount={rows.length + 1}
                    tabIndex={0}
                    onKeyDown={onKey}
                    onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
                >
                    <div role="rowgroup" className="timeline-head">
                        <div role="row" className="timeline-row">
                            <div role="columnheader" className="timeline-name">{t('steps.step')}</div>
                            <div role="columnheader" className="timeline-state">{t('steps.state')}</div>
                            <div role="columnheader" className="timeline-percent">{t('steps.progress')}</div>
                            <div role="columnheader" className="timeline-bars timeline-months" aria-label={t('steps.months')}>
                                {fiscalMonths.map((month) => (
                                    <span key={month} aria-hidden="true">{monthName(month, language)}</span>
                                ))}
                            </div>
                        </div>
                    </div>
                    <div role="rowgroup">
                        <svg width="1" height={shown.first * kRow} aria-hidden="true" className="gap" />
                        {rows.slice(shown.first, shown.last).map((row, index) => (
                            <Line
                                key={row.key}
                                row={row}
                                year={year}
                                active={shown.first + index === at}
                                folded={folded.has(row.schedule.id)}
                                fold={() => fold(row.schedule.id)}
                                open={() => {
                                    setActive(shown.first + index);
                                    setOpened(row.key);
                                }}
                            />
                        ))}
                        <svg width="1" height={(rows.length - shown.last) * kRow} aria-hidden="true" className="gap" />
                    </div>
                </div>
            )}
            {open && <StepDrawer row={open} year={year} plan={plan} close={() => setOpened(null)} />}
        </>
    );
}

export default function StepsPage() {
    return (
        <YearPage title="place.steps" help="help.steps" wide>
            {(year, plan) => <Timeline year={year} plan={plan} />}
        </YearPage>
    );
}
