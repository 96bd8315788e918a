// The small pages of the application itself: unknown addresses, our own faults.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty, Page } from '../components/page';

export function UnknownPage() {
    const { t } = useTranslation();
    return (
        <Page title={t('app.unknown_page')}>
            <Empty title={t('app.unknown_page_why')}>
                <Link to="/">{t('place.home')}</Link>
            </Empty>
        </Page>
    );
}

export function BrokenPage() {
    const { t } = useTranslation();
    return (
        <Page title={t('app.broken')}>
            <Empty title={t('app.broken_why')}>
                <p><button type="button" className="simple" onClick={() => location.reload()}>{t('app.retry')}</button></p>
            </Empty>
        </Page>
    );
}
