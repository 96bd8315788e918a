// A performance agreement as it came about: what was proposed, negotiated, signed, and how it stands now.
import type { Indicator, PlanContent, Target, Texts } from './types';

export type Need = 'comment' | 'document' | 'date' | 'signer';

export interface Move {
    action: string;
    name: Texts | null;
    from: string;
    to: string;
    at: string;
    by: string;
    by_name?: string | null;
    note: Partial<Record<Need, string>> & { number?: number };
}

export interface AgreementSubject {
    kind_name: Texts;
    state: string;
    state_name: Texts | null;
    fixed: boolean;
    actions: { id: string; name: Texts }[];
    number?: number;
    approved_number?: number | null;
    changed_since_approval?: { element: string; title: string }[];
    history?: Move[];
}

export type StageName = 'proposed' | 'negotiated' | 'signed' | 'now';

export interface Stage {
    name: StageName;
    /** The version of the plan that says so. */
    number: number;
}

/**
 * The stages that can be told apart: proposed is the first version, or the one with which a negotiation was reopened last;
 * the others are what their steps noted. The newest version stands last when it is another one than the stage before.
 */
export function stagesOf(subject: AgreementSubject, newest: number): Stage[] {
    const moves = subject.history ?? [];
    const last = (fits: (move: Move) => boolean) => moves.filter(fits).at(-1)?.note.number;
    const stages: Stage[] = [{ name: 'proposed', number: last((move) => move.to === 'proposed') ?? 1 }];
    const negotiated = last((move) => move.to === 'negotiated');
    if (negotiated !== undefined && subject.state !== 'proposed') stages.push({ name: 'negotiated', number: negotiated });
    const signed = subject.approved_number ?? undefined;
    if (signed !== undefined && subject.state !== 'proposed' && subject.state !== 'negotiated') stages.push({ name: 'signed', number: signed });
    const before = stages.at(-1);
    if (before?.number !== newest) stages.push({ name: 'now', number: newest });
    return stages;
}

/** The indicators that the agreement is about: those with a weight, in any of the plans. */
export function agreedIndicators(plans: readonly PlanContent[]): Indicator[] {
    const found = new Map<string, Indicator>();
    // The newest plan's come first in its order; those that it has no more follow.
    for (const plan of [...plans].reverse()) for (const indicator of plan.indicators ?? []) if (!found.has(indicator.id)) found.set(indicator.id, indicator);
    return [...found.values()].filter((indicator) => plans.some((plan) => plan.indicators?.some((other) => other.id === indicator.id && other.weight !== undefined)));
}

/** The target of the plan's own year, else the last one. */
export const targetOf = (plan: PlanContent, indicator: Indicator | undefined): Target | undefined =>
    indicator?.targets?.find((target) => target.fiscal_year === plan.fiscal_year) ?? indicator?.targets?.at(-1);
