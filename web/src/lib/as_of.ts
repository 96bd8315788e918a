// The day as of which everything is shown; null is the present. Kept in the window's session, and taken from the address once,
// so that a link can say it.
import { useSyncExternalStore } from 'react';

const kStored = 'phaen.as_of';
const kDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const listeners = new Set<() => void>();

function first(): string | null {
    try {
        const said = new URLSearchParams(globalThis.location?.search ?? '').get('as_of') ?? sessionStorage.getItem(kStored);
        return said !== null && kDay.test(said) ? said : null;
    } catch {
        return null;
    }
}

let day = first();

export function setAsOf(next: string | null): void {
    day = next;
    try {
        if (next === null) sessionStorage.removeItem(kStored);
        else sessionStorage.setItem(kStored, next);
    } catch {
        // Not remembered then.
    }
    for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
};

export const useAsOfDay = (): string | null => useSyncExternalStore(subscribe, () => day);

/** `2022-02` is `2022-02-28`. */
export function lastDayOf(month: string): string {
    const [year, number] = month.split('-').map(Number);
    return `${month}-${String(new Date(Date.UTC(year ?? 0, number ?? 1, 0)).getUTCDate()).padStart(2, '0')}`;
}
