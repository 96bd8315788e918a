// Thai and Arabic digits. Which of them is shown is the person's setting; codes, addresses and Latin names keep Arabic ones.

export type Digits = 'thai' | 'arabic';

const kThaiZero = 0x0e50;

export function toThaiDigits(text: string): string {
    return text.replace(/[0-9]/g, (digit) => String.fromCharCode(kThaiZero + Number(digit)));
}

export function toArabicDigits(text: string): string {
    return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - kThaiZero));
}

/** Numbers that a document prints are read in the person's digits as well. */
export function withDigits(text: string, digits: Digits): string {
    return digits === 'thai' ? toThaiDigits(text) : toArabicDigits(text);
}
