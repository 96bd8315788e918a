// Dates for the eye: Buddhist years for Thai readers, Bangkok's fixed offset, short form with the full one on hover.
import { withDigits, type Digits } from './digits';

export type Language = 'th' | 'en';

export const kShortMonths: Record<Language, readonly string[]> = {
    th: ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.'],
    en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
export const kFullMonths: Record<Language, readonly string[]> = {
    th: ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม', 'พฤศจิกายน', 'ธันวาคม'],
    en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
const kBangkok = 7 * 3600 * 1000;
const kBuddhist = 543;

interface Parts {
    year: number;
    month: number;
    day: number;
    hour: number;
    minute: number;
    has_time: boolean;
}

function partsOf(iso: string): Parts | null {
    const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
    if (plain) return { year: Number(plain[1]), month: Number(plain[2]), day: Number(plain[3]), hour: 0, minute: 0, has_time: false };
    const instant = Date.parse(iso);
    if (Number.isNaN(instant)) return null;
    const local = new Date(instant + kBangkok);
    return {
        year: local.getUTCFullYear(),
        month: local.getUTCMonth() + 1,
        day: local.getUTCDate(),
        hour: local.getUTCHours(),
        minute: local.getUTCMinutes(),
        has_time: true,
    };
}

const two = (value: number) => String(value).padStart(2, '0');

/** "2022-01-15" as "15 ม.ค. 65" or "15 Jan 2022"; an instant also shows its time in Bangkok. */
export function formatDate(iso: string, language: Language, digits: Digits): string {
    const parts = partsOf(iso);
    if (!parts) return iso;
    const year = language === 'th' ? two((parts.year + kBuddhist) % 100) : String(parts.year);
    const time = parts.has_time ? ` ${two(parts.hour)}:${two(parts.minute)}${language === 'th' ? ' น.' : ''}` : '';
    return withDigits(`${parts.day} ${kShortMonths[language][parts.month - 1]} ${year}${time}`, digits);
}

/** "2022-01-15" as "15 มกราคม พ.ศ. 2565" or "15 January 2022". */
export function formatFullDate(iso: string, language: Language, digits: Digits): string {
    const parts = partsOf(iso);
    if (!parts) return iso;
    const year = language === 'th' ? `พ.ศ. ${parts.year + kBuddhist}` : String(parts.year);
    const time = parts.has_time ? ` ${two(parts.hour)}:${two(parts.minute)}${language === 'th' ? ' น.' : ''}` : '';
    return withDigits(`${parts.day} ${kFullMonths[language][parts.month - 1]} ${year}${time}`, digits);
}

/** "2021-10" as "ต.ค. 64" or "Oct 2021". */
export function formatMonth(month: string, language: Language, digits: Digits): string {
    const match = /^(\d{4})-(\d{2})$/.exec(month);
    if (!match) return month;
    const year = language === 'th' ? two((Number(match[1]) + kBuddhist) % 100) : (match[1] ?? '');
    return withDigits(`${kShortMonths[language][Number(match[2]) - 1] ?? month} ${year}`, digits);
}

export function monthName(month: number, language: Language): string {
    return kShortMonths[language][month - 1] ?? '';
}
