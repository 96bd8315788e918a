// Owners as a person types them: names parted by "/", known ones become references, others stay as typed.
import type { Organisation, Reference } from './types';
import { referenceText } from './plan_tree';

export function ownersText(owners: readonly Reference[] | undefined, organisations: readonly Organisation[] | undefined): string {
    const names = new Map((organisations ?? []).map((organisation) => [organisation.id, organisation.name]));
    return (owners ?? [])
        .map((owner) => (typeof owner === 'string' ? (names.get(owner) ?? owner) : referenceText(owner)))
        .join(' / ');
}

export function parseOwners(typed: string, organisations: readonly Organisation[] | undefined): Reference[] {
    const known = new Map<string, string>();
    for (const organisation of organisations ?? []) {
        if (organisation.short_name) known.set(organisation.short_name, organisation.id);
    }
    for (const organisation of organisations ?? []) known.set(organisation.name, organisation.id);
    const owners: Reference[] = [];
    const seen = new Set<string>();
    for (const part of typed.split('/')) {
        const name = part.trim().replace(/\s+/g, ' ');
        if (name === '' || seen.has(name)) continue;
        seen.add(name);
        const id = known.get(name);
        owners.push(id ?? { unresolved: name });
    }
    return owners;
}
