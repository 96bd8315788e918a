// What the year is likely to end with, and what would raise it most for the effort: both from the server.
import { useTranslation } from 'react-i18next';
import { Trouble } from '../../components/page';
import { readable, toDraw } from '../../lib/exact';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { useAsOf, useOutlook, type Action, type YearOverview } from '../../lib/year';
import './outlook.css';

/** The likely range as a whisker under the score now; nothing when the year is over. */
export function LikelyScore({ year, plan }: { year: YearOverview; plan: Id }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [day] = useAsOf();
    const { data } = useOutlook(plan, day);
    const total = data?.forecast?.total;
    if (!total) return null;
    const whole = toDraw(year.total.weight) || 100;
    const at = (text: string) => (toDraw(text) / whole) * 100;
    const [low, high] = [format.points(total.low), format.points(total.high)];
    return (
        <>
            <svg className="whisker" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                <line x1={0} x2={100} y1={6} y2={6} className="track" />
                <line x1={at(total.low)} x2={Math.max(at(total.high), at(total.low) + 1)} y1={6} y2={6} className="range" />
                <line x1={at(total.middle)} x2={at(total.middle)} y1={0} y2={12} className="middle" />
                <line x1={at(year.total.score)} x2={at(year.total.score)} y1={2} y2={10} className="now" />
            </svg>
            <p className="quiet">{t(low === high ? 'home.likely_one' : 'home.likely', { low, high })}</p>
        </>
    );
}

function ActionText({ action, year }: { action: Action; year: YearOverview }) {
    const { t } = useTranslation();
    const format = useFormat();
    const step = year.schedules.flatMap((schedule) => schedule.steps).find((item) => item.id === action.element);
    const project = year.projects.find((item) => item.id === action.element);
    const amount = action.amount === undefined ? '' : action.kind === 'spend' ? format.money(action.amount) : format.digits(readable(action.amount));
    const name = step?.name ?? project?.name;
    return (
        <>
            {t(`action.${action.kind}`, { amount })}
            {name && <span lang="th"> {name}</span>}
        </>
    );
}

const kShown = 5;
const kActions = 3;

/** The suggestions that are worth most together come first. */
export function BestNext({ year, plan }: { year: YearOverview; plan: Id }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [day] = useAsOf();
    const outlook = useOutlook(plan, day);
    if (outlook.isError) return <Trouble error={outlook.error} retry={() => void outlook.refetch()} />;
    if (outlook.isLoading) return <p className="quiet" role="status">◷ {t('home.reckoning')}</p>;
    const suggestions = outlook.data?.advice?.suggestions ?? [];
    const shown = [...suggestions].sort((a, b) => Number(b.chosen) - Number(a.chosen)).slice(0, kShown);
    if (shown.length === 0) return null;
    const names = new Map(year.organisations.map((item) => [item.id, item.name]));
    return (
        <section className="part" aria-labelledby="best-next">
            <h2 id="best-next">{t('home.best_next')}</h2>
            <ol className="plain best-next">
                {shown.map((suggestion) => {
                    const indicator = year.indicators.find((item) => item.id === suggestion.indicator);
                    const owners = [...new Set(suggestion.actions.flatMap((action) => action.owner ?? []))].map((owner) => names.get(owner) ?? owner);
                    const more = suggestion.actions.length - kActions;
                    return (
                        <li key={`${suggestion.indicator} ${suggestion.level ?? ''} ${suggestion.gain} ${suggestion.days}`}>
                            <p className="gain">{format.gain(suggestion.gain)}</p>
                            <div>
                                <ul className="plain">
                                    {suggestion.actions.slice(0, kActions).map((action, index) => (
                                        <li key={`${action.kind} ${action.element ?? index}`}><ActionText action={action} year={year} /></li>
                                    ))}
                                    {more > 0 && <li className="quiet">{t('home.and_more_actions', { n: format.digits(more) })}</li>}
                                </ul>
                                <p className="quiet">
                                    {t('home.effort', { days: format.digits(suggestion.days) })}
                                    {owners.length > 0 && <> · <span lang="th">{owners.join(' / ')}</span></>}
                                    {indicator && <> · {t('home.of_indicator')} <span lang="th">{format.digits(indicator.number)} {indicator.number === '' ? indicator.name : ''}</span></>}
                                </p>
                            </div>
                        </li>
                    );
                })}
            </ol>
        </section>
    );
}
