// Combinations of a SWOT analysis: which points fit into which, and what a change of one is.
import { referenceId, referenceText } from './plan_tree';
import type { Combination, Id, Reference, SwotItem } from './types';

export const quarters = ['S', 'W', 'O', 'T'] as const;
export const pairs = ['SO', 'WO', 'ST', 'WT'] as const;
export type Pair = (typeof pairs)[number];

/** A point belongs into a combination of its letter. */
export const fits = (kind: Pair, item: Id) => item !== '' && kind.includes(item.charAt(0));

export const holds = (combination: Combination, item: Id) => (combination.items ?? []).some((other) => referenceId(other) === item);

/** May be put there, and is not there yet. */
export const accepts = (combination: Combination, item: Id) => fits(combination.kind, item) && !holds(combination, item);

/** The combination's items with one more, the inner side's first: S and W before O and T. */
export function withItem(combination: Combination, item: Id): Reference[] {
    const items: Reference[] = [...(combination.items ?? []), item];
    const order = (one: Reference) => quarters.findIndex((letter) => letter === referenceText(one).charAt(0));
    return items.map((one, at) => ({ one, at })).sort((a, b) => order(a.one) - order(b.one) || a.at - b.at).map(({ one }) => one);
}

export const withoutItem = (combination: Combination, item: Id): Reference[] => (combination.items ?? []).filter((other) => referenceId(other) !== item);

/** Which letters have no point in it. */
export const missingSides = (combination: Combination): string[] => [...combination.kind].filter((letter) => !(combination.items ?? []).some((item) => referenceText(item).startsWith(letter)));

/** The number after the highest one that is in use. */
export const nextSwotId = (items: readonly SwotItem[], letter: string): Id =>
    `${letter}${Math.max(0, ...items.filter((item) => item.id.startsWith(letter)).map((item) => Number(item.id.slice(1)) || 0)) + 1}`;
