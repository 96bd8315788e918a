// A day to be typed as people write it in their language, or chosen from a calendar; outside it is ISO.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, readDate, shiftDate } from '../lib/read_date';
import { useFormat, useSettings } from '../lib/settings';
import { Calendar } from './calendar';
import './date_field.css';
import { Icon } from './icons';

interface DateFieldProps {
    id?: string;
    /** ISO, or what was typed where it is no day; empty when there is none. */
    value: string;
    set: (value: string) => void;
    required?: boolean;
    /** What is wrong with it, said beside the field by who asks for it. */
    invalid?: boolean;
    describedBy?: string;
    /** Where no label stands beside it. */
    name?: string;
}

const today = () => new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);

export function DateField({ id, value, set, required, invalid, describedBy, name }: DateFieldProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const { language } = useSettings();
    const own = useId();
    const field = useRef<HTMLInputElement>(null);
    const opener = useRef<HTMLButtonElement>(null);
    /** What is being typed; null while the day is shown. */
    const [typed, setTyped] = useState<string | null>(null);
    const [open, setOpen] = useState(false);
    const bad = value !== '' && !isDay(value);
    const shown = typed ?? (isDay(value) ? format.date(value) : value);
    useEffect(() => {
        field.current?.setCustomValidity(bad ? t('date.bad') : '');
    }, [bad, t]);
    const type = (text: string) => {
        setTyped(text);
        set(text.trim() === '' ? '' : (readDate(text, language) ?? text));
    };
    const choose = (day: string) => {
        setTyped(null);
        set(day);
    };
    const close = () => {
        setOpen(false);
        opener.current?.focus();
    };
    const keys = (event: KeyboardEvent) => {
        const by = { ArrowUp: { days: -1 }, ArrowDown: { days: 1 }, PageUp: { months: -1 }, PageDown: { months: 1 } }[event.key];
        if (!by || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (event.altKey) setOpen(true);
        else choose(isDay(value) ? shiftDate(value, by) : today());
    };
    return (
        <div
            className="date-field"
            onBlur={(event) => {
                if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
            }}
            onKeyDown={(event) => {
                if (event.key !== 'Escape' || !open) return;
                // The calendar alone: what is round it stays.
                event.preventDefault();
                event.stopPropagation();
                close();
            }}
        >
            <input
                id={id}
                ref={field}
                className="field boxed"
                type="text"
                autoComplete="off"
                spellCheck={false}
                required={required}
                aria-label={name}
                aria-invalid={invalid || bad || undefined}
                aria-describedby={[describedBy, bad && typed === null && `${own}-bad`].filter(Boolean).join(' ') || undefined}
                placeholder={format.digits(t('date.example'))}
                value={shown}
                title={isDay(value) ? format.fullDate(value) : undefined}
                onChange={(event) => type(event.target.value)}
                onBlur={() => setTyped(null)}
                onKeyDown={keys}
            />
            <button type="button" ref={opener} className="tool" aria-label={t('date.calendar')} title={t('date.calendar')} aria-expanded={open} onClick={() => setOpen(!open)}>
                <Icon name="calendar" />
            </button>
            {open && (
                <Calendar
                    day={isDay(value) ? value : today()}
                    chosen={isDay(value) ? value : null}
                    choose={(day) => {
                        choose(day);
                        close();
                    }}
                />
            )}
            {bad && typed === null && <p id={`${own}-bad`} className="cell-trouble" role="alert">■ {t('date.bad')}</p>}
        </div>
    );
}
