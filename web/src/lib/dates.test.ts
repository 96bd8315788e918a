import { describe, expect, it } from 'vitest';
import { formatDate, formatFullDate, formatMonth } from './dates';
import { toArabicDigits, toThaiDigits } from './digits';

describe('dates', () => {
    it('short, Thai', () => expect(formatDate('2022-01-15', 'th', 'thai')).toBe('๑๕ ม.ค. ๖๕'));
    it('short, English', () => expect(formatDate('2022-01-15', 'en', 'arabic')).toBe('15 Jan 2022'));
    it('full', () => expect(formatFullDate('2022-01-15', 'th', 'arabic')).toBe('15 มกราคม พ.ศ. 2565'));
    // 18:30 in Greenwich is 01:30 of the next day in Bangkok, here of the next year.
    it('instants are in Bangkok', () => expect(formatDate('2021-12-31T18:30:00Z', 'th', 'arabic')).toBe('1 ม.ค. 65 01:30 น.'));
    it('a year that ends in 00', () => expect(formatDate('2057-05-01', 'th', 'arabic')).toBe('1 พ.ค. 00'));
    it('months', () => expect(formatMonth('2021-10', 'th', 'arabic')).toBe('ต.ค. 64'));
    it('shows what is no date as it is', () => expect(formatDate('soon', 'th', 'thai')).toBe('soon'));
});

describe('digits', () => {
    it('there', () => expect(toThaiDigits('ฉบับที่ 1029')).toBe('ฉบับที่ ๑๐๒๙'));
    it('and back', () => expect(toArabicDigits(toThaiDigits('0123456789'))).toBe('0123456789'));
});
