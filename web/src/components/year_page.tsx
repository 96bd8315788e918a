// The frame of the pages about the running year: which plan, as of which day, and what to show before the answer is there.
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty, Loading, Page, Trouble } from './page';
import { usePlanTitle } from '../lib/plan_title';
import { useFormat, useSettings } from '../lib/settings';
import type { TextKey } from '../lib/texts_th';
import type { PlanSummary } from '../lib/types';
import { useAsOf, useYear, useYearPlan, type YearOverview } from '../lib/year';

interface YearPageProps {
    title: TextKey;
    help: TextKey;
    /** Shown where there is no plan yet. */
    empty?: ReactNode;
    actions?: ReactNode;
    wide?: boolean;
    children: (year: YearOverview, plan: PlanSummary) => ReactNode;
}

function PlanPicker({ plan, plans }: { plan: PlanSummary; plans: readonly PlanSummary[] }) {
    const { t } = useTranslation();
    const settings = useSettings();
    const format = useFormat();
    const titleOf = usePlanTitle();
    if (plans.length < 2) {
        const title = titleOf(plan.title);
        return (
            <span>
                <span lang={title.lang}>{title.text}</span> · {t('app.fiscal_year_value', { year: format.digits(plan.fiscal_year) })}
            </span>
        );
    }
    return (
        <label className="plan-picker">
            <span className="hidden">{t('year.plan')}</span>
            <select className="plain-select" value={plan.id} onChange={(event) => settings.set({ plan: event.target.value })}>
                {plans.map((item) => (
                    <option key={item.id} value={item.id} lang={titleOf(item.title).lang}>
                        {titleOf(item.title).text} ({format.digits(item.fiscal_year)}) {item.id}
                    </option>
                ))}
            </select>
        </label>
    );
}

function AsOf({ year }: { year: YearOverview }) {
    const { t } = useTranslation();
    const id = useId();
    const [day, setDay] = useAsOf();
    return (
        <label className="as-of" htmlFor={id}>
            {t('year.as_of')}{' '}
            <input id={id} type="date" min={year.first_day} max={year.last_day} value={day ?? year.as_of} onChange={(event) => setDay(event.target.value || null)} />
        </label>
    );
}

function Turned({ day }: { day: string }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [, setDay] = useAsOf();
    return (
        <p className="turned-back" role="status">
            <span aria-hidden="true">◷ </span>
            {t('year.turned_back', { day: format.fullDate(day) })}{' '}
            <button type="button" className="simple" onClick={() => setDay(null)}>
                {t('year.to_now')}
            </button>
        </p>
    );
}

export function YearPage({ title, help, empty, actions, wide, children }: YearPageProps) {
    const { t } = useTranslation();
    const [day] = useAsOf();
    const { plan, plans, isLoading, error, retry } = useYearPlan();
    const year = useYear(plan?.id, day);
    if (isLoading) return <Page title={t(title)}><Loading /></Page>;
    if (error) return <Page title={t(title)}><Trouble error={error} retry={retry} /></Page>;
    if (!plan) {
        return (
            <Page title={t(title)} help={help}>
                {empty ?? (
                    <Empty title={t('year.no_plan')}>
                        <p>{t('year.no_plan_why')} <Link to="/plans">{t('empty.go_home')}</Link></p>
                    </Empty>
                )}
            </Page>
        );
    }
    return (
        <div className={day ? 'turned' : undefined}>
            <Page title={t(title)} help={help} wide={wide} lead={<PlanPicker plan={plan} plans={plans} />} actions={<>{year.data && <AsOf year={year.data} />}{actions}</>}>
                {day && year.data && <Turned day={year.data.as_of} />}
                {year.isLoading && <Loading />}
                {year.isError && <Trouble error={year.error} retry={() => void year.refetch()} />}
                {year.data && children(year.data, plan)}
            </Page>
        </div>
    );
}
