// What stands above a page on paper: whose it is, as of which day, and where the living page is.
import { useTranslation } from 'react-i18next';
import { usePrinting } from '../components/printing';
import { useAgency } from '../lib/agency';
import { useAsOfDay } from '../lib/as_of';
import { qrCode } from '../lib/qr';
import { useFormat } from '../lib/settings';

/** The quiet zone of a code, in modules. */
const kQuiet = 4;

/** This page's address, with the day that it shows. */
function addressOf(day: string): string {
    const address = new URL(location.href);
    address.searchParams.set('as_of', day);
    return address.href;
}

function Code({ address }: { address: string }) {
    const code = qrCode(address);
    if (!code) return null;
    const side = code.length + 2 * kQuiet;
    const path = code.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + kQuiet} ${y + kQuiet}h1v1h-1z` : ''))).join('');
    return (
        <svg className="print-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={address} shapeRendering="crispEdges">
            <path d={path} />
        </svg>
    );
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
            <Code address={address} />
        </header>
    );
}
