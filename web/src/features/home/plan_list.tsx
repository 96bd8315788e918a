import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty, Loading, Trouble } from '../../components/page';
import { usePlanTitle } from '../../lib/plan_title';
import { usePlans } from '../../lib/queries';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary } from '../../lib/types';
import { NextYearDrawer } from './next_year_drawer';

export function PlanList({ agency }: { agency: Id | undefined }) {
    const { t } = useTranslation();
    const format = useFormat();
    const titleOf = usePlanTitle();
    const plans = usePlans(agency);
    const may = useMay(agency);
    const [rolled, setRolled] = useState<PlanSummary | null>(null);
    if (plans.isLoading) return <Loading />;
    if (plans.isError) return <Trouble error={plans.error} retry={() => void plans.refetch()} />;
    const items = plans.data?.items ?? [];
    if (items.length === 0) return <Empty title={t('home.no_plans')} />;
    return (
        <>
        <ul className="rows">
            {items.map((plan) => (
                <li key={plan.id}>
                    <Link to={`/plans/${encodeURIComponent(plan.id)}`} className="row-main" lang={titleOf(plan.title).lang}>
                        {titleOf(plan.title).text}
                    </Link>
                    <span>{t('app.fiscal_year_value', { year: format.digits(plan.fiscal_year) })}</span>
                    <span>{t('home.version', { number: format.digits(plan.number) })}</span>
                    <time dateTime={plan.at} title={format.fullDate(plan.at)} className="quiet">
                        {format.date(plan.at)}
                    </time>
                    {may('plan.edit') && <button type="button" className="simple" onClick={() => setRolled(plan)}>{t('next_year.open')}</button>}
                </li>
            ))}
        </ul>
        {rolled && <NextYearDrawer plan={rolled} close={() => setRolled(null)} />}
        </>
    );
}
