// The score sheet, and where each number comes from, down to the facts.
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { SideDrawer } from '../../components/drawer';
import { Loading, Trouble } from '../../components/page';
import { readable, toDraw } from '../../lib/exact';
import { usePlan } from '../../lib/queries';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import { query_th } from '../../lib/texts_query';
import type { TextKey } from '../../lib/texts_th';
import type { PlanSummary } from '../../lib/types';
import { useQueryNames, type QueryNames } from '../../lib/use_query_names';
import { useAsOf, useDerivation, type DerivedIndicator, type YearIndicator, type YearOverview } from '../../lib/year';
import { YearPage } from '../../components/year_page';
import { DerivedQueries } from './derived_queries';
import { Judgements } from './judge';
import { UnderCriteria } from './under_criteria';
import { WhatIfDrawer } from './what_if_drawer';

const ruleKey = (rule: string): TextKey | null => (`rule.${rule}` in query_th ? (`rule.${rule}` as TextKey) : null);

function outcomeOf(t: (key: TextKey, values?: Record<string, string>) => string, format: ReturnType<typeof useFormat>, indicator: YearIndicator): string {
    const value = format.digits(indicator.value ?? '–');
    switch (indicator.outcome) {
        case 'level_reached':
            return t('scores.level', { level: format.digits(indicator.level ?? '–') });
        case 'below_lowest':
            return t('scores.below_lowest');
        case 'exists':
            return t('scores.exists');
        case 'panel':
            return t('scores.panel', { value });
        case 'sub_indicators':
            return t('scores.sub_indicators');
        case 'not_applicable':
            return t('scores.not_applicable');
        case 'not_known':
            return `○ ${t('scores.not_known')}`;
        default:
            return t('scores.value', { value });
    }
}

function Sheet({ year, open }: { year: YearOverview; open: (id: string) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <div className="table-scroll">
            <table className="score-sheet">
                <caption className="hidden">{t('scores.sheet')}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t('scores.indicator')}</th>
                        <th scope="col" className="number">{t('scores.weight')}</th>
                        <th scope="col">{t('scores.result')}</th>
                        <th scope="col" className="number">{t('scores.last_month')}</th>
                        <th scope="col" className="number">{t('scores.score')}</th>
                    </tr>
                </thead>
                {year.components.map((component) => (
                    <tbody key={component.number}>
                        <tr className="component">
                            <th scope="rowgroup">
                                {t('scores.component', { number: format.digits(component.number) })} <span lang="th">{component.name}</span>
                            </th>
                            <td className="number">{format.points(component.weight)}</td>
                            <td />
                            <td />
                            <td className="number">{format.points(component.score)}</td>
                        </tr>
                        {year.indicators
                            .filter((indicator) => indicator.component === component.number)
                            .map((indicator) => (
                                <tr key={indicator.id} className={indicator.parent ? 'sub' : undefined}>
                                    <th scope="row">
                                        <button type="button" className="derived" lang="th" onClick={() => open(indicator.id)}>
                                            {indicator.number ? `${format.digits(indicator.number)} ` : ''}
                                            {indicator.name}
                                        </button>
                                    </th>
                                    <td className="number">{indicator.weight === null ? '' : format.points(indicator.weight)}</td>
                                    <td>{outcomeOf(t, format, indicator)}</td>
                                    <td className="number">{indicator.score_last_month === null ? '–' : format.points(indicator.score_last_month)}</td>
                                    <td className="number">
                                        {indicator.score === null ? '–' : (
                                            <button type="button" className="derived" onClick={() => open(indicator.id)}>
                                                {format.points(indicator.score)}
                                            </button>
                                        )}
                                    </td>
                                </tr>
                            ))}
                    </tbody>
                ))}
                <tfoot>
                    <tr>
                        <th scope="row">{t('scores.total')}</th>
                        <td className="number">{format.points(year.total.weight)}</td>
                        <td />
                        <td className="number">{year.total_last_month ? format.points(year.total_last_month.score) : '–'}</td>
                        <td className="number">{format.points(year.total.score)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    );
}

/** Five rungs, the highest on top; the one that is reached is filled, the next one says what is missing. */
function Rungs({ indicator, names, queries, fileable }: { indicator: DerivedIndicator; names: Map<string, string>; queries: QueryNames; fileable: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const reached = indicator.level_reached ?? 0;
    const rungs = [...(indicator.levels ?? [])].sort((a, b) => b.level - a.level);
    if (rungs.length === 0) return null;
    return (
        <>
            <h3>{t('scores.levels')}</h3>
            <ol className="rungs plain" reversed>
                {rungs.map((rung) => (
                    <li key={rung.level} className={rung.level === reached ? 'reached' : rung.level === reached + 1 ? 'next' : rung.level < reached ? 'below' : undefined}>
                        <p>
                            <strong>{t('scores.level', { level: format.digits(rung.level) })}</strong> · {t('scores.percent_of_weight', { percent: format.digits(String(rung.percent_of_weight)) })}
                            {rung.level === reached && ` · ✓ ${t('scores.reached')}`}
                        </p>
                        <ul className="plain">
                            {(rung.thresholds ?? []).map((threshold) => (
                                <li key={`${threshold.of} ${threshold.at_least ?? ''} ${threshold.at_most ?? ''}`}>
                                    <span aria-hidden="true">{threshold.met ? '✓' : '○'} </span>
                                    <span title={threshold.of}>{queries.of(indicator.id, threshold.of)}</span>: {format.digits(readable(threshold.value) || '–')}{' '}
                                    {threshold.at_least !== undefined && t('scores.at_least', { value: format.digits(String(threshold.at_least)) })}
                                    {threshold.at_most !== undefined && t('scores.at_most', { value: format.digits(String(threshold.at_most)) })}
                                </li>
                            ))}
                            {(rung.evidence ?? []).map((item) => (
                                <li key={item.evidence}>
                                    <span aria-hidden="true">{item.met ? '✓' : '○'} </span>
                                    <span lang="th">{names.get(item.evidence) ?? item.evidence}</span>
                                    {!item.met && ` · ${t('scores.evidence_missing')}`}
                                    {!item.met && fileable && (
                                        <>
                                            {' · '}
                                            <Link to={`/documents?book=self_assessment&file=${encodeURIComponent(item.evidence)}&level=${rung.level}`}>{t('file.missing')}</Link>
                                        </>
                                    )}
                                </li>
                            ))}
                        </ul>
                    </li>
                ))}
            </ol>
        </>
    );
}

function Derivation({ plan, year, id, close }: { plan: PlanSummary; year: YearOverview; id: string; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [day] = useAsOf();
    const derivation = useDerivation(plan.id, day);
    const may = useMay(plan.agency);
    const queries = useQueryNames(plan.id);
    const shown = year.indicators.find((item) => item.id === id);
    const indicator = derivation.data?.indicators.find((item) => item.id === id);
    const view = usePlan(plan.id, day);
    const all = (view.data?.content.indicators ?? []).flatMap((item) => [item, ...(item.sub_indicators ?? [])]);
    const names = new Map(all.flatMap((item) => (item.evidence ?? []).map((evidence) => [evidence.id, evidence.text] as const)));
    return (
        <SideDrawer title={shown?.name ?? id} data close={close}>
            {derivation.isLoading && <Loading />}
            {derivation.isError && <Trouble error={derivation.error} retry={() => void derivation.refetch()} />}
            {indicator && shown && (
                <div className="derivation">
                    <p className="derivation-sum">
                        {shown.weight !== null && shown.score !== null
                            ? t('scores.sum', { weight: format.points(shown.weight), percent: format.points(shown.percent ?? '–'), score: format.points(shown.score) })
                            : outcomeOf(t, format, shown)}
                    </p>
                    {ruleKey(indicator.rule) && <p className="quiet">{t('rule.is', { rule: t(ruleKey(indicator.rule) ?? 'rule.levels') })}</p>}
                    <progress max={toDraw(shown.weight) || 1} value={toDraw(shown.score)} aria-label={t('scores.score')} />
                    <Rungs indicator={indicator} names={names} queries={queries} fileable={day === null && may('evidence.add')} />
                    <DerivedQueries plan={plan.id} content={view.data?.content} day={day} indicator={indicator} queries={queries} />
                    {!shown.parent && <Judgements plan={plan} indicator={indicator} day={day ?? year.as_of} fixed={day !== null} />}
                    <p className="quiet">
                        <a href={`/api/v1/plans/${encodeURIComponent(plan.id)}/score${day ? `?as_of=${encodeURIComponent(day)}` : ''}`} target="_blank" rel="noreferrer">
                            {t('scores.whole')}
                        </a>
                    </p>
                </div>
            )}
        </SideDrawer>
    );
}

export default function ScoresPage() {
    const { t } = useTranslation();
    const [search, setSearch] = useSearchParams();
    const id = search.get('indicator');
    const put = (name: string, value: string | null) =>
        setSearch((old) => {
            const changed = new URLSearchParams(old);
            if (value === null) changed.delete(name);
            else changed.set(name, value);
            return changed;
        });
    const open = (indicator: string | null) => put('indicator', indicator);
    const trying = search.get('try') === '1';
    const criteria = search.get('criteria');
    const actions = (
        <>
            <button type="button" className="simple" aria-pressed={criteria !== null} onClick={() => put('criteria', criteria === null ? '' : null)}>{t('under.open')}</button>
            <button type="button" className="simple" onClick={() => put('try', '1')}>{t('whatif.open')}</button>
        </>
    );
    return (
        <YearPage title="place.scores" help="help.scores" wide actions={actions}>
            {(year, plan) => (
                <>
                    {criteria !== null && <UnderCriteria plan={plan} criteria={criteria} choose={(other) => put('criteria', other)} close={() => put('criteria', null)} />}
                    <Sheet year={year} open={open} />
                    {trying && <WhatIfDrawer plan={plan} year={year} close={() => put('try', null)} />}
                    {id && <Derivation plan={plan} year={year} id={id} close={() => open(null)} />}
                </>
            )}
        </YearPage>
    );
}
