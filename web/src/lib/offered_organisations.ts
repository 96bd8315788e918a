// Of which organisation something is begun: one's own first, and of others only those for which it means something.
import type { Id } from './types';

interface Organisation {
    id: Id;
    name: string;
    kind?: string;
}

/** Sections, and the agency or others that lead a step themselves; one's own stands first and is what is meant unless another is
 * chosen. `reporting`: who has steps to report; `units`: of one's roles in the agency. */
export function offeredOrganisations<T extends Organisation>(all: readonly T[], reporting: readonly Id[], units: readonly Id[]): { organisations: T[]; own: Id } {
    const offered = all.filter((one) => one.kind === 'section' || reporting.includes(one.id) || units.includes(one.id));
    const mine = offered.filter((one) => units.includes(one.id));
    return { organisations: [...mine, ...offered.filter((one) => !units.includes(one.id))], own: mine[0]?.id ?? '' };
}
