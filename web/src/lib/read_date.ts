// Days as people type them: "10/1/2565", "๑๐ ม.ค. ๖๕", "10 Jan 2022"; on the wire a day is ISO in the common era.
import { kFullMonths, kShortMonths, type Language } from './dates';
import { toArabicDigits } from './digits';

const kBuddhist = 543;
/** From here on a year of four digits is Buddhist. */
const kFirstBuddhist = 2400;

const plain = (name: string) => name.replace(/[.\s]/g, '').toLowerCase();

function monthOf(name: string): number | null {
    const wanted = plain(name);
    for (const list of [kShortMonths.th, kFullMonths.th, kShortMonths.en, kFullMonths.en]) {
        const found = list.findIndex((one) => plain(one) === wanted);
        if (found >= 0) return found + 1;
    }
    return null;
}

/** Of two digits the year is of this century as the language counts it. */
function yearOf(text: string, language: Language): number {
    const year = Number(text);
    if (text.length === 2) return language === 'th' ? 2500 + year - kBuddhist : 2000 + year;
    return year >= kFirstBuddhist ? year - kBuddhist : year;
}

function isoOf(year: number, month: number, day: number): string | null {
    const date = new Date(Date.UTC(year, month - 1, day));
    // The 31st of February is no day, nor is one of a month 13.
    return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

/** Whether it is a day as it goes over the wire. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The day as ISO; null when it is none. */
export function readDate(typed: string, language: Language): string | null {
    const text = toArabicDigits(typed).trim();
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (iso) return isoOf(yearOf(iso[1] ?? '', language), Number(iso[2]), Number(iso[3]));
    const figures = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
    if (figures) return isoOf(yearOf(figures[3] ?? '', language), Number(figures[2]), Number(figures[1]));
    const words = /^(\d{1,2})\s*(\D+?)\s*(?:พ\.ศ\.\s*)?(\d{4}|\d{2})$/.exec(text);
    const month = words ? monthOf(words[2] ?? '') : null;
    return words && month !== null ? isoOf(yearOf(words[3] ?? '', language), month, Number(words[1])) : null;
}

/** The day so many days, or months, later; the last day of a month stays within the month. */
export function shiftDate(iso: string, by: { days?: number; months?: number }): string {
    const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
    if (by.months) {
        const last = new Date(Date.UTC(year, month + by.months, 0));
        return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))).toISOString().slice(0, 10);
    }
    return new Date(Date.UTC(year, month - 1, day + (by.days ?? 0))).toISOString().slice(0, 10);
}

/** The days of a month as weeks from Sunday on; what is of another month is left out. */
export function weeksOf(month: string): (string | null)[][] {
    const [year = 0, number = 1] = month.split('-').map(Number);
    const first = new Date(Date.UTC(year, number - 1, 1)).getUTCDay();
    const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
    const cells = Array.from({ length: Math.ceil((first + count) / 7) * 7 }, (_, at) => {
        const day = at - first + 1;
        return day >= 1 && day <= count ? `${month}-${String(day).padStart(2, '0')}` : null;
    });
    return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
