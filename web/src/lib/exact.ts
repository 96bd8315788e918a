// Decimal texts of the server, exactly: no binary fractions between what was sent and what is shown.

const kDecimal = /^(-?)(\d+)(?:\.(\d+))?$/;
const kPlaces = 6;

/** Millionths; null when it is no decimal of at most six places. */
function millionths(text: string | null | undefined): bigint | null {
    const match = text ? kDecimal.exec(text) : null;
    if (!match || (match[3] ?? '').length > kPlaces) return null;
    const value = BigInt(`${match[2] ?? '0'}${(match[3] ?? '').padEnd(kPlaces, '0')}`);
    return match[1] ? -value : value;
}

function textOf(value: bigint): string {
    const digits = (value < 0n ? -value : value).toString().padStart(kPlaces + 1, '0');
    const fraction = digits.slice(-kPlaces).replace(/0+$/, '');
    return `${value < 0n ? '-' : ''}${digits.slice(0, -kPlaces)}${fraction ? `.${fraction}` : ''}`;
}

/** "97.4" and "85.5" give "11.9"; null when either is no decimal. */
export function difference(a: string | null | undefined, b: string | null | undefined): string | null {
    const [first, second] = [millionths(a), millionths(b)];
    return first === null || second === null ? null : textOf(first - second);
}

/** For places and lengths of drawings only. */
export function toDraw(text: string | number | null | undefined): number {
    const value = Number(text ?? 0);
    return Number.isFinite(value) ? value : 0;
}

/** `top / over` with exactly so many places, rounded half away from zero as on paper. */
function rounded(top: bigint, over: bigint, places: number): string {
    const size = top < 0n ? -top : top;
    const whole = (size * 10n ** BigInt(places) * 2n + over) / (2n * over);
    const digits = whole.toString().padStart(places + 1, '0');
    return `${top < 0n && whole !== 0n ? '-' : ''}${places > 0 ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits}`;
}

/** An exact number of a derivation, "487/5" or "97", with at most `places` places. */
export function readable(exact: string | number | null | undefined, places = 2): string {
    const match = /^(-?\d+)(?:\/(\d+))?$/.exec(String(exact ?? ''));
    const over = BigInt(match?.[2] ?? '1');
    if (!match || over === 0n) return String(exact ?? '');
    const text = rounded(BigInt(match[1] ?? '0'), over, places);
    return places > 0 ? text.replace(/\.?0+$/, '') : text;
}

/** A score or a weight as every screen shows it: two places, of "68", "7.333" or "487/5"; what is no number stays as it is. */
export function points(value: string | number | null | undefined): string {
    const text = String(value ?? '');
    const match = /^(-?\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
    const fraction = match?.[2] ?? '';
    const over = BigInt(match?.[3] ?? '1') * 10n ** BigInt(fraction.length);
    return match && over !== 0n ? rounded(BigInt(`${match[1] ?? '0'}${fraction}`), over, 2) : text;
}

/** A gain or a loss of points, with its sign. */
export function signedPoints(value: string | null | undefined): string {
    const text = points(value);
    return text.startsWith('-') ? `−${text.slice(1)}` : /[1-9]/.test(text) ? `+${text}` : text;
}

/** The sum of those that are given; null when one is no decimal. */
export function sum(numbers: readonly (string | number | null | undefined)[]): string | null {
    let total = 0n;
    for (const number of numbers) {
        if (number === null || number === undefined) continue;
        const value = millionths(String(number));
        if (value === null) return null;
        total += value;
    }
    return textOf(total);
}
