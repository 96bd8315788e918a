import { expect, test } from 'vitest';
import { difference, points, readable, signedPoints, toDraw } from './exact';

test('differences are exact', () => {
    expect(difference('97.4', '85.5')).toBe('11.9');
    expect(difference('0.3', '0.1')).toBe('0.2');
    expect(difference('10', '12.25')).toBe('-2.25');
    expect(difference('5', '5.000000')).toBe('0');
    expect(difference('x', '1')).toBeNull();
    expect(difference(null, '1')).toBeNull();
});

test.each([
    ['487/5', '97.4'],
    ['97', '97'],
    ['2/3', '0.67'],
    ['1/3', '0.33'],
    ['1/8', '0.13'],
    ['-1/3', '-0.33'],
    ['1/0', '1/0'],
    ['', ''],
])('%s reads %s', (exact, text) => {
    expect(readable(exact)).toBe(text);
});

test('what is drawn is never no number', () => {
    expect(toDraw('12.5')).toBe(12.5);
    expect(toDraw(null)).toBe(0);
    expect(toDraw('n/a')).toBe(0);
});

test.each([
    ['68', '68.00'],
    ['9.4', '9.40'],
    ['22.50', '22.50'],
    ['7.335', '7.34'],
    ['-7.335', '-7.34'],
    ['-0.004', '0.00'],
    ['2/3', '0.67'],
    ['1/0', '1/0'],
    [100, '100.00'],
    ['–', '–'],
    [null, ''],
])('%s points are shown as %s', (value, text) => {
    expect(points(value)).toBe(text);
});

test.each([
    ['1.5', '+1.50'],
    ['-10', '−10.00'],
    ['0', '0.00'],
    ['0.001', '0.00'],
    ['–', '–'],
])('a change of %s points is shown as %s', (value, text) => {
    expect(signedPoints(value)).toBe(text);
});
