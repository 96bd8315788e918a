// Two people changed the same element: what to send once each member's fate is chosen (RFC 7396 merge patches).

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
export type Patch = { [member: string]: Json };
export type Choice = 'mine' | 'theirs';

/** The members to decide on: those that the server named, else all of ours that differ from the current ones. */
export function conflictMembers(patch: Patch, current: Patch, named: readonly string[] | undefined): string[] {
    const ours = Object.keys(patch);
    const stated = (named ?? []).filter((member) => ours.includes(member));
    if (stated.length > 0) return stated;
    return ours.filter((member) => JSON.stringify(patch[member] ?? null) !== JSON.stringify(current[member] ?? null));
}

/** Our patch without the members in which theirs was chosen; null when nothing is left to send. */
export function mergeChoices(patch: Patch, choices: Readonly<Record<string, Choice>>): Patch | null {
    const merged: Patch = {};
    for (const [member, value] of Object.entries(patch)) {
        if (choices[member] !== 'theirs') merged[member] = value;
    }
    return Object.keys(merged).length > 0 ? merged : null;
}

/** RFC 7396 on the members of one element; null removes, objects merge one level after another. */
export function applyPatch(target: Patch, patch: Patch): Patch {
    const result: Patch = { ...target };
    const waiting: [Patch, Patch][] = [[result, patch]];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [into, from] = next;
        for (const [member, value] of Object.entries(from)) {
            if (value === null) delete into[member];
            else if (typeof value === 'object' && !Array.isArray(value)) {
                const old = into[member];
                const inner: Patch = old !== null && typeof old === 'object' && !Array.isArray(old) ? { ...old } : {};
                into[member] = inner;
                waiting.push([inner, value]);
            } else into[member] = value;
        }
    }
    return result;
}

/** Follows the tags that our own saves replaced: a tag taken before our last save still names what we saw. */
export function latestTag(tag: string, replaced: ReadonlyMap<string, string>): string {
    let latest = tag;
    for (let step = 0; step <= replaced.size; step += 1) {
        const next = replaced.get(latest);
        if (next === undefined || next === latest) break;
        latest = next;
    }
    return latest;
}

/** Notes that a save of ours replaced `old` by `now`; `now` is current, so nothing may lead on from it (undo brings old tags back). */
export function noteReplaced(replaced: Map<string, string>, old: string, now: string): void {
    if (old === now) return;
    replaced.delete(now);
    replaced.set(old, now);
}
