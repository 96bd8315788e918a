import { describe, expect, it } from 'vitest';
import { ApiProblem, nextCursor, problemTexts, quoted } from './api';

describe('nextCursor', () => {
    it('of the next page', () => expect(nextCursor('</api/v1/plans/a/versions?limit=50&cursor=abc%3D>; rel="next"')).toBe('abc='));
    it('among others', () => expect(nextCursor('</x?cursor=1>; rel="prev", </x?cursor=3>; rel="next"')).toBe('3'));
    it('none on the last page', () => expect(nextCursor(null)).toBeNull());
});

describe('problemTexts', () => {
    it('has the two languages of the server', () =>
        expect(problemTexts(new ApiProblem(409, { type: 'urn:phaen:problem:nothing_to_undo', message: { title: { th: 'ก', en: 'a' } } })).title).toEqual({ th: 'ก', en: 'a' }));
    it('names what is wrong in a plan', () =>
        expect(problemTexts(new ApiProblem(422, { title: 'x', errors: [{ pointer: '/a', message: { th: 'ผิด', en: 'wrong' } }, { message: { th: 'ขาด', en: 'missing' } }] })).detail).toEqual({
            th: 'ผิด ขาด',
            en: 'wrong missing',
        }));
    it('says that the system is out of reach', () => expect(problemTexts(new TypeError('fetch')).title.en).toBe('The system cannot be reached'));
    it('knows the word of the type', () => expect(new ApiProblem(412, { type: 'urn:phaen:problem:stale_element' }).word).toBe('stale_element'));
});

describe('quoted', () => {
    it.each([
        ['abc', '"abc"'],
        ['"abc"', '"abc"'],
        ['*', '*'],
    ])('%s', (tag, header) => expect(quoted(tag)).toBe(header));
});
