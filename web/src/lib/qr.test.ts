// Expected codes are libqrencode's (level M, 8-bit), whose mask is asked for.
import { expect, test } from 'vitest';
import { qrCode } from './qr';

const drawn = (text: string, mask?: number) => (qrCode(text, mask) ?? []).map((row) => row.map((dark) => (dark ? '#' : '.')).join('')).join('\n');

async function digest(text: string): Promise<string> {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('').slice(0, 16);
}

test('the smallest code', () => {
    expect(drawn('a', 4).split('\n')).toEqual([
        '#######.#.#.#.#######',
        '#.....#...##..#.....#',
        '#.###.#..##.#.#.###.#',
        '#.###.#.###.#.#.###.#',
        '#.###.#.#...#.#.###.#',
        '#.....#.#.##..#.....#',
        '#######.#.#.#.#######',
        '........#.###........',
        '#...#.######.#####..#',
        '##.#...#..###..#.#.##',
        '#.#...#..#.#..#####..',
        '##..#..####..##.#.##.',
        '##..#####.#.###...###',
        '........##..###...##.',
        '#######.##..##.....#.',
        '#.....#..####..#.#.#.',
        '#.###.#.#.##..#######',
        '#.###.#..#.##..#.#.##',
        '#.###.#..#.#..#####..',
        '#.....#..#...##.#.#..',
        '#######.###.###...#.#',
    ]);
});

test.each([
    // One block and one alignment; blocks of two lengths and the size said (11); many of both (18).
    ['http://127.0.0.1:8080/steps?as_of=2022-03-31', 33, 'd2bc502eae66cecc'],
    [`https://plan.example.go.th/${'x'.repeat(190)}`, 61, 'c050507c013cfc51'],
    [`https://plan.example.go.th/${'y'.repeat(500)}`, 89, '7db9c73741f8bfc7'],
])('%s', async (text, width, hash) => {
    expect(qrCode(text)).toHaveLength(width);
    expect(await digest(drawn(text))).toBe(hash);
});

test('what does not fit, and nothing', () => {
    expect(qrCode('x'.repeat(666))).toHaveLength(97);
    expect(qrCode('x'.repeat(667))).toBeNull();
    expect(qrCode('')).toBeNull();
});
