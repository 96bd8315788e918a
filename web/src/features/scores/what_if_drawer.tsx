// What if: judgements, records and disbursements tried out, the scores before and after, and the way to do it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SideDrawer } from '../../components/drawer';
import { Trouble } from '../../components/page';
import { useAgency } from '../../lib/agency';
import { difference } from '../../lib/exact';
import { parseMoney } from '../../lib/money';
import { usePlan } from '../../lib/queries';
import { useDatasets, type ShortScores } from '../../lib/records';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary } from '../../lib/types';
import { useQueryNames } from '../../lib/use_query_names';
import { useMoney, yearKeys, type YearOverview } from '../../lib/year';
import { askWhatIf, countsOf, recordAssessment, supposedRecords, type SupposedFact, type WhatIf } from '../../lib/what_if';
import './what_if.css';

interface Tried {
    key: number;
    kind: 'assessment' | 'records' | 'spending';
    /** Whose it is: an indicator, a registry, a project. */
    about: string;
    said: string;
    facts: SupposedFact[];
    dataset?: Id;
}

const kKinds = ['assessment', 'records', 'spending'] as const;

function Scores({ plan, answer, year }: { plan: Id; answer: WhatIf; year: YearOverview }) {
    const { t } = useTranslation();
    const format = useFormat();
    const queries = useQueryNames(plan);
    const after = new Map(answer.after.indicators.map((one) => [one.id, one]));
    type One = ShortScores['indicators'][number];
    const rows = answer.before.indicators.flatMap((before) => {
        const then = after.get(before.id);
        const moved = then && (then.score !== before.score || then.level !== before.level || then.percent !== before.percent || Object.entries(then.values).some(([name, value]) => value !== before.values[name]));
        return moved ? [{ before, then }] : [];
    });
    const why = (before: One, then: One) => Object.entries(then.values).filter(([name, value]) => value !== before.values[name]);
    const gain = difference(answer.after.total, answer.before.total) ?? '0';
    return (
        <>
            <p className="whatif-total" role="status">
                {t('whatif.total')} <strong>{format.points(answer.before.total)}</strong> → <strong>{format.points(answer.after.total)}</strong> <span className={gain.startsWith('-') ? 'state-late' : 'state-done'}>{format.gain(gain)}</span>
            </p>
            {rows.length === 0 ? <p className="quiet">{t('whatif.same')}</p> : (
                <div className="scroll-x" tabIndex={0} role="region" aria-label={t('whatif.change')}>
                    <table className="data-table stacked">
                        <thead>
                            <tr>
                                <th scope="col">{t('whatif.indicator')}</th>
                                <th scope="col" className="number">{t('whatif.before')}</th>
                                <th scope="col" className="number">{t('whatif.after')}</th>
                                <th scope="col" className="number">{t('whatif.change')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {rows.map(({ before, then }) => {
                                const indicator = year.indicators.find((one) => one.id === before.id);
                                return (
                                    <tr key={before.id}>
                                        <th scope="row">
                                            <span lang="th">{indicator?.number ? `${format.digits(indicator.number)} ` : ''}{indicator?.name ?? before.id}</span>
                                            {then.level !== before.level && <p className="quiet">{t('whatif.level_from', { before: format.digits(before.level ?? '–'), after: format.digits(then.level ?? '–') })}</p>}
                                            {why(before, then).map(([name, value]) => <p key={name} className="quiet"><span title={name}>{queries.of(before.id, name)}</span>: {format.digits(before.values[name] || '–')} → {format.digits(value || '–')}</p>)}
                                        </th>
                                        <td className="number" data-label={t('whatif.before')}>{format.points(before.score ?? '–')}</td>
                                        <td className="number" data-label={t('whatif.after')}>{format.points(then.score ?? '–')}</td>
                                        <td className="number" data-label={t('whatif.change')}>{format.gain(difference(then.score ?? '0', before.score ?? '0') ?? '–')}</td>
                                    </tr>
                                );
                            })}
                        </tbody>
                    </table>
                </div>
            )}
        </>
    );
}

/** What leads from a trial to the real thing. */
function DoIt({ plan, tried, done }: { plan: Id; tried: Tried; done: () => void }) {
    const { t } = useTranslation();
    const client = useQueryClient();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const id = useId();
    const [open, setOpen] = useState(false);
    const [reason, setReason] = useState('');
    const fact = tried.facts[0];
    const keep = useMutation({
        mutationFn: () => recordAssessment(plan, { element: fact?.element, on: fact?.on, ...fact?.data, reason }),
        onSuccess: async () => {
            await client.invalidateQueries({ queryKey: yearKeys.all(plan) });
            done();
        },
    });
    if (tried.kind === 'records') return may('record.put') ? <Link to={`/data?dataset=${encodeURIComponent(tried.dataset ?? '')}&record=new`}>{t('whatif.do_records')}</Link> : null;
    if (tried.kind === 'spending') return may('posting.add') ? <Link to="/budget">{t('whatif.do_spending')}</Link> : null;
    if (!may(fact?.data.assessed_by === 'self' ? 'assessment.self' : 'assessment.evaluate')) return null;
    if (!open) return <button type="button" className="derived" onClick={() => setOpen(true)}>{t('whatif.do_assessment')}</button>;
    return (
        <form
            className="record-form"
            onSubmit={(event) => {
                event.preventDefault();
                keep.mutate();
            }}
        >
            <div className="field-box">
                <label htmlFor={id}>{t('whatif.reason')}</label>
                <textarea id={id} className="field boxed" rows={2} lang="th" required value={reason} onChange={(event) => setReason(event.target.value)} />
            </div>
            {keep.isError && <Trouble error={keep.error} />}
            <button type="submit" className="simple" disabled={keep.isPending}>{t('whatif.do_assessment')}</button>
        </form>
    );
}

export function WhatIfDrawer({ plan, year, close }: { plan: PlanSummary; year: YearOverview; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const content = usePlan(plan.id);
    const datasets = useDatasets();
    const money = useMoney(plan.id, year.as_of);
    const [kind, setKind] = useState<Tried['kind']>('assessment');
    const [given, setGiven] = useState<Record<string, string>>({ by: 'self', level: '5', count: '1' });
    const [list, setList] = useState<Tried[]>([]);
    const [answer, setAnswer] = useState<WhatIf | null>(null);
    const [failed, setFailed] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [bad, setBad] = useState(false);
    const [recorded, setRecorded] = useState(false);
    const put = (name: string) => (event: { target: { value: string } }) => setGiven({ ...given, [name]: event.target.value });
    const known = datasets.data?.items ?? [];
    const counts = (content.data?.content.indicators ?? []).flatMap((indicator) => countsOf(indicator, known));
    const indicators = year.indicators.filter((indicator) => indicator.score !== null || indicator.weight !== null);
    const nameOf = (indicator: Id) => {
        const found = year.indicators.find((one) => one.id === indicator);
        return found ? `${found.number ? `${format.digits(found.number)} ` : ''}${found.name}` : indicator;
    };
    const on = year.as_of;
    const account = (project: string) => money.data?.accounts.find((one) => one.project === project);

    useEffect(() => {
        if (list.length === 0) {
            setAnswer(null);
            setFailed(null);
            return;
        }
        let current = true;
        setBusy(true);
        askWhatIf(plan.id, on, list.flatMap((one) => one.facts)).then(
            (got) => {
                if (!current) return;
                setAnswer(got);
                setFailed(null);
                setBusy(false);
            },
            (error: unknown) => {
                if (!current) return;
                setAnswer(null);
                setFailed(error);
                setBusy(false);
            },
        );
        return () => {
            current = false;
        };
    }, [list, plan.id, on]);

    const made = (): Omit<Tried, 'key'> | null => {
        if (kind === 'assessment') {
            const indicator = given.indicator ?? indicators[0]?.id;
            if (!indicator) return null;
            const panel = given.by === 'panel';
            const data = { assessed_by: given.by, ...(panel ? { value: given.value ?? '' } : { level: Number(given.level) }) };
            return { kind, about: nameOf(indicator), said: panel ? t('whatif.said_value', { value: format.digits(given.value ?? '') }) : t('whatif.said_level', { level: format.digits(given.level ?? '') }), facts: [{ kind: 'assessment', element: indicator, on, data }] };
        }
        if (kind === 'records') {
            const counted = counts[Number(given.counted ?? 0)];
            const dataset = known.find((one) => one.id === counted?.dataset);
            if (!counted || !dataset) return null;
            const count = Math.min(Math.max(1, Math.trunc(Number(given.count)) || 1), 50);
            return { kind, about: format.text(dataset.title), said: t('whatif.said_records', { n: format.digits(count) }), facts: supposedRecords(counted, dataset, count, on, 1 + list.reduce((sum, one) => sum + one.facts.length, 0)), dataset: dataset.id };
        }
        const amount = parseMoney(given.amount ?? '');
        if (amount === null) return null;
        const project = given.project ?? money.data?.projects[0]?.id ?? '';
        const from = account(project);
        const name = money.data?.projects.find((one) => one.id === project)?.name ?? project;
        return { kind, about: name, said: t('whatif.said_spending', { amount: format.money(amount) }), facts: [{ kind: 'posting', on, data: { posting: 'disbursement', amount, fund: from?.fund ?? money.data?.funds[0]?.id ?? '', category: from?.category ?? money.data?.categories[0]?.id ?? '', fiscal_year: year.fiscal_year, ...(project ? { project } : {}) } }] };
    };
    const submit = (event: FormEvent) => {
        event.preventDefault();
        setRecorded(false);
        const next = made();
        setBad(next === null);
        if (next) setList([...list, { ...next, key: Math.max(0, ...list.map((one) => one.key)) + 1 }]);
    };
    return (
        <SideDrawer title={t('whatif.open')} close={close}>
            <p className="quiet">{t('whatif.lead')}</p>
            <form className="record-form card-box" onSubmit={submit}>
                <div className="field-box">
                    <label htmlFor={`${id}-kind`}>{t('whatif.kind')}</label>
                    <select id={`${id}-kind`} className="boxed" value={kind} onChange={(event) => setKind(event.target.value as Tried['kind'])}>
                        {kKinds.map((one) => <option key={one} value={one}>{t(`whatif.${one}`)}</option>)}
                    </select>
                </div>
                {kind === 'assessment' && (
                    <>
                        <div className="field-box">
                            <label htmlFor={`${id}-indicator`}>{t('whatif.indicator')}</label>
                            <select id={`${id}-indicator`} className="boxed" value={given.indicator ?? indicators[0]?.id} onChange={put('indicator')}>
                                {indicators.map((one) => <option key={one.id} value={one.id} lang="th">{nameOf(one.id)}</option>)}
                            </select>
                        </div>
                        <div className="columns">
                            <div className="field-box">
                                <label htmlFor={`${id}-by`}>{t('whatif.by')}</label>
                                <select id={`${id}-by`} className="boxed" value={given.by} onChange={put('by')}>
                                    {(['self', 'evaluator', 'panel'] as const).map((one) => <option key={one} value={one}>{t(`whatif.by_${one}`)}</option>)}
                                </select>
                            </div>
                            <div className="field-box">
                                <label htmlFor={`${id}-said`}>{t(given.by === 'panel' ? 'whatif.value' : 'whatif.level')}</label>
                                {given.by === 'panel' ? <input id={`${id}-said`} className="field boxed number" inputMode="decimal" required value={given.value ?? ''} onChange={put('value')} /> : <select id={`${id}-said`} className="boxed" value={given.level} onChange={put('level')}>{['5', '4', '3', '2', '1', '0'].map((one) => <option key={one} value={one}>{format.digits(one)}</option>)}</select>}
                            </div>
                        </div>
                    </>
                )}
                {kind === 'records' && (
                    <div className="columns">
                        <div className="field-box">
                            <label htmlFor={`${id}-counted`}>{t('whatif.dataset')}</label>
                            <select id={`${id}-counted`} className="boxed" value={given.counted ?? '0'} onChange={put('counted')}>
                                {counts.map((one, index) => <option key={`${one.indicator} ${one.query} ${one.dataset}`} value={index} lang="th">{format.text(known.find((dataset) => dataset.id === one.dataset)?.title)} · {nameOf(one.indicator).slice(0, 60)} ({one.query})</option>)}
                            </select>
                        </div>
                        <div className="field-box">
                            <label htmlFor={`${id}-count`}>{t('whatif.count')}</label>
                            <input id={`${id}-count`} className="field boxed number" type="number" min={1} max={50} required value={given.count} onChange={put('count')} />
                        </div>
                    </div>
                )}
                {kind === 'spending' && (
                    <div className="columns">
                        <div className="field-box">
                            <label htmlFor={`${id}-project`}>{t('whatif.project')}</label>
                            <select id={`${id}-project`} className="boxed" value={given.project ?? money.data?.projects[0]?.id} onChange={put('project')}>
                                {(money.data?.projects ?? []).map((one) => <option key={one.id} value={one.id} lang="th">{one.name}</option>)}
                            </select>
                        </div>
                        <div className="field-box">
                            <label htmlFor={`${id}-amount`}>{t('whatif.amount')}</label>
                            <input id={`${id}-amount`} className="field boxed number" inputMode="decimal" aria-invalid={bad || undefined} value={given.amount ?? ''} onChange={put('amount')} />
                            {bad && <p className="cell-trouble" role="alert">■ {t('whatif.bad_amount')}</p>}
                        </div>
                    </div>
                )}
                <button type="submit" className="primary">{t('whatif.add')}</button>
            </form>
            {recorded && <p role="status" className="state-done">✓ {t('whatif.recorded')}</p>}
            <h3>{t('whatif.list')}</h3>
            {list.length === 0 && <p className="quiet">{t('whatif.none')}</p>}
            <ul className="plain whatif-list">
                {list.map((one) => (
                    <li key={one.key}>
                        <p>{one.said} <span className="quiet" lang="th">{one.about}</span></p>
                        <div className="choices">
                            <DoIt
                                plan={plan.id}
                                tried={one}
                                done={() => {
                                    setRecorded(true);
                                    setList(list.filter((other) => other.key !== one.key));
                                }}
                            />
                            <button type="button" className="simple" onClick={() => setList(list.filter((other) => other.key !== one.key))}>{t('whatif.remove')}</button>
                        </div>
                    </li>
                ))}
            </ul>
            {busy && <p role="status" className="quiet">◷ {t('whatif.computing')}</p>}
            {failed !== null && <Trouble error={failed} />}
            {answer && list.length > 0 && <Scores plan={plan.id} answer={answer} year={year} />}
        </SideDrawer>
    );
}
