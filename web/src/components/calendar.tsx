// A month's days to choose from: arrows go by days and weeks, Page Up and Page Down by months.
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shiftDate, weeksOf } from '../lib/read_date';
import { useFormat } from '../lib/settings';

interface CalendarProps {
    /** Where it opens. */
    day: string;
    chosen: string | null;
    choose: (day: string) => void;
}

export function Calendar({ day, chosen, choose }: CalendarProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const [at, setAt] = useState(day);
    const grid = useRef<HTMLTableElement>(null);
    const goes = useRef(true);
    useLayoutEffect(() => {
        if (goes.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
        goes.current = false;
    }, [at]);
    const go = (by: { days?: number; months?: number }) => {
        goes.current = true;
        setAt(shiftDate(at, by));
    };
    const keys = (event: KeyboardEvent) => {
        const by = { ArrowLeft: { days: -1 }, ArrowRight: { days: 1 }, ArrowUp: { days: -7 }, ArrowDown: { days: 7 }, PageUp: { months: -1 }, PageDown: { months: 1 } }[event.key];
        if (!by) return;
        event.preventDefault();
        go(by);
    };
    const month = at.slice(0, 7);
    return (
        <div className="calendar" role="group" aria-label={t('date.calendar')}>
            <div className="calendar-head">
                <button type="button" className="tool" aria-label={t('date.earlier')} title={t('date.earlier')} onClick={() => setAt(shiftDate(at, { months: -1 }))}>‹</button>
                <strong role="status">{format.month(month)}</strong>
                <button type="button" className="tool" aria-label={t('date.later')} title={t('date.later')} onClick={() => setAt(shiftDate(at, { months: 1 }))}>›</button>
            </div>
            <table ref={grid} onKeyDown={keys}>
                <thead>
                    <tr>{t('date.weekdays').split(' ').map((name) => <th key={name} scope="col">{name}</th>)}</tr>
                </thead>
                <tbody>
                    {weeksOf(month).map((week) => (
                        <tr key={week.find((one) => one !== null)}>
                            {week.map((one, index) => (
                                <td key={one ?? index}>
                                    {one && (
                                        <button type="button" tabIndex={one === at ? 0 : -1} aria-pressed={one === chosen} aria-label={format.fullDate(one)} onClick={() => choose(one)}>
                                            {format.digits(Number(one.slice(8)))}
                                        </button>
                                    )}
                                </td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
