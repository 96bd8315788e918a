import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../../components/page';
import { useAgency } from '../../lib/agency';
import { PlanList } from './plan_list';

export default function PlansPage() {
    const { t } = useTranslation();
    const { agency } = useAgency();
    return (
        <Page title={t('plans.title')} lead={t('plans.lead')} help="help.plans" actions={<Link to="/">{t('empty.go_home')}</Link>}>
            <PlanList agency={agency?.id} />
        </Page>
    );
}
