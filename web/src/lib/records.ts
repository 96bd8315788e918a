// Registries: dictionaries, records as they stand, and which indicators they feed.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useAgency } from './agency';
import { request, requestPage } from './api';
import type { Id, Texts } from './types';
import { yearKeys, type Derivation } from './year';

export type FieldType = 'text' | 'integer' | 'decimal' | 'money' | 'boolean' | 'date' | 'period' | 'choice' | 'reference' | 'file' | 'url';

export interface DatasetField {
    name: string;
    type: FieldType;
    label?: Texts;
    description?: string;
    required?: boolean;
    examples?: string[];
    unit?: string;
    choices?: { value: string; label?: Texts }[];
    references?: Id;
    unique?: boolean;
    filterable?: boolean;
    personal?: boolean;
    computed?: { fn: string; of: string[] };
}

export type DictionaryChange =
    | 'field_added' | 'required_field_added' | 'field_removed' | 'type_widened' | 'type_changed' | 'became_required' | 'became_optional' | 'choice_added' | 'choice_removed'
    | 'range_widened' | 'range_narrowed' | 'pattern_changed' | 'became_unique' | 'no_longer_unique' | 'reference_changed' | 'key_changed' | 'computed_changed';

export interface Dataset {
    id: Id;
    version: number;
    /** The agency's, not the program's. */
    is_own?: boolean;
    title: Texts;
    description?: string;
    fields: DatasetField[];
    key?: string[];
    update_cycle?: { unit: 'none' | 'day' | 'week' | 'month' | 'quarter' | 'half_year' | 'year'; interval?: number };
}

export type RecordValues = Record<string, unknown>;

export interface DataRecord {
    record: Id;
    on: string;
    by: string;
    values: RecordValues;
    fact: Id;
}

export interface NewRecord {
    dataset: Id;
    record?: Id;
    on: string;
    action?: 'put' | 'remove';
    values?: RecordValues;
    corrects?: Id;
}

export interface ShortScores {
    total: string;
    indicators: { id: Id; score: string | null; level: number | null; percent: string; values: Record<string, string> }[];
}

export interface RecordsTried {
    records: number;
    before: ShortScores;
    after: ShortScores;
}

const path = encodeURIComponent;
const kPages = 100;

export const datasetKeys = {
    all: (agency: Id) => ['agencies', agency, 'datasets'] as const,
    one: (agency: Id, dataset: Id) => ['agencies', agency, 'datasets', dataset] as const,
};
const datasets = (agency: Id) => `/agencies/${path(agency)}/datasets`;

/** The dictionaries by which the agency's records are made. */
export function useDatasets() {
    const { agency, error, retry } = useAgency();
    const query = useQuery({ queryKey: datasetKeys.all(agency?.id ?? ''), queryFn: () => request<{ items: Dataset[] }>(datasets(agency?.id ?? '')), enabled: agency !== undefined });
    return { data: query.data, error: error ?? query.error, isError: Boolean(error) || query.isError, isLoading: !error && query.isPending, refetch: async () => { retry(); await query.refetch(); } };
}

export interface DatasetVersions {
    dataset: Id;
    is_own: boolean;
    dictionary: Dataset;
    text: string;
    versions: { version: number; is_own: boolean; fields: number; changes: { change: DictionaryChange; field: string; compatible: boolean }[] }[];
}

export const readDataset = (agency: Id, dataset: Id) => request<DatasetVersions>(`${datasets(agency)}/${path(dataset)}`);
export const setDataset = (agency: Id, dataset: Id, text: string) => request<DatasetVersions>(`${datasets(agency)}/${path(dataset)}`, { method: 'PUT', body: { text } });

/** The id that a dictionary's file gives itself, TOML or JSON; the server says what is wrong with the rest. */
export const datasetOf = (text: string): Id => /^\s*"?id"?\s*[=:]\s*"([a-z0-9.-]{1,64})"/m.exec(text)?.[1] ?? 'unnamed';

/** All records of a dataset; `more` when there are more than are fetched. */
async function allRecords(plan: Id, dataset: Id, day: string | null, signal: AbortSignal): Promise<{ records: DataRecord[]; more: boolean }> {
    const records: DataRecord[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < kPages; page += 1) {
        const query = new URLSearchParams({ limit: '200' });
        if (day) query.set('as_of', day);
        if (cursor) query.set('cursor', cursor);
        const answer: { body: { records: DataRecord[] }; next: string | null } = await requestPage(`/plans/${path(plan)}/records/${path(dataset)}?${query.toString()}`);
        records.push(...answer.body.records);
        cursor = answer.next;
        if (cursor === null || signal.aborted) break;
    }
    return { records, more: cursor !== null };
}

const recordsQuery = (plan: Id | undefined, dataset: Id, day: string | null) => ({
    queryKey: [...yearKeys.all(plan ?? ''), 'records', dataset, day] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => allRecords(plan ?? '', dataset, day, signal),
    enabled: plan !== undefined && dataset !== '',
});

export const useRecords = (plan: Id | undefined, dataset: Id, day: string | null) =>
    useQuery({ ...recordsQuery(plan, dataset, day), placeholderData: (previous, query) => (query?.queryKey[4] === dataset ? keepPreviousData(previous) : undefined) });

/** By dataset and record: what the records are called that others refer to. */
export function useReferenceLabels(plan: Id, day: string | null, fields: readonly DatasetField[], datasets: readonly Dataset[]): Map<Id, Map<Id, string>> {
    const ids = [...new Set(fields.flatMap((field) => (field.type === 'reference' && field.references ? [field.references] : [])))];
    const answers = useQueries({ queries: ids.map((id) => recordsQuery(plan, id, day)) });
    return new Map(
        ids.map((id, index) => {
            const dictionary = datasets.find((item) => item.id === id);
            const names = (answers[index]?.data?.records ?? []).map((item): [Id, string] => {
                const said = (dictionary?.key ?? []).map((name) => item.values[name]).filter((value) => typeof value === 'string');
                return [item.record, said.join(' · ') || item.record];
            });
            return [id, new Map(names)];
        }),
    );
}

/** The indicators whose queries read the dataset. */
export const feeds = (derivation: Derivation | undefined, dataset: Id): Id[] =>
    (derivation?.indicators ?? [])
        .filter((indicator) => (indicator.queries ?? []).some((query) => (query.parts ?? []).some((part) => part.of === dataset)))
        .map((indicator) => indicator.id);

export const tryRecords = (plan: Id, records: readonly NewRecord[]) => request<RecordsTried>(`/plans/${path(plan)}/record-trials`, { method: 'POST', body: { records } });
export const putRecords = (plan: Id, records: readonly NewRecord[]) => request<{ facts: Id[] }>(`/plans/${path(plan)}/records`, { method: 'POST', body: { records } });
export const withdrawFact = (plan: Id, fact: Id) => request<unknown>(`/plans/${path(plan)}/facts/${path(fact)}`, { method: 'DELETE' });
