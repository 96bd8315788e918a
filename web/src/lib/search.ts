// Finding by what one types: the printed number first, then the title; Thai and Arabic digits are the same.
import { toArabicDigits } from './digits';

export interface Findable {
    title: string;
    number?: string;
    /** Further words by which it is found: the kind, the id. */
    also?: string;
}

const folded = (text: string) => toArabicDigits(text).toLowerCase().replace(/\s+/g, ' ').trim();

/** The lower the better; null when it does not fit. */
function distance(item: Findable, typed: string): number | null {
    const number = folded(item.number ?? '');
    const title = folded(item.title);
    if (number === typed) return 0;
    if (title.startsWith(typed)) return 1;
    if (number.startsWith(typed)) return 2;
    if (title.includes(typed)) return 3;
    const all = `${number} ${title} ${folded(item.also ?? '')}`;
    return typed.split(' ').every((word) => all.includes(word)) ? 4 : null;
}

/** The best fits, in their own order where they fit alike; all of them, up to `most`, when nothing is typed. */
export function search<Item extends Findable>(items: readonly Item[], typed: string, most: number): Item[] {
    const wanted = folded(typed);
    if (wanted === '') return items.slice(0, most);
    const fits = items.flatMap((item) => {
        const at = distance(item, wanted);
        return at === null ? [] : [{ item, at }];
    });
    // The order of equal ones stays: sort is stable.
    return fits.sort((a, b) => a.at - b.at).slice(0, most).map((fit) => fit.item);
}
