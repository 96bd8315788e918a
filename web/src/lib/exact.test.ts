import { expect, test } from 'vitest';
import { difference, readable, toDraw } from './exact';

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
