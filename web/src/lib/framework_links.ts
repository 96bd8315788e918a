// Which elements of a plan hang on which framework.
import type { Id, Link, PlanContent } from './types';

export interface FrameworkLink {
    element: Id;
    /** Id of a node, or the text of one that was not found. */
    node: string;
}

/** The links of measures, missions, indicators and projects, by framework, in the order of the plan. */
export function linksByFramework(plan: PlanContent): Map<Id, FrameworkLink[]> {
    const found = new Map<Id, FrameworkLink[]>();
    const elements: readonly { id: Id; links?: Link[] }[] = [...(plan.measures ?? []), ...(plan.missions ?? []), ...(plan.indicators ?? []), ...(plan.projects ?? [])];
    for (const { id, links } of elements) {
        for (const { framework, node } of links ?? []) {
            const list = found.get(framework) ?? [];
            list.push({ element: id, node: typeof node === 'string' ? node : node.unresolved });
            found.set(framework, list);
        }
    }
    return found;
}
