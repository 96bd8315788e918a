import { describe, expect, test, vi } from 'vitest';
import { ApiProblem } from './api';
import type { Patch } from './merge';
import { saveWithChoices, type Choices } from './stale';

const stale = (current: Patch, current_etag = 'now') => new ApiProblem(412, { type: 'urn:phaen:problem:stale_element', current, current_etag });

function saving(answers: (Error | string)[], choices: Choices | null = {}) {
    const sent: [Patch, string][] = [];
    const send = async (patch: Patch, tag: string) => {
        sent.push([patch, tag]);
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer ?? '';
    };
    const ask = vi.fn(async () => choices);
    const answer = saveWithChoices({ element: 'project-1', patch: { name: 'ก', budget: '2.00' }, tag: 'seen', send, ask });
    return { sent, ask, answer };
}

describe('saveWithChoices', () => {
    test('asks nothing when nobody was first', async () => {
        const { sent, ask, answer } = saving(['saved']);
        expect(await answer).toBe('saved');
        expect(sent).toEqual([[{ name: 'ก', budget: '2.00' }, 'seen']]);
        expect(ask).not.toHaveBeenCalled();
    });
    test('sends what was kept, by the tag of what stands there now', async () => {
        const { sent, ask, answer } = saving([stale({ name: 'ข', budget: '1.00' }), 'saved'], { name: 'theirs', budget: 'mine' });
        expect(await answer).toBe('saved');
        expect(ask).toHaveBeenCalledWith({ element: 'project-1', patch: { name: 'ก', budget: '2.00' }, current: { name: 'ข', budget: '1.00' }, members: ['name', 'budget'] });
        expect(sent[1]).toEqual([{ budget: '2.00' }, 'now']);
    });
    test('sends again without asking when they changed something else', async () => {
        const { sent, ask, answer } = saving([stale({ name: 'ก', budget: '2.00', number: '7' }), 'saved']);
        expect(await answer).toBe('saved');
        expect(ask).not.toHaveBeenCalled();
        expect(sent[1]?.[1]).toBe('now');
    });
    test('sends nothing more when theirs is kept, or when one thinks better of it', async () => {
        const theirs = saving([stale({ name: 'ข', budget: '1.00' })], { name: 'theirs', budget: 'theirs' });
        expect(await theirs.answer).toBeNull();
        const none = saving([stale({ name: 'ข', budget: '1.00' })], null);
        expect(await none.answer).toBeNull();
        expect(none.sent.length).toBe(1);
    });
    test('tries again when another element landed in between', async () => {
        const { sent, answer } = saving([new ApiProblem(409, { type: 'urn:phaen:problem:changed_meanwhile' }), 'saved']);
        expect(await answer).toBe('saved');
        expect(sent[1]).toEqual(sent[0]);
    });
    test('hands on every other refusal', async () => {
        const refusal = new ApiProblem(422, { title: 'no' });
        await expect(saving([refusal]).answer).rejects.toBe(refusal);
    });
});
