// The parts of a plan that a role may be held to.
import type { Indicator, PlanContent } from './types';

const withSubs = (indicator: Indicator): Indicator[] => [indicator, ...(indicator.sub_indicators ?? [])];

/** Components by number, indicators with their sub-indicators, and projects, as the plan has them. */
export function rolePartsOf(content: PlanContent | undefined): { components: string[]; indicators: { id: string; name: string }[]; projects: { id: string; name: string }[] } {
    const all = content?.indicators ?? [];
    const named = ({ id, name, number }: { id: string; name: string; number?: string }) => ({ id, name: number ? `${number} ${name}` : name });
    return {
        components: [...new Set(all.flatMap((indicator) => indicator.component ?? []))],
        indicators: all.flatMap(withSubs).map(named),
        projects: (content?.projects ?? []).map(named),
    };
}
