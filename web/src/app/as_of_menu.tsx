// The day as of which everything is shown: today, or the last day of a month of the year that is past, or any day of it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMenu } from '../components/menu';
import { lastDayOf, setAsOf, useAsOfDay } from '../lib/as_of';
import { fiscalMonths, monthAt } from '../lib/months';
import { useFormat } from '../lib/settings';

export function AsOfMenu({ fiscal_year }: { fiscal_year: number }) {
    const { t } = useTranslation();
    const format = useFormat();
    const as_of = useAsOfDay();
    const menu = useMenu();
    const months = fiscalMonths.map((_, index) => monthAt(index, fiscal_year));
    const [month, setMonth] = useState(as_of?.slice(0, 7) ?? '');
    const shown = months.includes(month) ? month : (months[0] ?? '');
    const last = lastDayOf(shown);
    const choose = (day: string | null) => {
        setAsOf(day);
        if (!menu.current) return;
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
    };
    const days = Array.from({ length: Number(last.slice(8)) }, (_, index) => String(index + 1).padStart(2, '0'));
    return (
        <details className="as-of" ref={menu}>
            <summary className="tool">
                <span className="hidden">{t('as_of.menu')}: </span>
                {as_of === null ? t('as_of.today') : format.date(as_of)}
            </summary>
            <div className="as-of-card">
                <p className="quiet">{t('as_of.lead')}</p>
                <label>
                    {t('as_of.month')}
                    <select
                        className="boxed"
                        value={shown}
                        onChange={(event) => {
                            setMonth(event.target.value);
                            setAsOf(lastDayOf(event.target.value));
                        }}
                    >
                        {months.map((item) => (
                            <option key={item} value={item}>
                                {format.month(item)}
                            </option>
                        ))}
                    </select>
                </label>
                <label>
                    {t('as_of.day')}
                    <select className="boxed" value={as_of?.startsWith(shown) ? as_of.slice(8) : ''} onChange={(event) => setAsOf(`${shown}-${event.target.value}`)}>
                        <option value="" disabled>
                            –
                        </option>
                        {days.map((day) => (
                            <option key={day} value={day}>
                                {format.digits(Number(day))}
                            </option>
                        ))}
                    </select>
                </label>
                <button type="button" className="simple" onClick={() => choose(null)}>
                    {t('as_of.back')}
                </button>
            </div>
        </details>
    );
}

/** Tells on every page that it shows another day, with one click back. */
export function AsOfBand() {
    const { t } = useTranslation();
    const format = useFormat();
    const as_of = useAsOfDay();
    if (as_of === null) return null;
    return (
        <div className="as-of-band" role="status">
            <span>{t('as_of.band', { day: format.fullDate(as_of) })}</span>
            <button type="button" className="simple" onClick={() => setAsOf(null)}>
                {t('as_of.back')}
            </button>
        </div>
    );
}
