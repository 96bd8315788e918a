// The running year as the server tells it: shapes, and how they are asked for.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useAgency } from './agency';
import { request } from './api';
import { setAsOf, useAsOfDay } from './as_of';
import { usePlans } from './queries';
import { useSettings } from './settings';
import type { Id, PlanSummary, Texts } from './types';
import type { Money, ProgressGrid } from './types_year';

/** `cancelled`: it or its project was, so that nobody waits for it. */
export type StepState = 'done' | 'late' | 'due' | 'waiting' | 'cancelled';

export interface YearStep {
    id: Id;
    number: string;
    name: string;
    weight: string | null;
    months: string[];
    planned: string;
    actual: string;
    state: StepState;
    days_late: number;
    not_reported: boolean;
    approval_missing: boolean;
    reported_on: string | null;
    fact: Id | null;
}

export interface YearSchedule {
    id: Id;
    title: string;
    indicator: Id | null;
    project: Id | null;
    owners: Id[];
    planned: string;
    actual: string;
    steps: YearStep[];
}

export interface YearIndicator {
    id: Id;
    number: string;
    name: string;
    parent: Id | null;
    component: string;
    weight: string | null;
    score: string | null;
    score_last_month: string | null;
    level: number | null;
    outcome: string;
    value: string | null;
    percent: string | null;
    missing: string[];
    owners: Id[];
}

export interface YearOverview {
    plan: Id;
    fiscal_year: number;
    as_of: string;
    first_day: string;
    last_day: string;
    total: { score: string; weight: string };
    total_last_month: { score: string; weight: string } | null;
    money: { budget: string; after_transfer: string; committed: string; disbursed: string; available: string; planned: string; rate: string | null };
    counts: { steps: number; done: number; late: number; due: number; not_reported: number };
    components: { number: string; name: string; weight: string; score: string }[];
    indicators: YearIndicator[];
    schedules: YearSchedule[];
    projects: { id: Id; number: string; name: string; state: string; budget: string | null; disbursed: string }[];
    reported: { owner: Id; months: { month: string; due: number; reported: number }[] }[];
    upcoming: { step: Id; name: string; day: string }[];
    organisations: { id: Id; name: string }[];
}

const path = encodeURIComponent;

/** The plan that the year's pages are about: the one chosen, else that of the newest year. */
export function useYearPlan(): { plan: PlanSummary | undefined; plans: PlanSummary[]; isLoading: boolean; error: unknown; retry: () => void } {
    const settings = useSettings();
    const { agency, error } = useAgency();
    const query = usePlans(agency?.id);
    const plans = query.data?.items ?? [];
    const plan = plans.find((item) => item.id === settings.plan) ?? plans[0];
    return { plan, plans, isLoading: query.isLoading || (agency === undefined && !error), error: error ?? query.error, retry: () => void query.refetch() };
}

/** The day that the pages are turned back to; null: as of now. */
export function useAsOf(): [string | null, (day: string | null) => void] {
    return [useAsOfDay(), setAsOf];
}

const moment = (day: string | null) => (day ? `?as_of=${path(day)}` : '');

export const yearKeys = {
    all: (plan: Id) => ['plans', plan, 'year'] as const,
    overview: (plan: Id, day: string | null) => ['plans', plan, 'year', 'overview', day] as const,
    score: (plan: Id, day: string | null) => ['plans', plan, 'year', 'score', day] as const,
    outlook: (plan: Id, day: string | null) => ['plans', plan, 'year', 'outlook', day] as const,
    money: (plan: Id, day: string | null) => ['plans', plan, 'year', 'money', day] as const,
    progress: (plan: Id, month: string, owner: Id) => ['plans', plan, 'year', 'progress', month, owner] as const,
};

export const useYear = (plan: Id | undefined, day: string | null) =>
    useQuery({
        queryKey: yearKeys.overview(plan ?? '', day),
        queryFn: () => request<YearOverview>(`/plans/${path(plan ?? '')}/year${moment(day)}`),
        enabled: plan !== undefined,
        placeholderData: keepPreviousData,
    });

export const useDerivation = (plan: Id | undefined, day: string | null) =>
    useQuery({
        queryKey: yearKeys.score(plan ?? '', day),
        queryFn: () => request<Derivation>(`/plans/${path(plan ?? '')}/score${moment(day)}`),
        enabled: plan !== undefined,
        placeholderData: keepPreviousData,
    });

export interface Action {
    kind: 'finish_step' | 'hand_in_evidence' | 'add_records' | 'spend';
    element?: Id;
    amount?: string;
    days: number;
    owner?: Id;
}

interface Likely {
    low: string;
    middle: string;
    high: string;
}

/** `phaen.forecast/1` and `phaen.advice/1`, as far as they are shown; null when the year is over. */
export interface Outlook {
    forecast: { total: Likely } | null;
    advice: { suggestions: { indicator: Id; level?: number; gain: string; days: number; chosen: boolean; actions: Action[] }[] } | null;
}

export const useOutlook = (plan: Id | undefined, day: string | null) =>
    useQuery({
        queryKey: yearKeys.outlook(plan ?? '', day),
        queryFn: () => request<Outlook>(`/plans/${path(plan ?? '')}/outlook${moment(day)}`),
        enabled: plan !== undefined,
        placeholderData: keepPreviousData,
    });

export const useMoney = (plan: Id | undefined, day: string | null) =>
    useQuery({
        queryKey: yearKeys.money(plan ?? '', day),
        queryFn: () => request<Money>(`/plans/${path(plan ?? '')}/money${moment(day)}`),
        enabled: plan !== undefined,
        placeholderData: keepPreviousData,
    });

/** Without a month: that of the present day, or the nearest one of the year. */
export const useProgress = (plan: Id | undefined, month: string, owner: Id) =>
    useQuery({
        queryKey: yearKeys.progress(plan ?? '', month, owner),
        queryFn: () => {
            const query = new URLSearchParams();
            if (month !== '') query.set('month', month);
            if (owner !== '') query.set('owner', owner);
            const text = query.toString();
            return request<ProgressGrid>(`/plans/${path(plan ?? '')}/progress${text === '' ? '' : `?${text}`}`);
        },
        enabled: plan !== undefined,
        // The month that is being chosen stays in sight, and the focus with it.
        placeholderData: (before, query) => (query?.queryKey[1] === plan ? before : undefined),
    });

/** `phaen.derivation/1`, as far as it is shown. Exact numbers are texts `n` or `n/d`. */
export interface Derivation {
    as_of: string;
    scheme?: string;
    indicators: DerivedIndicator[];
    components: { number: string; name: string; weight: number | string; score: number | string }[];
    total: { weight: number | string; score: number | string };
}

export interface DerivedIndicator {
    id: Id;
    parent?: Id;
    number?: string;
    name: string;
    component: string;
    rule: string;
    weight?: number | string;
    queries?: DerivedQuery[];
    levels?: DerivedLevel[];
    value?: string;
    level_reached?: number;
    outcome: string;
    percent?: string;
    points_exact?: string;
    score?: number | string;
    missing?: string[];
    /** `used`: the score rests on it. */
    judgements?: { fact: Id; assessed_by: string; status: string; level?: number; value?: number | string; score?: number | string; not_applicable?: boolean; reason?: string; used?: boolean }[];
}

export interface DerivedQuery {
    name: string;
    fn: string;
    value?: string;
    parts?: { fn: string; of: string; value?: string; leaves?: { fact: Id; key?: string; amount?: number | string }[] }[];
    /** Why it has no value; `problems` says the same in English only. */
    problem_texts?: Texts[];
}

export interface DerivedLevel {
    level: number;
    percent_of_weight: number | string;
    met: boolean;
    thresholds?: { of: string; value?: string; at_least?: number | string; at_most?: number | string; met: boolean }[];
    evidence?: { evidence: Id; facts?: Id[]; met: boolean }[];
}
