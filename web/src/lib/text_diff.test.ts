import { describe, expect, it } from 'vitest';
import { diffText } from './text_diff';
import { en } from './texts_en';
import { th } from './texts_th';

const side = (before: string, after: string, kind: 'removed' | 'added') =>
    diffText(before, after)
        .filter((piece) => piece.kind === 'same' || piece.kind === kind)
        .map((piece) => piece.text)
        .join('');

describe('diffText', () => {
    it.each([
        ['', ''],
        ['', 'โครงการใหม่'],
        ['โครงการเก่า', ''],
        ['โครงการส่งเสริมเมือง', 'โครงการส่งเสริมศักยภาพเมือง'],
        ['1,500,000.00', '1,600,000.00'],
        ['a b c d', 'b x d e'],
    ])('gives both sides back: %s / %s', (before, after) => {
        expect(side(before, after, 'removed')).toBe(before);
        expect(side(before, after, 'added')).toBe(after);
    });
    it('marks only the words that changed', () =>
        expect(diffText('go by bus', 'go by train')).toEqual([
            { kind: 'same', text: 'go by ' },
            { kind: 'removed', text: 'bus' },
            { kind: 'added', text: 'train' },
        ]));
    it('gives long texts back too', () => {
        const before = 'ก '.repeat(3000);
        const after = 'ข '.repeat(3000);
        expect(side(before, after, 'removed')).toBe(before);
        expect(side(before, after, 'added')).toBe(after);
    });
});

describe('texts', () => {
    const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
    it('have the same places for values in both languages', () => {
        for (const [key, text] of Object.entries(th)) expect([key, slots(en[key as keyof typeof th])]).toEqual([key, slots(text)]);
    });
    it('do not shout', () => {
        for (const text of [...Object.values(th), ...Object.values(en)]) expect(text).not.toContain('!');
    });
});
