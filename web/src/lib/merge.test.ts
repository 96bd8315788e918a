import { describe, expect, it } from 'vitest';
import { applyPatch, conflictMembers, latestTag, mergeChoices, noteReplaced } from './merge';

describe('conflictMembers', () => {
    const patch = { name: 'a', budget: '1.00' };
    it('those that the server names', () => expect(conflictMembers(patch, { name: 'b', budget: '2.00' }, ['budget'])).toEqual(['budget']));
    it('all that differ where it names none', () => expect(conflictMembers(patch, { name: 'a', budget: '2.00' }, undefined)).toEqual(['budget']));
    it('a removal differs from a value', () => expect(conflictMembers({ unit: null }, { unit: 'x' }, [])).toEqual(['unit']));
    it('a removal is no conflict where nothing is', () => expect(conflictMembers({ unit: null }, {}, [])).toEqual([]));
});

describe('mergeChoices', () => {
    const patch = { name: 'mine', budget: '1.00' };
    it('theirs is not sent', () => expect(mergeChoices(patch, { name: 'theirs', budget: 'mine' })).toEqual({ budget: '1.00' }));
    it('members without a choice are ours', () => expect(mergeChoices(patch, {})).toEqual(patch));
    it('all theirs leaves nothing to send', () => expect(mergeChoices(patch, { name: 'theirs', budget: 'theirs' })).toBeNull());
});

describe('applyPatch', () => {
    it('as RFC 7396 does', () =>
        expect(applyPatch({ title: { th: 'ก', en: 'a' }, vision: 'x', list: [1, 2] }, { title: { en: null }, vision: null, list: [3] })).toEqual({ title: { th: 'ก' }, list: [3] }));
    it('leaves its argument alone', () => {
        const target = { title: { th: 'ก' } };
        applyPatch(target, { title: { th: 'ข' } });
        expect(target).toEqual({ title: { th: 'ก' } });
    });
});

describe('latestTag', () => {
    it('follows our own saves', () => expect(latestTag('a', new Map([['a', 'b'], ['b', 'c']]))).toBe('c'));
    it('comes back with undo', () => {
        const replaced = new Map<string, string>();
        noteReplaced(replaced, 'a', 'b');
        noteReplaced(replaced, 'b', 'a');
        expect(latestTag('a', replaced)).toBe('a');
        expect(latestTag('b', replaced)).toBe('a');
    });
});
