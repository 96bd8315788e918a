// Findings by the part of the plan that they concern.
import type { Finding, Id, Severity } from './types';

export const severities: readonly Severity[] = ['error', 'warning', 'info'];

export function byElement(findings: readonly Finding[], pageOf: (id: Id) => Id): Map<Id, Finding[]> {
    const map = new Map<Id, Finding[]>();
    for (const finding of findings) {
        if (!finding.element) continue;
        for (const id of new Set([finding.element, pageOf(finding.element)])) {
            const list = map.get(id);
            if (list) list.push(finding);
            else map.set(id, [finding]);
        }
    }
    return map;
}

/** The member of its element that a finding is about: "name" of "/projects/0/name", "targets" of "/indicators/0/targets/1/value". */
export function memberOf(finding: Finding, members: readonly string[]): string | undefined {
    const parts = (finding.path ?? '').split('/').slice(1).reverse();
    return parts.find((part) => members.includes(part));
}

export const sortBySeverity = <F extends Finding>(findings: readonly F[]): F[] =>
    [...findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
