import { describe, expect, it } from 'vitest';
import { formatMoney, parseMoney, sumMoney } from './money';

describe('formatMoney', () => {
    it.each([
        ['1500000.00', '1,500,000.00'],
        ['999', '999.00'],
        ['1000.5', '1,000.50'],
        ['0.00', '0.00'],
        ['-1234.56', '-1,234.56'],
        ['007', '7.00'],
        // More digits than a JavaScript number holds.
        ['9007199254740993.01', '9,007,199,254,740,993.01'],
    ])('%s', (amount, shown) => expect(formatMoney(amount)).toBe(shown));
    it('shows Thai digits by setting', () => expect(formatMoney('1500000.00', 'thai')).toBe('๑,๕๐๐,๐๐๐.๐๐'));
    it.each(['', '1.234', 'abc', '1,000', '1e3'])('refuses %s', (amount) => expect(formatMoney(amount)).toBeNull());
});

describe('parseMoney', () => {
    it.each([
        ['1,500,000', '1500000.00'],
        ['๑,๕๐๐,๐๐๐.๕', '1500000.50'],
        [' 2500000.00 บาท', '2500000.00'],
        ['0', '0.00'],
    ])('%s', (typed, amount) => expect(parseMoney(typed)).toBe(amount));
    it.each(['', '-5', '1.234', 'ห้าบาท', '1e6', '9999999999999999'])('refuses %s', (typed) => expect(parseMoney(typed)).toBeNull());
});

describe('sumMoney', () => {
    // 0.10 + 0.20 + 1.05 = 1.35, which floating point misses.
    it('is exact', () => expect(sumMoney(['0.10', '0.20', '1.05'])).toBe('1.35'));
    it('passes over what is no amount', () => expect(sumMoney([null, undefined, '2', 'x'])).toBe('2.00'));
    it('of nothing', () => expect(sumMoney([])).toBe('0.00'));
    it('below zero', () => expect(sumMoney(['1.00', '-1.05'])).toBe('-0.05'));
});
