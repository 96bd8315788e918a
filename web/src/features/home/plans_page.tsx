import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page';
import { ImportPanel } from './import_panel';

export default function PlansPage() {
    const { t } = useTranslation();
    return (
        <Page title={t('plans.title')} lead={t('plans.lead')} help="help.plans">
            <ImportPanel />
        </Page>
    );
}
