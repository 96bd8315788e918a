import { expect, test } from 'vitest';
import { safeTarget } from './session';

test.each([
    ['', '/'],
    ['?to=%2Fplans%2Fa%3Felement%3Db', '/plans/a?element=b'],
    ['?to=https%3A%2F%2Felsewhere.example%2F', '/'],
    ['?to=%2F%2Felsewhere.example%2F', '/'],
    ['?to=%2F%5Celsewhere.example', '/'],
    ['?to=%2F.%2F%2Felsewhere.example', '/'],
    ['?to=%2Fa%2F..%2F%2Felsewhere.example', '/'],
    ['?to=%2F%09%2Felsewhere.example', '/'],
    ['?to=javascript%3Aalert(1)', '/'],
    ['?to=plans', '/'],
    ['?to=%2Fsign-in', '/'],
])('after signing in %s leads to %s', (search, target) => {
    expect(safeTarget(search)).toBe(target);
});
