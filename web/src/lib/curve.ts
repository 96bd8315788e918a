// A curve of money over the months of a year, for the eye: amounts stay exact until they become a place on the paper.
const satang = (amount: string): bigint => {
    const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount);
    if (!match) return 0n;
    const value = BigInt(`${match[2] ?? '0'}${(match[3] ?? '').padEnd(2, '0')}`);
    return match[1] ? -value : value;
};

/** The part of `whole` that `amount` is, 0 to 1; 0 where there is no whole. */
export function partOf(amount: string, whole: string): number {
    const [part, all] = [satang(amount), satang(whole)];
    if (all <= 0n || part <= 0n) return 0;
    return part >= all ? 1 : Number((part * 1_000_000n) / all) / 1_000_000;
}

export const isNothing = (amount: string): boolean => satang(amount) === 0n;

/** The points of a curve that begins with nothing: month ends at 1 to 12 of `width`, `whole` at the top. */
export function curvePoints(amounts: readonly string[], whole: string, width: number, height: number): string {
    const points = amounts.map((amount, index) => `${(((index + 1) * width) / 12).toFixed(1)},${(height - partOf(amount, whole) * height).toFixed(1)}`);
    return [`0,${height}`, ...points].join(' ');
}
