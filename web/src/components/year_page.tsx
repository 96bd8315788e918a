// The frame of the pages about the running year: which plan, as of which day, and what to show before the answer is there.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty, Loading, Page, Trouble } from './page';
import { usePlanTitle, withYear } from '../lib/plan_title';
import { useFormat, useSettings } from '../lib/settings';
import './year.css';
import type { TextKey } from '../lib/texts_th';
import type { PlanSummary } from '../lib/types';
import { useAsOf, useYear, useYearPlan, type YearOverview } from '../lib/year';

interface FrameProps {
    title: TextKey;
    help: TextKey;
    /** Shown where there is no plan yet. */
    empty?: ReactNode;
    actions?: ReactNode;
    wide?: boolean;
}

interface PlanPageProps extends FrameProps {
    children: (plan: PlanSummary) => ReactNode;
}

interface YearPageProps extends FrameProps {
    children: (year: YearOverview, plan: PlanSummary) => ReactNode;
}

export function PlanPicker({ plan, plans }: { plan: PlanSummary; plans: readonly PlanSummary[] }) {
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
    // Only plans of one year and name need their ids to be told apart.
    const isAlone = (one: PlanSummary) => plans.every((other) => other.id === one.id || other.fiscal_year !== one.fiscal_year || titleOf(other.title).text !== titleOf(one.title).text);
    return (
        <label className="plan-picker">
            <span className="hidden">{t('year.plan')}</span>
            <select className="plain-select" value={plan.id} onChange={(event) => settings.set({ plan: event.target.value })}>
                {plans.map((item) => (
                    <option key={item.id} value={item.id} lang={titleOf(item.title).lang}>
                        {withYear(titleOf(item.title).text, item.fiscal_year, format.digits(item.fiscal_year))}{isAlone(item) ? '' : ` ${item.id}`}
                    </option>
                ))}
            </select>
        </label>
    );
}

/** For pages that read what they show of the year by themselves. */
export function PlanPage({ title, help, empty, actions, wide, children }: PlanPageProps) {
    const { t } = useTranslation();
    const { plan, plans, isLoading, error, retry } = useYearPlan();
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
        <Page title={t(title)} help={help} wide={wide} lead={<PlanPicker plan={plan} plans={plans} />} actions={actions}>
            {children(plan)}
        </Page>
    );
}

function OfYear({ plan, children }: { plan: PlanSummary; children: YearPageProps['children'] }) {
    const [day] = useAsOf();
    const year = useYear(plan.id, day);
    return (
        <>
            {year.isLoading && <Loading />}
            {year.isError && <Trouble error={year.error} retry={() => void year.refetch()} />}
            {!year.isError && year.data && children(year.data, plan)}
        </>
    );
}

export const YearPage = ({ children, ...frame }: YearPageProps) => <PlanPage {...frame}>{(plan) => <OfYear plan={plan}>{children}</OfYear>}</PlanPage>;
