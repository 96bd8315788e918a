// The help of each page, in both languages: data files under help/, loaded when they are asked for.
import type { Language } from './dates';

export interface HelpText {
    for: string;
    tasks: { title: string; steps: string[] }[];
    keys: { key: string; does: string }[];
}

export type Help = Record<Language, HelpText>;

const files = import.meta.glob<Help>('../help/*.json', { import: 'default' });

export const helpNames = (): string[] => Object.keys(files).map((path) => path.replace(/^.*\/(.*)\.json$/, '$1'));

/** Null for a page that has none. */
export async function readHelp(name: string): Promise<Help | null> {
    const load = files[`../help/${name}.json`];
    return load ? await load() : null;
}
