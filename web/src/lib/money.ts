// Money is a decimal string in baht, from the server to the screen and back; it is never a JavaScript number.
import { toArabicDigits, withDigits, type Digits } from './digits';

const kAmount = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** "1500000.00" as "1,500,000.00"; null when it is no amount. */
export function formatMoney(amount: string, digits: Digits = 'arabic'): string | null {
    const match = kAmount.exec(amount);
    if (!match) return null;
    const whole = (match[2] ?? '0').replace(/^0+(?=\d)/, '');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return withDigits(`${match[1] ?? ''}${grouped}.${(match[3] ?? '').padEnd(2, '0')}`, digits);
}

/** What a person typed ("๑,๕๐๐,๐๐๐", "1500000.5 บาท") as the server's decimal string; null when it is no amount. */
export function parseMoney(typed: string): string | null {
    const plain = toArabicDigits(typed)
        .trim()
        .replace(/\s*บาท$/, '')
        .replace(/[, \u00a0]/g, '');
    const match = kAmount.exec(plain);
    if (!match || match[1]) return null;
    const whole = (match[2] ?? '0').replace(/^0+(?=\d)/, '');
    if (whole.length > 15) return null;
    return `${whole}.${(match[3] ?? '').padEnd(2, '0')}`;
}

/** Exact sum of amounts in satang, by BigInt; amounts that cannot be read count as nothing. */
export function sumMoney(amounts: readonly (string | null | undefined)[]): string {
    let satang = 0n;
    for (const amount of amounts) {
        const match = amount ? kAmount.exec(amount) : null;
        if (!match) continue;
        const value = BigInt(`${match[2] ?? '0'}${(match[3] ?? '').padEnd(2, '0')}`);
        satang += match[1] ? -value : value;
    }
    const sign = satang < 0n ? '-' : '';
    const text = (satang < 0n ? -satang : satang).toString().padStart(3, '0');
    return `${sign}${text.slice(0, -2)}.${text.slice(-2)}`;
}
