// What may come, as facts that nobody keeps: made for the queries of the plan's indicators.
import { request } from './api';
import type { Dataset, RecordValues, ShortScores } from './records';
import type { Id, Indicator } from './types';

export interface SupposedFact {
    kind: 'assessment' | 'record' | 'posting' | 'progress';
    element?: Id;
    on: string;
    data: Record<string, unknown>;
}

export interface WhatIf {
    before: ShortScores;
    after: ShortScores;
}

interface PlanQuery {
    fn?: string;
    of?: string;
    distinct?: string[];
    where?: [string, string, unknown][];
    date?: string;
    num?: PlanQuery;
    den?: PlanQuery;
}

/** A count of an indicator that records feed. */
export interface Counted {
    indicator: Id;
    query: string;
    dataset: Id;
    asked: PlanQuery;
}

const all = (query: PlanQuery | undefined): PlanQuery[] => (query ? [query, ...all(query.num), ...all(query.den)] : []);

/** The counts of an indicator and its parts that read one of the datasets, each dataset of a query once. */
export function countsOf(indicator: Indicator, datasets: readonly Dataset[]): Counted[] {
    const own = Object.entries((indicator as Indicator & { queries?: Record<string, PlanQuery> }).queries ?? {}).flatMap(([name, query]) => {
        const seen = new Set<string>();
        return all(query).flatMap((asked) => {
            if (asked.of === undefined || seen.has(asked.of) || !datasets.some((dataset) => dataset.id === asked.of)) return [];
            seen.add(asked.of);
            return [{ indicator: indicator.id, query: name, dataset: asked.of, asked }];
        });
    });
    return [...own, ...(indicator.sub_indicators ?? []).flatMap((part) => countsOf(part, datasets))];
}

/** So many records that the query counts: its conditions hold, its date is the day, what it tells apart differs. */
export function supposedRecords(counted: Counted, dataset: Dataset, count: number, on: string, first: number): SupposedFact[] {
    return Array.from({ length: count }, (_, index) => {
        const values: RecordValues = {};
        for (const field of dataset.fields) {
            const unlike = counted.asked.distinct?.includes(field.name) || dataset.key?.includes(field.name);
            if (field.computed || (!field.required && !unlike)) continue;
            if (field.type === 'date') values[field.name] = on;
            else if (field.type === 'choice') values[field.name] = field.choices?.[0]?.value;
            else if (field.type === 'integer') values[field.name] = 1;
            else if (field.type === 'text') values[field.name] = `what-if ${first + index}`;
        }
        if (counted.asked.date !== undefined) {
            const period = dataset.fields.find((field) => field.name === counted.asked.date)?.type === 'period';
            values[counted.asked.date] = period ? { from: on, to: on } : on;
        }
        for (const [field, op, value] of counted.asked.where ?? []) {
            if (op === '=') values[field] = value;
            else if (op === 'in' && Array.isArray(value)) values[field] = value[0] as unknown;
            else if ((op === '>=' || op === '<=') && values[field] === undefined) values[field] = value;
        }
        return { kind: 'record', on, data: { dataset: dataset.id, record: `what-if-${first + index}`, version: dataset.version, values } };
    });
}

export const askWhatIf = (plan: Id, as_of: string, facts: readonly SupposedFact[]) => request<WhatIf>(`/plans/${encodeURIComponent(plan)}/what-if`, { method: 'POST', body: { as_of, facts } });
export const recordAssessment = (plan: Id, body: Record<string, unknown>) => request<unknown>(`/plans/${encodeURIComponent(plan)}/assessments`, { method: 'POST', body });
