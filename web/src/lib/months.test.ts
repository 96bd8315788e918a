import { describe, expect, it } from 'vitest';
import { monthAt, monthBars, monthIndex, toggleMonth } from './months';

describe('monthIndex', () => {
    it.each([
        ['2021-10', 0],
        ['2021-12', 2],
        ['2022-01', 3],
        ['2022-09', 11],
        ['2021-09', -1],
        ['2022-10', 12],
    ])('%s in 2565', (month, index) => {
        expect(monthIndex(month, 2565)).toBe(index);
        expect(monthAt(index, 2565)).toBe(month);
    });
    it.each(['2022-13', '2022-00', '2022', ''])('refuses %s', (month) => expect(monthIndex(month, 2565)).toBeNull());
});

describe('monthBars', () => {
    it('one within the year', () =>
        expect(monthBars([{ from: '2021-12', to: '2022-01' }], 2565)).toEqual([{ first: 2, last: 3, cut_left: false, cut_right: false }]));
    it('cut at both ends', () =>
        expect(monthBars([{ from: '2021-08', to: '2022-12' }], 2565)).toEqual([{ first: 0, last: 11, cut_left: true, cut_right: true }]));
    it('none for what lies outside or runs backwards', () =>
        expect(monthBars([{ from: '2020-10', to: '2021-09' }, { from: '2022-10', to: '2022-11' }, { from: '2022-03', to: '2022-01' }], 2565)).toEqual([]));
});

describe('toggleMonth', () => {
    it('joins neighbours', () =>
        expect(toggleMonth([{ from: '2021-10', to: '2021-10' }, { from: '2021-12', to: '2021-12' }], 1, 2565)).toEqual([{ from: '2021-10', to: '2021-12' }]));
    it('splits', () =>
        expect(toggleMonth([{ from: '2021-10', to: '2021-12' }], 1, 2565)).toEqual([{ from: '2021-10', to: '2021-10' }, { from: '2021-12', to: '2021-12' }]));
    it('takes the last away', () => expect(toggleMonth([{ from: '2022-09', to: '2022-09' }], 11, 2565)).toEqual([]));
    it('keeps what lies outside', () =>
        expect(toggleMonth([{ from: '2021-08', to: '2021-09' }], 0, 2565)).toEqual([{ from: '2021-08', to: '2021-10' }]));
});
