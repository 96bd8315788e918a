// Saving an element that somebody else may have changed meanwhile: a refusal with 412 shows what stands there now, asks what
// to keep of each member, and sends the rest again.
import { ApiProblem } from './api';
import { conflictMembers, mergeChoices, type Choice, type Patch } from './merge';
import type { Id } from './types';

/** What one has to decide: our patch, what stands there now, and the members in which they differ. */
export interface Stale {
    element: Id;
    patch: Patch;
    current: Patch;
    members: string[];
}

export type Choices = Record<string, Choice>;

interface Saving<Answer> {
    element: Id;
    patch: Patch;
    /** The tag that the person saw. */
    tag: string;
    send: (patch: Patch, tag: string) => Promise<Answer>;
    /** Null: nothing is to be saved. */
    ask: (stale: Stale) => Promise<Choices | null>;
}

const kTries = 5;

/** What the server answered; null when theirs was kept throughout. Other refusals reject. */
export async function saveWithChoices<Answer>({ element, patch, tag, send, ask }: Saving<Answer>): Promise<Answer | null> {
    let sending = patch;
    let seen = tag;
    for (let attempt = 1; ; attempt += 1) {
        try {
            return await send(sending, seen);
        } catch (error) {
            if (!(error instanceof ApiProblem) || attempt === kTries) throw error;
            // Another element landed between reading and writing; ours is as it was.
            if (error.word === 'changed_meanwhile') continue;
            if (error.status !== 412 || typeof error.body.current_etag !== 'string') throw error;
            const current = (error.body.current ?? {}) as Patch;
            const members = conflictMembers(sending, current, error.body.conflicts as string[] | undefined);
            const choices = members.length > 0 ? await ask({ element, patch: sending, current, members }) : {};
            const merged = choices === null ? null : mergeChoices(sending, choices);
            if (merged === null) return null;
            sending = merged;
            seen = error.body.current_etag;
        }
    }
}
