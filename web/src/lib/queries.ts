// What more than one feature reads from the server.
import { skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { request } from './api';
import type { Agency, Findings, Id, ImportSummary, PlanSummary, PlanView, Rule, Texts } from './types';

export const keys = {
    agencies: ['agencies'] as const,
    plans: (agency: Id) => ['agencies', agency, 'plans'] as const,
    imports: (agency: Id) => ['agencies', agency, 'imports'] as const,
    plan: (plan: Id) => ['plans', plan] as const,
    planOf: (plan: Id, day: string) => ['plans', plan, 'as_of', day] as const,
    findings: (plan: Id) => ['plans', plan, 'findings'] as const,
    locks: (plan: Id) => ['plans', plan, 'locks'] as const,
    versions: (plan: Id) => ['plans', plan, 'versions'] as const,
    rule: (rule: string) => ['rules', rule] as const,
};

const path = encodeURIComponent;

export const useAgencies = () =>
    useQuery({ queryKey: keys.agencies, queryFn: () => request<{ items: Agency[] }>('/agencies'), staleTime: 60_000 });

/** What approvals hold fast in a plan. */
export interface PlanLock {
    workflow: string;
    name: Texts;
    state: Texts;
    scope: 'plan' | 'agreement';
    number: number;
}

/** They come with the findings. */
export const useLocks = (plan: Id): readonly PlanLock[] => useQuery<readonly PlanLock[]>({ queryKey: keys.locks(plan), queryFn: skipToken }).data ?? kNoLocks;
const kNoLocks: readonly PlanLock[] = [];

export const usePlans = (agency: Id | undefined) =>
    useQuery({
        queryKey: keys.plans(agency ?? ''),
        queryFn: () => request<{ items: PlanSummary[] }>(`/agencies/${path(agency ?? '')}/plans`),
        enabled: agency !== undefined,
    });

export const useImports = (agency: Id | undefined) =>
    useQuery({
        queryKey: keys.imports(agency ?? ''),
        queryFn: () => request<{ items: ImportSummary[] }>(`/agencies/${path(agency ?? '')}/imports`),
        enabled: agency !== undefined,
    });

/** With a day: the version that was in force on it. */
export const usePlan = (plan: Id | undefined, day: string | null = null) =>
    useQuery({
        queryKey: day === null ? keys.plan(plan ?? '') : keys.planOf(plan ?? '', day),
        queryFn: () => request<PlanView>(`/plans/${path(plan ?? '')}${day === null ? '' : `?as_of=${path(day)}`}`),
        enabled: plan !== undefined,
    });

/** The plan when it is here already: nothing is asked for. */
export const useKnownPlan = (plan: Id | undefined) =>
    useQuery<PlanView>({ queryKey: keys.plan(plan ?? ''), queryFn: skipToken }).data;

/** What was found in the plan; what approvals hold fast in it comes in the same answer. */
export function useFindings(plan: Id) {
    const client = useQueryClient();
    return useQuery({
        queryKey: keys.findings(plan),
        queryFn: async () => {
            const { findings, locks } = await request<{ findings: Findings; locks: PlanLock[] }>(`/plans/${path(plan)}/standing`);
            client.setQueryData<readonly PlanLock[]>(keys.locks(plan), locks);
            return findings;
        },
    });
}

export const useRule = (rule: string | null) =>
    useQuery({
        queryKey: keys.rule(rule ?? ''),
        queryFn: () => request<Rule>(`/rules/${path(rule ?? '')}`),
        enabled: rule !== null,
        staleTime: Infinity,
    });

/** After a change: the plan itself is read again, then what depends on it. */
export async function refreshPlan(client: QueryClient, plan: Id): Promise<void> {
    await Promise.all([
        client.invalidateQueries({ queryKey: keys.plan(plan), exact: true }),
        client.invalidateQueries({ queryKey: keys.findings(plan) }),
        client.invalidateQueries({ queryKey: keys.versions(plan) }),
    ]);
}
