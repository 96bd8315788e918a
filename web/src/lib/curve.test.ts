import { expect, test } from 'vitest';
import { curvePoints, isNothing, partOf } from './curve';

test('a part is between nothing and the whole', () => {
    expect(partOf('25.00', '100.00')).toBe(0.25);
    expect(partOf('150', '100')).toBe(1);
    expect(partOf('-1', '100')).toBe(0);
    expect(partOf('1', '0.00')).toBe(0);
    expect(isNothing('0.00')).toBe(true);
    expect(isNothing('0.01')).toBe(false);
});

test('the curve begins at the bottom left and a month is a twelfth', () => {
    // 120 wide: months at 10 and 20; half and all of a height of 50.
    expect(curvePoints(['50.00', '100.00'], '100.00', 120, 50)).toBe('0,50 10.0,25.0 20.0,0.0');
});
