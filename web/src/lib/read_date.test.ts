import { describe, expect, it } from 'vitest';
import { readDate, shiftDate, weeksOf } from './read_date';

describe('readDate', () => {
    it.each([
        ['10/1/2565', '2022-01-10'],
        ['๑๐/๑/๒๕๖๕', '2022-01-10'],
        ['10/01/65', '2022-01-10'],
        ['10 ม.ค. 65', '2022-01-10'],
        ['๑๐ ม.ค. ๖๕', '2022-01-10'],
        ['10 มกราคม พ.ศ. 2565', '2022-01-10'],
        ['10มค65', '2022-01-10'],
        ['10012565', '2022-01-10'],
        ['2022-01-10', '2022-01-10'],
        ['2565-01-10', '2022-01-10'],
        ['10 Jan 2022', '2022-01-10'],
        // A leap day is one of the common era's year: 2567 is 2024.
        ['29/2/2567', '2024-02-29'],
        // 2400 is the first that is Buddhist: 1857. The year before is taken at its word.
        ['1/1/2400', '1857-01-01'],
        ['1/1/2399', '2399-01-01'],
    ])('%s', (typed, iso) => expect(readDate(typed, 'th')).toBe(iso));
    it('two digits are of the century that the language counts', () => {
        expect(readDate('10 Jan 22', 'en')).toBe('2022-01-10');
        expect(readDate('10/1/22', 'th')).toBe('1979-01-10');
    });
    it.each(['', 'พรุ่งนี้', '31/2/2565', '29/2/2566', '10/13/2565', '0/1/2565', '10 มก 65', '10/1/565', '10/1'])('no day: %s', (typed) => expect(readDate(typed, 'th')).toBeNull());
});

describe('shiftDate', () => {
    it('by days over the end of a year', () => expect(shiftDate('2021-12-31', { days: 1 })).toBe('2022-01-01'));
    it('back over the first of March', () => expect(shiftDate('2024-03-01', { days: -1 })).toBe('2024-02-29'));
    it('by a month, within it', () => {
        expect(shiftDate('2022-01-31', { months: 1 })).toBe('2022-02-28');
        expect(shiftDate('2022-01-15', { months: -1 })).toBe('2021-12-15');
        expect(shiftDate('2022-11-30', { months: 3 })).toBe('2023-02-28');
    });
});

describe('weeksOf', () => {
    it('begins on Sunday', () => {
        // 1 October 2021 was a Friday; the 31st a Sunday.
        const weeks = weeksOf('2021-10');
        expect(weeks.length).toBe(6);
        expect(weeks[0]).toEqual([null, null, null, null, null, '2021-10-01', '2021-10-02']);
        expect(weeks[5]).toEqual(['2021-10-31', null, null, null, null, null, null]);
    });
    it('four weeks fill a February that begins on Sunday', () => expect(weeksOf('2026-02').length).toBe(4));
});
