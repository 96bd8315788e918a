// The shapes of the month's reports and of the money. Amounts, scores, percents and
// weights are the server's exact decimals as strings; days are ISO, months `YYYY-MM`.
import type { Id } from './types';
import type { StepState } from './year';

export interface Reported {
    fact: string;
    on: string;
    by: string;
    percent: string;
    text: string;
    obstacles: string;
    corrective_action: string;
}

export interface ProgressRow {
    schedule: Id;
    title: string;
    step: Id;
    number: string;
    name: string;
    weight: string | null;
    owners: Id[];
    planned: string;
    actual: string;
    state: StepState;
    is_planned_now: boolean;
    /** The latest report before the month, and the latest within it. */
    last: Reported | null;
    this: Reported | null;
    evidence: { fact: string; title: string; file_name: string; on: string; bytes: number }[];
}

export interface ProgressGrid {
    plan: Id;
    month: string;
    first_month: string;
    last_month: string;
    rows: ProgressRow[];
    owners: { id: Id; name: string }[];
}

export interface StepReport {
    step: Id;
    on: string;
    percent: string;
    text?: string;
    obstacles?: string;
    corrective_action?: string;
    corrects?: string;
}

export interface ProgressKept {
    facts: string[];
    warnings: { step: Id; kind: 'lower_than_before' | 'approval_missing'; before?: string }[];
}

export type BalanceName =
    | 'appropriated' | 'transferred_in' | 'transferred_out' | 'after_transfer' | 'allotted'
    | 'available' | 'committed' | 'advanced' | 'disbursed' | 'carried_over';
export type Balances = Record<BalanceName, string>;
/** Baht since the year began. */
export interface SpendingMonth {
    month: string;
    planned: string;
    disbursed: string;
}
interface Named {
    id: string;
    name: string;
}
export interface Money {
    plan: Id;
    fiscal_year: number;
    as_of: string;
    total: Balances;
    accounts: { fund: string; category: string; item: string; project: string; balances: Balances }[];
    projects: { id: Id; name: string; budget: string | null; balances: Balances; months: SpendingMonth[] }[];
    months: SpendingMonth[];
    periods: { kind: 'month' | 'quarter' | 'round'; number: number; day: string; disbursed: string; after_transfer: string; rate: string | null; rate_of_appropriated: string | null; disbursed_within: string }[];
    assertions: { fact: string; day: string; asserted: string; found: string; holds: boolean }[];
    last_assertion: string | null;
    overdrafts: { fact: string; balance: string; short_by: string }[];
    funds: Named[];
    categories: Named[];
}
