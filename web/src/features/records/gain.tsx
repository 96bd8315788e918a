// What records would change in the score, before anything is kept.
import { useTranslation } from 'react-i18next';
import { difference } from '../../lib/exact';
import type { RecordsTried } from '../../lib/records';
import { useFormat } from '../../lib/settings';

export function Gain({ tried }: { tried: RecordsTried }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [before, after] = [tried.before.total, tried.after.total];
    const gain = difference(after, before) ?? '0';
    return (
        <p role="status" className="gain">
            <strong>{gain === '0' ? t('records.no_gain', { before: format.points(before) }) : t('records.gain', { before: format.points(before), after: format.points(after), gain: format.gain(gain) })}</strong>
            <span className="quiet"> {t('records.gain_none_saved')}</span>
        </p>
    );
}
