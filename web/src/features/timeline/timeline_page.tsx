// All schedules and steps of the year, October to September: the plan above what was done, as of the day that is set.
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Elsewhere } from '../../components/elsewhere';
import { SideDrawer } from '../../components/drawer';
import { Empty, NoneFit, Trouble } from '../../components/page';
import { usePrinting } from '../../components/printing';
import { StateMark } from '../../components/state_mark';
import { YearPage } from '../../components/year_page';
import { monthName } from '../../lib/dates';
import { fiscalMonths } from '../../lib/months';
import { useMay } from '../../lib/session';
import { useFormat, useSettings } from '../../lib/settings';
import { dayPosition, joinMonths, moveMonths, rowWindow, timelineRows, type Edge, type Filter, type Row } from '../../lib/timeline';
import type { Id, PlanSummary } from '../../lib/types';
import { useAsOf, type YearOverview } from '../../lib/year';
import { Bars } from './bars';
import { ConfirmMove, type Asked } from './confirm_move';
import { ExportMenu } from './export_menu';
import { useMoving } from './moving';
import './timeline.css';

const kRow = 44;
const kStates = ['late', 'not_reported', 'due', 'waiting', 'cancelled', 'done'] as const;

function useFilter(): [Filter, (member: keyof Filter, value: string) => void, () => void] {
    const [search, setSearch] = useSearchParams();
    const state = search.get('state') ?? '';
    const filter: Filter = {
        owner: search.get('owner') ?? '',
        project: search.get('project') ?? '',
        state: (kStates as readonly string[]).includes(state) ? (state as Filter['state']) : '',
        text: search.get('text') ?? '',
    };
    const set = (member: keyof Filter, value: string) =>
        setSearch(
            (old) => {
                const next = new URLSearchParams(old);
                if (value === '') next.delete(member);
                else next.set(member, value);
                return next;
            },
            { replace: true },
        );
    return [filter, set, () => setSearch({}, { replace: true })];
}

function Filters({ year, filter, set }: { year: YearOverview; filter: Filter; set: (member: keyof Filter, value: string) => void }) {
    const { t } = useTranslation();
    const owners = new Set(year.schedules.flatMap((schedule) => schedule.owners));
    return (
        <form className="filters timeline-filters" role="search" onSubmit={(event) => event.preventDefault()}>
            <label>
                <span>{t('timeline.owner')}</span>
                <select className="boxed" value={filter.owner} onChange={(event) => set('owner', event.target.value)}>
                    <option value="">{t('timeline.all_owners')}</option>
                    {year.organisations
                        .filter((organisation) => owners.has(organisation.id))
                        .map((organisation) => (
                            <option key={organisation.id} value={organisation.id} lang="th">
                                {organisation.name}
                            </option>
                        ))}
                </select>
            </label>
            <label>
                <span>{t('timeline.schedule')}</span>
                <select className="boxed" value={filter.project} onChange={(event) => set('project', event.target.value)}>
                    <option value="">{t('timeline.all_schedules')}</option>
                    {year.schedules.map((schedule) => (
                        <option key={schedule.id} value={schedule.id} lang="th">
                            {schedule.title}
                        </option>
                    ))}
                </select>
            </label>
            <label>
                <span>{t('timeline.state')}</span>
                <select className="boxed" value={filter.state} onChange={(event) => set('state', event.target.value)}>
                    <option value="">{t('timeline.all_states')}</option>
                    {kStates.map((state) => (
                        <option key={state} value={state}>
                            {t(`year.state.${state}`)}
                        </option>
                    ))}
                </select>
            </label>
            <label className="grow">
                <span>{t('timeline.text')}</span>
                <input type="search" className="field boxed" value={filter.text} onChange={(event) => set('text', event.target.value)} />
            </label>
        </form>
    );
}

function Heads({ year }: { year: YearOverview }) {
    const { t } = useTranslation();
    const { language } = useSettings();
    const format = useFormat();
    const today = dayPosition(year.as_of, year.fiscal_year);
    return (
        <div className="tl-row tl-heads" role="row" aria-rowindex={1}>
            <span role="columnheader" className="tl-name">{t('timeline.step')}</span>
            <span role="columnheader" className="tl-state">{t('timeline.state')}</span>
            <span role="columnheader" className="tl-figure">{t('timeline.done_planned')}</span>
            <span role="columnheader" className="tl-chart tl-months" aria-label={t('timeline.months')}>
                {fiscalMonths.map((month) => (
                    <span key={month} aria-hidden="true">
                        {monthName(month, language)}
                    </span>
                ))}
                {today !== null && (
                    <span className={today > 10 ? 'tl-day left' : 'tl-day'} style={{ left: `${(today / 12) * 100}%` }} aria-hidden="true">
                        {format.date(year.as_of)}
                    </span>
                )}
            </span>
        </div>
    );
}

interface RowViewProps {
    row: Row;
    index: number;
    top: number;
    active: boolean;
    fiscal_year: number;
    choose: (row: Row, index: number) => void;
    move?: (row: Row, months: string[]) => void;
}

/** While one scrolls only rows that come into view are made: the others have what they had. */
const RowView = memo(function RowView({ row, index, top, active, fiscal_year, choose, move }: RowViewProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const group = row.kind === 'group';
    const item = group ? row.schedule : row.step;
    const months = group ? [...new Set(row.schedule.steps.flatMap((step) => step.months))] : row.step.months;
    const mark = group ? null : row.step.state;
    const words = joinMonths(months, fiscal_year).length === 0 ? t('schedule.no_months') : `${format.month(months[0] ?? '')} – ${format.month(months.at(-1) ?? '')}`;
    return (
        <div
            id={`tl-${index}`}
            className={`tl-row tl-${row.kind}${active ? ' active' : ''}`}
            role="row"
            aria-rowindex={index + 2}
            aria-level={group ? 1 : 2}
            aria-expanded={group ? !row.folded : undefined}
            aria-selected={active}
            style={{ transform: `translateY(${top}px)` }}
            onClick={() => choose(row, index)}
        >
            <span role="gridcell" className="tl-name" lang="th" title={group ? row.schedule.title : row.step.name}>
                {group ? <span className="tl-fold" aria-hidden="true">{row.folded ? '▸' : '▾'}</span> : <span className="printed-number">{format.digits(row.step.number)} </span>}
                {group ? row.schedule.title : row.step.name}
            </span>
            <span role="gridcell" className="tl-state">
                {mark === null ? <span className="quiet">{t('timeline.steps', { steps: format.digits(row.kind === 'group' ? row.steps : 0) })}</span> : <StateMark state={mark} />}
                {!group && row.step.not_reported && <span className="state state-not_reported" title={t('year.state.not_reported')}> ○<span className="hidden"> {t('year.state.not_reported')}</span></span>}
            </span>
            <span role="gridcell" className="tl-figure">
                {format.digits(item.actual)} <span className="quiet">/ {format.digits(item.planned)}</span>
            </span>
            <span role="gridcell" className="tl-chart" aria-label={words}>
                <Bars months={months} actual={item.actual} state={group ? 'group' : row.step.state} fiscal_year={fiscal_year} move={move && !group ? (next) => move(row, next) : undefined} />
            </span>
        </div>
    );
});

/** A function that stays the same one and does what the last drawing's did. */
function useLasting<Given extends unknown[]>(does: (...given: Given) => void): (...given: Given) => void {
    const last = useRef(does);
    useLayoutEffect(() => {
        last.current = does;
    });
    return useCallback((...given: Given) => last.current(...given), []);
}

interface GridProps {
    year: YearOverview;
    rows: Row[];
    toggle: (schedule: Id) => void;
    open: (row: Row) => void;
    move?: (row: Row, months: string[]) => void;
    undo: () => void;
}

function Grid({ year, rows, toggle, open, move, undo }: GridProps) {
    const { t } = useTranslation();
    const box = useRef<HTMLDivElement>(null);
    const [window_rows, setWindow] = useState({ first: 0, last: 30 });
    const [at, setAt] = useState(0);
    // Everything is drawn for the printer, and only what is in view for the eye.
    const printing = usePrinting();
    const chosen = Math.min(at, rows.length - 1);
    useEffect(() => {
        const element = box.current;
        if (!element) return;
        const read = () => {
            const next = rowWindow(element.scrollTop, element.clientHeight, kRow, rows.length);
            setWindow((old) => (old.first === next.first && old.last === next.last ? old : next));
        };
        // The rows are there in the frame that scrolls to them, not in the one after.
        const scrolled = () => flushSync(read);
        read();
        const observer = new ResizeObserver(read);
        observer.observe(element);
        element.addEventListener('scroll', scrolled, { passive: true });
        return () => {
            observer.disconnect();
            element.removeEventListener('scroll', scrolled);
        };
    }, [rows.length]);
    const { first, last } = printing ? { first: 0, last: rows.length } : window_rows;
    const go = (index: number) => {
        const next = Math.max(0, Math.min(rows.length - 1, index));
        setAt(next);
        const element = box.current;
        if (!element) return;
        const top = next * kRow;
        if (top < element.scrollTop) element.scrollTop = top;
        else if (top + 2 * kRow > element.scrollTop + element.clientHeight) element.scrollTop = top + 2 * kRow - element.clientHeight;
    };
    const act = (row: Row) => (row.kind === 'group' ? toggle(row.id) : open(row));
    const choose = useLasting((row: Row, index: number) => {
        setAt(index);
        act(row);
    });
    const lasting_move = useLasting((row: Row, months: string[]) => move?.(row, months));
    const shift = (row: Row | undefined, edge: Edge, by: number) => {
        if (row?.kind === 'step' && move) move(row, moveMonths(row.step.months, edge, by, year.fiscal_year));
    };
    const onKeyDown = (event: KeyboardEvent) => {
        const row = rows[chosen];
        const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 800) / kRow) - 2);
        const by = event.key === 'ArrowLeft' ? -1 : 1;
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') undo();
        else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) shift(row, event.shiftKey ? 'end' : 'whole', by);
        else if (event.ctrlKey || event.metaKey || event.altKey) return;
        else if (event.key === 'ArrowDown') go(chosen + 1);
        else if (event.key === 'ArrowUp') go(chosen - 1);
        else if (event.key === 'PageDown') go(chosen + page);
        else if (event.key === 'PageUp') go(chosen - page);
        else if (event.key === 'Home') go(0);
        else if (event.key === 'End') go(rows.length - 1);
        else if (event.key === 'ArrowLeft' && row) {
            if (row.kind === 'group' && !row.folded) toggle(row.id);
            else if (row.kind === 'step') go(rows.findIndex((item) => item.kind === 'group' && item.id === row.schedule.id));
        } else if (event.key === 'ArrowRight' && row?.kind === 'group') {
            if (row.folded) toggle(row.id);
            else go(chosen + 1);
        } else if ((event.key === 'Enter' || event.key === ' ') && row) act(row);
        else return;
        event.preventDefault();
    };
    const today = dayPosition(year.as_of, year.fiscal_year);
    return (
        <div
            ref={box}
            className="tl-box"
            role="treegrid"
            tabIndex={0}
            aria-label={t('place.steps')}
            aria-rowcount={rows.length + 1}
            aria-activedescendant={chosen >= first && chosen < last ? `tl-${chosen}` : undefined}
            aria-describedby="tl-keys"
            onKeyDown={onKeyDown}
        >
            <Heads year={year} />
            <div className="tl-body" role="rowgroup" style={{ height: rows.length * kRow }}>
                <div className="tl-lines" role="presentation">
                    <div className="tl-line-area">{today !== null && <span className="tl-today" style={{ left: `${(today / 12) * 100}%` }} />}</div>
                </div>
                {rows.slice(first, last).map((row, offset) => (
                    <RowView
                        key={`${row.kind} ${row.id}`}
                        row={row}
                        index={first + offset}
                        top={(first + offset) * kRow}
                        active={first + offset === chosen}
                        fiscal_year={year.fiscal_year}
                        choose={choose}
                        move={move ? lasting_move : undefined}
                    />
                ))}
            </div>
        </div>
    );
}

function Details({ row, year, plan, move, close }: { row: Row & { kind: 'step' }; year: YearOverview; plan: PlanSummary; move?: (row: Row, months: string[]) => void; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { language } = useSettings();
    const { step, schedule } = row;
    const owners = schedule.owners.map((id) => year.organisations.find((item) => item.id === id)?.name ?? id);
    const shift = (edge: Edge, by: number) => move?.(row, moveMonths(step.months, edge, by, year.fiscal_year));
    return (
        <SideDrawer title={step.name} data close={close}>
            <p>
                <StateMark state={step.state} />
                {step.days_late > 0 && <span> · {t('timeline.days_late', { days: format.digits(step.days_late) })}</span>}
                {step.not_reported && <span> · <StateMark state="not_reported" /></span>}
                {step.approval_missing && <span> · ▲ {t('timeline.approval_missing')}</span>}
            </p>
            <dl className="drawer-facts">
                <div><dt>{t('timeline.schedule')}</dt><dd lang="th">{schedule.title}</dd></div>
                <div><dt>{t('timeline.owner')}</dt><dd lang="th">{owners.join(' / ')}</dd></div>
                <div><dt>{t('field.months')}</dt><dd>{step.months.map((month) => format.month(month)).join(', ') || t('schedule.no_months')}</dd></div>
                <div><dt>{t('field.weight')}</dt><dd>{step.weight === null ? t('plan.not_set') : format.digits(step.weight)}</dd></div>
                <div><dt>{t('timeline.done_planned')}</dt><dd>{format.digits(step.actual)} / {format.digits(step.planned)}</dd></div>
                <div><dt>{t('timeline.reported_on')}</dt><dd>{step.reported_on ? format.date(step.reported_on) : t('timeline.never_reported')}</dd></div>
            </dl>
            <div className="drawer-bars">
                <div className="months" aria-hidden="true">{fiscalMonths.map((month) => <span key={month}>{monthName(month, language)}</span>)}</div>
                <Bars months={step.months} actual={step.actual} state={step.state} fiscal_year={year.fiscal_year} />
            </div>
            {move && (
                <div className="actions" role="group" aria-label={t('timeline.move')}>
                    <button type="button" className="simple" onClick={() => shift('whole', -1)}>← {t('timeline.earlier')}</button>
                    <button type="button" className="simple" onClick={() => shift('whole', 1)}>{t('timeline.later')} →</button>
                    <button type="button" className="simple" onClick={() => shift('end', 1)}>+ {t('timeline.longer')}</button>
                    <button type="button" className="simple" onClick={() => shift('end', -1)}>− {t('timeline.shorter')}</button>
                </div>
            )}
            <p>
                <Link to={`/progress?text=${encodeURIComponent(step.name)}`}>{t('timeline.report')}</Link>
                {' · '}
                <Link to={`/plans/${encodeURIComponent(plan.id)}?element=${encodeURIComponent(schedule.id)}`}>{t('timeline.in_plan')}</Link>
            </p>
            <Elsewhere agency={plan.agency} plan={plan.id} subject={{ kind: 'element', id: step.id }} />
        </SideDrawer>
    );
}

function Timeline({ year, plan }: { year: YearOverview; plan: PlanSummary }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [filter, set, clear] = useFilter();
    const [folded, setFolded] = useState<ReadonlySet<Id>>(new Set());
    const [opened, setOpened] = useState<Id | null>(null);
    const rows = useMemo(() => timelineRows(year.schedules, filter, folded), [year.schedules, filter.owner, filter.project, filter.state, filter.text, folded]); // eslint-disable-line react-hooks/exhaustive-deps
    const moving = useMoving(plan.id, year.fiscal_year);
    const may = useMay(plan.agency);
    const [day] = useAsOf();
    const back = day !== null;
    const editable = may('plan.edit') && !back;
    const [asked, setAsked] = useState<Asked | null>(null);
    // Who moves a step sees first what it does to the score.
    const move = editable ? (row: Row, months: string[]) => { if (row.kind === 'step' && months.join() !== row.step.months.join()) setAsked({ schedule: row.schedule, step: row.step, months }); } : undefined;
    const shown = rows.find((row): row is Row & { kind: 'step' } => row.kind === 'step' && row.id === opened);
    const toggle = (schedule: Id) =>
        setFolded((old) => {
            const next = new Set(old);
            if (!next.delete(schedule)) next.add(schedule);
            return next;
        });
    const all_folded = year.schedules.length > 0 && folded.size >= year.schedules.length;
    return (
        <>
            <p className="tl-counts">
                {t('timeline.lead', { steps: format.digits(year.counts.steps), done: format.digits(year.counts.done), late: format.digits(year.counts.late), not_reported: format.digits(year.counts.not_reported) })}
            </p>
            <div className="timeline-tools">
                <Filters year={year} filter={filter} set={set} />
                <button type="button" className="simple" onClick={() => setFolded(all_folded ? new Set() : new Set(year.schedules.map((schedule) => schedule.id)))}>
                    {t(all_folded ? 'timeline.unfold_all' : 'timeline.fold_all')}
                </button>
                <button type="button" className="simple" onClick={() => window.print()}>{t('timeline.print')}</button>
                <ExportMenu plan={plan.id} filter={filter} day={day} />
            </div>
            {moving.error !== null && <Trouble error={moving.error} />}
            {year.schedules.length === 0 ? (
                <Empty title={t('timeline.empty')}>
                    <p>{t('timeline.empty_why')} <Link to={`/plans/${encodeURIComponent(plan.id)}`}>{t('year.to_plan')}</Link></p>
                </Empty>
            ) : rows.length === 0 ? (
                <NoneFit title={t('timeline.none_filtered')} clear={clear} />
            ) : (
                <Grid year={year} rows={rows} toggle={toggle} open={(row) => setOpened(row.id)} move={move} undo={moving.undo} />
            )}
            <p className="quiet tl-legend" id="tl-keys">
                <span className="tl-key plan" aria-hidden="true" /> {t('timeline.plan_bar')} <span className="tl-key actual" aria-hidden="true" /> {t('timeline.actual_bar')} · {t(editable ? 'timeline.keys_edit' : 'timeline.keys')}
            </p>
            <div role="status" className={moving.last ? 'toast' : 'toast hidden'}>
                {moving.last && (
                    <>
                        <span>
                            ✓ {t('timeline.moved')} {format.month(moving.last.after[0] ?? '')} – {format.month(moving.last.after.at(-1) ?? '')}
                        </span>
                        <button type="button" className="simple" onClick={moving.undo}>{t('plan.undo')}</button>
                    </>
                )}
            </div>
            {asked && (
                <ConfirmMove
                    asked={asked}
                    plan={plan.id}
                    year={year}
                    yes={() => {
                        moving.move(asked.step.id, asked.step.name, asked.step.months, asked.months);
                        setAsked(null);
                    }}
                    no={() => setAsked(null)}
                />
            )}
            {shown && <Details row={shown} year={year} plan={plan} move={move} close={() => setOpened(null)} />}
        </>
    );
}

export default function TimelinePage() {
    return (
        <YearPage title="place.steps" help="help.timeline" wide>
            {(year, plan) => <Timeline year={year} plan={plan} />}
        </YearPage>
    );
}
