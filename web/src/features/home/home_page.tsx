// Home: how the year stands and what is to be done; before there is a plan, how to begin.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { difference } from '../../lib/exact';
import { useFormat } from '../../lib/settings';
import type { YearOverview } from '../../lib/year';
import { StateMark } from '../../components/state_mark';
import { YearPage } from '../../components/year_page';
import { FirstSteps } from './first_steps';
import { ImportPanel } from './import_panel';
import { BestNext, LikelyScore } from './outlook';
import { Waterfall } from './waterfall';

function Tiles({ year, plan }: { year: YearOverview; plan: string }) {
    const { t } = useTranslation();
    const format = useFormat();
    const change = difference(year.total.score, year.total_last_month?.score);
    const { counts, money } = year;
    return (
        <ul className="tiles plain">
            <li className="tile">
                <Link to="/scores">{t('home.tile_score')}</Link>
                <p className="tile-value">
                    {format.digits(year.total.score)} <span className="quiet">{t('home.tile_score_of', { weight: format.digits(year.total.weight) })}</span>
                </p>
                {change !== null && <p className="quiet">{t('home.tile_score_change', { change: format.digits(change.startsWith('-') ? `−${change.slice(1)}` : `+${change}`) })}</p>}
                <LikelyScore year={year} plan={plan} />
            </li>
            <li className="tile">
                <Link to="/budget">{t('home.tile_money')}</Link>
                <p className="tile-value">{money.rate === null ? '–' : t('home.percent', { percent: format.digits(money.rate) })}</p>
                <p className="quiet">{t('home.tile_money_of', { disbursed: format.money(money.disbursed), budget: format.money(money.after_transfer) })}</p>
            </li>
            <li className={counts.late > 0 ? 'tile bad' : 'tile'}>
                <Link to="/steps?state=late">{t('home.tile_late')}</Link>
                <p className="tile-value">{t('home.steps', { n: format.digits(counts.late) })}</p>
                <p className="quiet">{t('home.tile_done', { done: format.digits(counts.done), steps: format.digits(counts.steps) })}</p>
            </li>
            <li className={counts.not_reported > 0 ? 'tile warned' : 'tile'}>
                <Link to="/progress">{t('home.tile_not_reported')}</Link>
                <p className="tile-value">{t('home.steps', { n: format.digits(counts.not_reported) })}</p>
                <p className="quiet">{t('home.tile_month', { month: format.month(year.as_of.slice(0, 7)) })}</p>
            </li>
        </ul>
    );
}

/** Late ones first, then those that nobody has reported this month. */
function ToDo({ year }: { year: YearOverview }) {
    const { t } = useTranslation();
    const format = useFormat();
    const names = new Map(year.organisations.map((item) => [item.id, item.name]));
    const open = year.schedules.flatMap((schedule) => schedule.steps.filter((step) => step.state === 'late' || step.not_reported).map((step) => ({ schedule, step })));
    open.sort((a, b) => b.step.days_late - a.step.days_late);
    return (
        <section className="part" aria-labelledby="to-do">
            <h2 id="to-do">{t('home.to_do')}</h2>
            {open.length === 0 ? (
                <p className="quiet">✓ {t('home.nothing_to_do')}</p>
            ) : (
                <ul className="to-do plain">
                    {open.slice(0, 12).map(({ schedule, step }) => (
                        <li key={step.id}>
                            <p lang="th">{step.name}</p>
                            <p className="quiet">
                                <StateMark state={step.state} />
                                {step.days_late > 0 && ` ${t('home.days_late', { days: format.digits(step.days_late) })}`}
                                {step.not_reported && ` · ○ ${t('home.not_reported')}`} · <span lang="th">{schedule.owners.map((owner) => names.get(owner) ?? owner).join(', ')}</span>
                            </p>
                        </li>
                    ))}
                    {open.length > 12 && <li className="quiet">{t('home.and_more', { n: format.digits(open.length - 12) })}</li>}
                </ul>
            )}
        </section>
    );
}

function Upcoming({ year }: { year: YearOverview }) {
    const { t } = useTranslation();
    const format = useFormat();
    const days = [...year.upcoming].sort((a, b) => a.day.localeCompare(b.day));
    return (
        <section className="part" aria-labelledby="upcoming">
            <h2 id="upcoming">{t('home.upcoming')}</h2>
            {days.length === 0 ? (
                <p className="quiet">{t('home.nothing_upcoming')}</p>
            ) : (
                <ul className="upcoming plain">
                    {days.slice(0, 10).map((item) => (
                        <li key={item.step}>
                            <span className="upcoming-day" title={format.fullDate(item.day)}>{format.date(item.day)}</span> <span lang="th">{item.name}</span>
                        </li>
                    ))}
                </ul>
            )}
        </section>
    );
}

export default function HomePage() {
    return (
        <YearPage title="home.title" help="help.home" empty={<><FirstSteps /><ImportPanel first /></>}>
            {(year, plan) => (
                <>
                    <FirstSteps />
                    <Tiles year={year} plan={plan.id} />
                    <div className="home-columns">
                        <Waterfall year={year} />
                        <div className="home-side">
                            <BestNext year={year} plan={plan.id} />
                            <ToDo year={year} />
                        </div>
                    </div>
                    <Upcoming year={year} />
                </>
            )}
        </YearPage>
    );
}
