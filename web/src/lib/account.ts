// Where each part of a document went: looked up from the part and from the element.
import type { Account, Id } from './types';

export const partKey = (block: number, row?: number) => `${block}/${row ?? ''}`;

export interface AccountIndex {
    /** By block and row. */
    parts: Map<string, Account[]>;
    /** Keys of the parts that an element, or the page that shows it, came from. */
    sources: Map<Id, string[]>;
}

export function indexAccount(account: readonly Account[], pageOf: (id: Id) => Id): AccountIndex {
    const parts = new Map<string, Account[]>();
    const sources = new Map<Id, string[]>();
    for (const entry of account) {
        const key = partKey(entry.block, entry.row);
        const list = parts.get(key);
        if (list) list.push(entry);
        else parts.set(key, [entry]);
        const elements = new Set<Id>();
        for (const { element } of entry.destinations ?? []) elements.add(element).add(pageOf(element));
        for (const element of elements) {
            const keys = sources.get(element);
            if (!keys) sources.set(element, [key]);
            else if (!keys.includes(key)) keys.push(key);
        }
    }
    return { parts, sources };
}

/** The elements that the entries name, each once, in order. */
export function destinationsOf(entries: readonly Account[] | undefined): Id[] {
    return [...new Set((entries ?? []).flatMap((entry) => (entry.destinations ?? []).map((destination) => destination.element)))];
}
