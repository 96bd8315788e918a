// Home: how the year stands and what is to be done; before there is a plan, how to begin.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { Loading, Page, Trouble } from '../../components/page';
import { PlanPicker } from '../../components/year_page';
import { useAgency } from '../../lib/agency';
import { difference } from '../../lib/exact';
import { useMay, useMe } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary } from '../../lib/types';
import { lookAgain } from '../../lib/visits';
import { useAsOf, useYearPlan, type YearOverview } from '../../lib/year';
import { FirstSteps } from './first_steps';
import { ImportPanel } from './import_panel';
import { BestNext, LikelyScore } from './outlook';
import { useHome, type HomeView } from './requests';
import { Changes, Late, Mine } from './tasks_view';
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
                    {format.points(year.total.score)} <span className="quiet">{t('home.tile_score_of', { weight: format.points(year.total.weight) })}</span>
                </p>
                {change !== null && <p className="quiet">{t('home.tile_score_change', { change: format.gain(change) })}</p>}
                <LikelyScore year={year} plan={plan} />
            </li>
            <li className="tile">
                <Link to="/budget">{t('home.tile_money')}</Link>
                <p className="tile-value">{money.rate === null ? '–' : t('home.percent', { percent: format.digits(money.rate) })}</p>
                <p className="quiet">{t('home.tile_money_of', { disbursed: format.money(money.disbursed), budget: format.money(money.after_transfer) })}</p>
            </li>
            <li className={counts.late > 0 ? 'tile bad' : 'tile'}>
                <Link to="/steps?state=late">{t('home.tile_late')}</Link>
                <p className="tile-value">{t(counts.late === 1 ? 'home.one_step' : 'home.steps', { n: format.digits(counts.late) })}</p>
                <p className="quiet">{t('home.tile_done', { done: format.digits(counts.done), steps: format.digits(counts.steps) })}</p>
            </li>
            <li className={counts.not_reported > 0 ? 'tile warned' : 'tile'}>
                <Link to="/progress">{t('home.tile_not_reported')}</Link>
                <p className="tile-value">{t(counts.not_reported === 1 ? 'home.one_step' : 'home.steps', { n: format.digits(counts.not_reported) })}</p>
                <p className="quiet">{t('home.tile_month', { month: format.month(year.as_of.slice(0, 7)) })}</p>
            </li>
        </ul>
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

/** The director's: the year first. */
function YearFirst({ home, plan }: { home: HomeView; plan: Id }) {
    const { year } = home;
    return (
        <>
            <Tiles year={year} plan={plan} />
            <div className="home-columns by-year">
                <div className="home-side">
                    <Waterfall year={year} />
                    <Upcoming year={year} />
                    <Late home={home} />
                </div>
                <div className="home-side">
                    <BestNext year={year} plan={plan} />
                    <Mine home={home} plan={plan} />
                    <Changes home={home} plan={plan} />
                </div>
            </div>
        </>
    );
}

/** Everybody else's: their own work first. */
function WorkFirst({ home, plan }: { home: HomeView; plan: Id }) {
    const { year } = home;
    return (
        <>
            <div className="home-halves">
                <Mine home={home} plan={plan} />
                <Late home={home} />
            </div>
            <Tiles year={year} plan={plan} />
            <div className="home-columns">
                <div className="home-side">
                    <Waterfall year={year} />
                    <BestNext year={year} plan={plan} />
                </div>
                <div className="home-side">
                    <Upcoming year={year} />
                    <Changes home={home} plan={plan} />
                </div>
            </div>
        </>
    );
}

function Loaded({ plan }: { plan: PlanSummary }) {
    const me = useMe();
    const [day] = useAsOf();
    const account = me?.id ?? '';
    const since = useMemo(() => lookAgain(account, plan.id), [account, plan.id]);
    const home = useHome(plan.id, day, since);
    if (home.isLoading) return <Loading />;
    if (home.isError) return <Trouble error={home.error} retry={() => void home.refetch()} />;
    if (!home.data) return null;
    const directs = me?.duties.some((duty) => duty.agency === plan.agency && (duty.role === 'director' || duty.role === 'executive'));
    return (
        <>
            <FirstSteps people={home.data.system?.people} />
            {directs ? <YearFirst home={home.data} plan={plan.id} /> : <WorkFirst home={home.data} plan={plan.id} />}
        </>
    );
}

export default function HomePage() {
    const { t } = useTranslation();
    const { plan, plans, isLoading, error, retry } = useYearPlan();
    // Who has no plans to see, but requests of their own, begins with those.
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    if (agency && !may('plan.read') && may('workflow.read')) return <Navigate to="/approvals" replace />;
    if (isLoading) return <Page title={t('home.title')}><Loading /></Page>;
    if (error) return <Page title={t('home.title')}><Trouble error={error} retry={retry} /></Page>;
    return (
        <Page title={t('home.title')} help="help.home" lead={plan && <PlanPicker plan={plan} plans={plans} />}>
            {plan ? (
                <Loaded key={plan.id} plan={plan} />
            ) : (
                <>
                    <FirstSteps />
                    <ImportPanel first />
                </>
            )}
        </Page>
    );
}
