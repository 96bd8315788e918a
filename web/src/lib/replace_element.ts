import { indexPlan } from './plan_tree';
import type { Id, PlanContent } from './types';

/** The plan with one element's members replaced by what the server answered. */
export function replaceElement(plan: PlanContent, id: Id, element: Record<string, unknown>): PlanContent {
    const copy = structuredClone(plan);
    if (id === plan.id) return { ...copy, ...element };
    const entry = indexPlan(copy).get(id);
    if (!entry) return copy;
    for (const member of Object.keys(entry.element)) delete entry.element[member];
    Object.assign(entry.element, element);
    return copy;
}
