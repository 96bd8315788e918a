// This year's facts under another year's criteria: both scores side by side, with what has no counterpart and why.
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty, Loading, Trouble } from '../../components/page';
import { request } from '../../lib/api';
import { usePlanTitle, withYear } from '../../lib/plan_title';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary, Texts } from '../../lib/types';
import { useAsOf, useYearPlan, yearKeys } from '../../lib/year';

interface Grade {
    number: string;
    name: string;
    weight: string | null;
    score: string | null;
    percent: string;
    level: number | null;
    outcome: string;
}

interface Scheme {
    id: Id;
    known: boolean;
}

interface Row {
    indicator: Id | null;
    other: Id | null;
    is_sub: boolean;
    found_by: 'continues' | 'name' | null;
    own: Grade | null;
    under: Grade | null;
    difference: string | null;
    notes: { code: string; about: string; text: Texts }[];
}

interface ScoresUnder {
    fiscal_year: number;
    scheme: Scheme;
    criteria: { plan: Id; fiscal_year: number; scheme: Scheme };
    own: { score: string; weight: string };
    under: { score: string; weight: string };
    difference: string;
    indicators: Row[];
}

const path = encodeURIComponent;

function GradeCell({ grade }: { grade: Grade | null }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (!grade) return <td className="number quiet">○ {t('under.none')}</td>;
    return (
        <td className="number">
            {grade.score === null ? '–' : grade.weight === null ? format.points(grade.score) : t('under.of', { score: format.points(grade.score), weight: format.points(grade.weight) })}
            {grade.level !== null && <p className="quiet">{t('scores.level', { level: format.digits(grade.level) })}</p>}
        </td>
    );
}

function Compared({ scores }: { scores: ScoresUnder }) {
    const { t } = useTranslation();
    const format = useFormat();
    const other = format.digits(scores.criteria.fiscal_year);
    const known = [scores.scheme, scores.criteria.scheme].filter((scheme) => !scheme.known);
    return (
        <>
            {known.map((scheme) => <p key={scheme.id} className="warning-note">▲ {t('under.no_scheme', { scheme: scheme.id })}</p>)}
            <div className="scroll-x" tabIndex={0} role="region" aria-label={t('under.table')}>
                <table className="data-table under-criteria">
                    <thead>
                        <tr>
                            <th scope="col">{t('under.indicator')}</th>
                            <th scope="col" className="number">{t('under.own', { year: format.digits(scores.fiscal_year) })}</th>
                            <th scope="col" className="number">{t('under.other', { year: other })}</th>
                            <th scope="col" className="number">{t('under.difference')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {scores.indicators.map((row) => {
                            const shown = row.own ?? row.under;
                            return (
                                <tr key={`${row.indicator ?? ''} ${row.other ?? ''}`} className={row.is_sub ? 'sub' : undefined}>
                                    <th scope="row">
                                        <span lang="th">{shown?.number ? `${format.digits(shown.number)} ` : ''}{shown?.name}</span>
                                        {row.own && row.under && row.own.name !== row.under.name && <p className="quiet">{t('under.named', { year: other })} <span lang="th">{row.under.name}</span></p>}
                                        {row.found_by === 'name' && <p className="quiet">{t('under.by_name')}</p>}
                                        {row.notes.map((note) => <p key={`${note.code} ${note.about}`} className="warning-note">▲ {format.digits(format.text(note.text))}</p>)}
                                    </th>
                                    <GradeCell grade={row.own} />
                                    <GradeCell grade={row.under} />
                                    <td className="number">{row.difference === null ? '–' : format.gain(row.difference)}</td>
                                </tr>
                            );
                        })}
                    </tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{t('under.total')}</th>
                            {[scores.own, scores.under].map((total, index) => (
                                <td key={index} className="number">{t('under.of', { score: format.points(total.score), weight: format.points(total.weight) })}</td>
                            ))}
                            <td className="number">{format.gain(scores.difference)}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </>
    );
}

/** `criteria` is the plan whose criteria they are; empty: not chosen yet. */
export function UnderCriteria({ plan, criteria, choose, close }: { plan: PlanSummary; criteria: Id; choose: (plan: Id) => void; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const titleOf = usePlanTitle();
    const [day] = useAsOf();
    const others = useYearPlan().plans.filter((item) => item.id !== plan.id);
    // Only plans of one year and name need their ids to be told apart.
    const isAlone = (one: PlanSummary) => others.every((other) => other.id === one.id || other.fiscal_year !== one.fiscal_year || titleOf(other.title).text !== titleOf(one.title).text);
    const scores = useQuery({
        queryKey: [...yearKeys.score(plan.id, day), 'under', criteria],
        queryFn: () => request<ScoresUnder>(`/plans/${path(plan.id)}/score-under?criteria=${path(criteria)}${day ? `&as_of=${path(day)}` : ''}`),
        enabled: criteria !== '',
    });
    return (
        <section className="part under" aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{t('under.title')}</h2>
            <p className="quiet">{t('under.lead')}</p>
            {others.length === 0 ? (
                <Empty title={t('under.no_other')}>
                    <p>{t('under.no_other_why')} <Link to="/plans">{t('under.go_plans')}</Link></p>
                </Empty>
            ) : (
                <div className="field-box">
                    <label htmlFor={id}>{t('under.choose')}</label>
                    <select id={id} className="boxed" value={criteria} onChange={(event) => choose(event.target.value)}>
                        <option value="">{t('under.none_chosen')}</option>
                        {others.map((item) => (
                            <option key={item.id} value={item.id} lang={titleOf(item.title).lang}>
                                {withYear(titleOf(item.title).text, item.fiscal_year, format.digits(item.fiscal_year))}{isAlone(item) ? '' : ` ${item.id}`}
                            </option>
                        ))}
                    </select>
                </div>
            )}
            {scores.isLoading && <Loading />}
            {scores.isError && <Trouble error={scores.error} retry={() => void scores.refetch()} />}
            {!scores.isError && scores.data && <Compared scores={scores.data} />}
            <p><button type="button" className="simple" onClick={close}>{t('under.close')}</button></p>
        </section>
    );
}
