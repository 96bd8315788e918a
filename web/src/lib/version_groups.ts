// Edits by one person of one element within ten minutes are one entry of the history.
import type { VersionItem } from './types';

const kTogetherMs = 10 * 60_000;

export interface VersionGroup {
    /** The one that stands for all. */
    newest: VersionItem;
    oldest: VersionItem;
    count: number;
}

/** From items newest first. */
export function groupVersions(items: readonly VersionItem[]): VersionGroup[] {
    const groups: VersionGroup[] = [];
    for (const item of items) {
        const last = groups.at(-1);
        const goes_on =
            last !== undefined &&
            item.action === 'edit' &&
            last.oldest.action === 'edit' &&
            item.number === last.oldest.number - 1 &&
            item.by === last.newest.by &&
            item.subject === last.newest.subject &&
            Date.parse(last.newest.at) - Date.parse(item.at) <= kTogetherMs;
        if (goes_on) {
            last.oldest = item;
            last.count += 1;
        } else {
            groups.push({ newest: item, oldest: item, count: 1 });
        }
    }
    return groups;
}
