// The small pages of the application itself: places that are not there yet, unknown addresses, our own faults.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty, Page } from '../components/page';
import type { PlaceInfo } from './places';

export function EmptyPlace({ place }: { place: PlaceInfo }) {
    const { t } = useTranslation();
    return (
        <Page title={t(place.title)} help="help.later">
            <Empty title={t('empty.title')}>
                {place.empty && <p>{t(place.empty)}</p>}
                <p>
                    {t('empty.begin')} <Link to="/">{t('empty.go_home')}</Link>
                </p>
            </Empty>
        </Page>
    );
}

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
            <Empty title={t('app.broken_why')} />
        </Page>
    );
}
