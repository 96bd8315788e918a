// When this person looked at this plan's first page before: kept in the browser, so that it can say what is new.
const kApart = 4 * 3600 * 1000;

interface Visit {
    /** The end of the visit before this one; null on the first. */
    since: string | null;
    last: string;
}

/** The visit that `now` belongs to: what is not four hours apart is one visit. */
export function visitAt(now: string, before: Visit | null): Visit {
    if (!before) return { since: null, last: now };
    const apart = Date.parse(now) - Date.parse(before.last);
    if (Number.isNaN(apart)) return { since: null, last: now };
    return { since: apart >= kApart ? before.last : before.since, last: now };
}

const keyOf = (account: string, plan: string) => `phaen.visit.${account}.${plan}`;

/** Since when what has changed is new to the person. */
export function lookAgain(account: string, plan: string, now = new Date()): string | null {
    try {
        const stored = JSON.parse(localStorage.getItem(keyOf(account, plan)) ?? 'null') as Partial<Visit> | null;
        const before = typeof stored?.last === 'string' ? { since: typeof stored.since === 'string' ? stored.since : null, last: stored.last } : null;
        const visit = visitAt(now.toISOString(), before);
        localStorage.setItem(keyOf(account, plan), JSON.stringify(visit));
        return visit.since;
    } catch {
        return null;
    }
}
