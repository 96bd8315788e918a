// The years' schemes that an agency can use: as the server has them, and what a screen makes of their files.
import { useQuery } from '@tanstack/react-query';
import { request, withTag, type Seen } from './api';
import type { Id, PlanView, Texts } from './types';

interface Assumed {
    /** No document of the year prints it. */
    assumed?: boolean;
}

export interface ScopeItem {
    category?: Id;
    item?: string;
    fund?: Id;
}
export interface BudgetScope {
    include?: ScopeItem[];
    exclude?: ScopeItem[];
}

/** phaen.scheme/1, as far as it is shown. */
export interface SchemeContent {
    id: Id;
    title?: Texts;
    fiscal_year: number;
    below_lowest?: { percent_of_weight: number | string } & Assumed;
    rounding?: { decimals: number; mode: string } & Assumed;
    interpolation?: { method: string } & Assumed;
    levels?: ({ level: number; percent_of_weight: number | string } & Assumed)[];
    expenditure_categories?: { id: Id; name: string; name_en?: string }[];
    fund_sources?: { id: Id; name: string }[];
    reporting_periods?: ({ kind: string; number: number; from: string; to: string } & Assumed)[];
    project_kinds?: { id: Id; title: string }[];
    components?: ({ number: string; name?: string; name_en?: string; weight?: number | string } & Assumed)[];
    indicator_groups?: ({ letter: string; title?: string; weighted?: boolean; components?: string[] } & Assumed)[];
    disbursement?: { numerator?: BudgetScope; denominator?: BudgetScope };
}

export interface SchemeHead {
    scheme: Id;
    title: Texts;
    fiscal_year: number;
    is_own: boolean;
    is_shipped: boolean;
    changed_at?: string;
    plans: { plan: Id; title: Texts; fiscal_year: number }[];
}

export interface SchemeFile extends SchemeHead {
    content: SchemeContent;
    text: string;
    editions: { at: string; by: Id; is_removed: boolean }[];
}

export interface SchemeError {
    line: number;
    column: number;
    pointer: string;
    message: Texts;
}

export interface SchemeCheck {
    errors: SchemeError[];
    content: SchemeContent | null;
    scheme: Id | null;
    state: 'new' | 'own' | 'shipped' | null;
    etag: string | null;
}

const path = encodeURIComponent;
const schemes = (agency: Id) => `/agencies/${path(agency)}/schemes`;

export const schemeKeys = {
    all: (agency: Id) => ['agencies', agency, 'schemes'] as const,
    one: (agency: Id, scheme: Id) => ['agencies', agency, 'schemes', scheme] as const,
};

export const useSchemes = (agency: Id | undefined) =>
    useQuery({ queryKey: schemeKeys.all(agency ?? ''), queryFn: () => request<{ items: SchemeHead[] }>(schemes(agency ?? '')), enabled: agency !== undefined });
export const useScheme = (agency: Id, scheme: Id | null) =>
    useQuery({ queryKey: schemeKeys.one(agency, scheme ?? ''), queryFn: () => readScheme(agency, scheme ?? ''), enabled: scheme !== null });

export const readScheme = (agency: Id, scheme: Id) => withTag<SchemeFile>(`${schemes(agency)}/${path(scheme)}`);
export const checkScheme = (agency: Id, text: string) => request<SchemeCheck>(`/agencies/${path(agency)}/scheme-checks`, { method: 'POST', body: { text } });
export const putScheme = (agency: Id, scheme: Id, if_match: string, text: string) => request<SchemeFile>(`${schemes(agency)}/${path(scheme)}`, { method: 'PUT', body: { text }, if_match });
export const removeScheme = (agency: Id, { scheme, tag }: Seen<SchemeFile>) => request<undefined>(`${schemes(agency)}/${path(scheme)}`, { method: 'DELETE', if_match: tag });

/** What a plan's own print suggests, as a file. */
export const proposeScheme = (plan: Id) => request<{ scheme: Id; text: string }>(`/plans/${path(plan)}/proposed-scheme`);

/** Makes a file the agency's own, upon whatever stands there now. */
export async function bringBack(agency: Id, scheme: Id, text: string): Promise<void> {
    const { etag } = await checkScheme(agency, text);
    await putScheme(agency, scheme, etag ?? '', text);
}

/** Lets a plan name a scheme; gives back what it named before, null: none. */
export async function nameScheme(plan: Id, scheme: Id | null): Promise<Id | null> {
    const now = await request<PlanView>(`/plans/${path(plan)}`);
    await request(`/plans/${path(plan)}/elements/${path(plan)}`, { method: 'PATCH', body: { scheme }, merge_patch: true, if_match: now.etags[plan] });
    return (now.content as { scheme?: Id }).scheme ?? null;
}

/** What is wrong, by the lines of the file in their order; line 0 is the whole file. */
export function errorLines(text: string, errors: readonly SchemeError[]): { line: number; text: string; messages: Texts[] }[] {
    const lines = text.split('\n');
    const found = new Map<number, Texts[]>();
    for (const error of errors) found.set(error.line, [...(found.get(error.line) ?? []), error.message]);
    return [...found].sort(([a], [b]) => a - b).map(([line, messages]) => ({ line, text: line > 0 ? (lines[line - 1] ?? '').trim() : '', messages }));
}

/** The parts in which a scheme is shown, and told apart from another one. */
export const kSchemeParts = ['title', 'scoring', 'levels', 'components', 'indicator_groups', 'reporting_periods', 'project_kinds', 'expenditure_categories', 'fund_sources', 'disbursement'] as const;
export type SchemePart = (typeof kSchemeParts)[number];

function partOf(content: SchemeContent, part: SchemePart): unknown {
    if (part === 'title') return [content.title, content.fiscal_year];
    if (part === 'scoring') return [content.below_lowest, content.rounding, content.interpolation];
    return content[part];
}

/** The parts that differ. */
export const changedParts = (before: SchemeContent, after: SchemeContent): SchemePart[] =>
    kSchemeParts.filter((part) => JSON.stringify(partOf(before, part)) !== JSON.stringify(partOf(after, part)));

/** A line of a scope in words: a category, one item of it, or where the money comes from. */
export function scopeName(content: SchemeContent, { category, item, fund }: ScopeItem): string {
    if (fund !== undefined) return content.fund_sources?.find((one) => one.id === fund)?.name ?? fund;
    const name = content.expenditure_categories?.find((one) => one.id === category)?.name ?? category ?? '';
    return item ? `${name}: ${item}` : name;
}
