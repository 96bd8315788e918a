// What stands above a page on paper: whose it is, as of which day, and where the living page is.
import { useTranslation } from 'react-i18next';
import { usePrinting } from '../components/printing';
import { QrCode } from '../components/qr';
import { useAgency } from '../lib/agency';
import { useAsOfDay } from '../lib/as_of';
import { useFormat } from '../lib/settings';

/** This page's address, with the day that it shows. */
function addressOf(day: string): string {
    const address = new URL(location.href);
    address.searchParams.set('as_of', day);
    return address.href;
}

export function PrintHead() {
    const { t } = useTranslation();
    const format = useFormat();
    const { agency } = useAgency();
    const as_of = useAsOfDay();
    if (!usePrinting()) return null;
    const day = as_of ?? new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);
    const address = addressOf(day);
    return (
        <header className="print-head">
            <p>
                <strong>{agency ? format.text(agency.name) : ''}</strong>
                {t('as_of.band', { day: format.fullDate(day) })}
                <br />
                <span className="print-address">{address}</span>
            </p>
            <QrCode className="print-code" text={address} label={address} />
        </header>
    );
}
