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

/** An exact number of a derivation, "487/5" or "97", with at most `places` places, rounded half up. */
export function readable(exact: string | number | null | undefined, places = 2): string {
    const match = /^(-?\d+)(?:\/(\d+))?$/.exec(String(exact ?? ''));
    if (!match) return String(exact ?? '');
    const over = BigInt(match[2] ?? '1');
    if (over === 0n) return String(exact);
    const scale = 10n ** BigInt(places);
    const top = BigInt(match[1] ?? '0') * scale * 2n + over;
    let rounded = top / (2n * over);
    if (top < 0n && top % (2n * over) !== 0n) rounded -= 1n;
    const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(places + 1, '0');
    const whole = places > 0 ? digits.slice(0, -places) : digits;
    const fraction = places > 0 ? digits.slice(-places).replace(/0+$/, '') : '';
    return `${rounded < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
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
