// The months of one step as bars on the fiscal year, October to September; each month is also a switch.
import { useTranslation } from 'react-i18next';
import { monthName } from '../lib/dates';
import { fiscalMonths, monthAt, monthBars, monthIndex, type MonthSpan } from '../lib/months';
import { useFormat, useSettings } from '../lib/settings';

const kCell = 40;
const kHeight = 28;

export function MonthHeads() {
    const { language } = useSettings();
    return (
        <div className="months month-heads" aria-hidden="true">
            {fiscalMonths.map((month) => (
                <span key={month}>{monthName(month, language)}</span>
            ))}
        </div>
    );
}

interface MonthBarsProps {
    spans: readonly MonthSpan[];
    fiscal_year: number;
    label: string;
    /** Absent: only shown. */
    toggle?: (index: number) => void;
}

export function MonthBars({ spans, fiscal_year, label, toggle }: MonthBarsProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const bars = monthBars(spans, fiscal_year);
    const on = (index: number) => spans.some((span) => {
        const first = monthIndex(span.from, fiscal_year);
        const last = monthIndex(span.to, fiscal_year);
        return first !== null && last !== null && first <= index && index <= last;
    });
    const words = bars.length === 0 ? t('schedule.no_months') : spans.map((span) => `${format.month(span.from)} – ${format.month(span.to)}`).join(', ');
    return (
        <div className="month-bars" role="group" aria-label={`${label}: ${words}`}>
            <svg viewBox={`0 0 ${kCell * 12} ${kHeight}`} preserveAspectRatio="none" aria-hidden="true">
                {fiscalMonths.map((month, index) => (
                    <line key={month} x1={index * kCell} x2={index * kCell} y1={0} y2={kHeight} className={index % 3 === 0 ? 'quarter' : 'month'} />
                ))}
                {bars.map((bar) => (
                    <rect
                        key={`${bar.first}-${bar.last}`}
                        x={bar.first * kCell + (bar.cut_left ? 0 : 3)}
                        y={8}
                        width={(bar.last - bar.first + 1) * kCell - (bar.cut_left ? 0 : 3) - (bar.cut_right ? 0 : 3)}
                        height={12}
                        rx={3}
                    />
                ))}
            </svg>
            {toggle && (
                <div className="months month-switches">
                    {fiscalMonths.map((month, index) => {
                        const name = format.month(monthAt(index, fiscal_year));
                        return (
                            <button
                                key={month}
                                type="button"
                                aria-pressed={on(index)}
                                aria-label={on(index) ? t('schedule.month_on', { month: name }) : t('schedule.month_off', { month: name })}
                                title={name}
                                onClick={() => toggle(index)}
                            />
                        );
                    })}
                </div>
            )}
        </div>
    );
}
