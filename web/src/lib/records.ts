// Registries: dictionaries, records as they stand, and which indicators they feed.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useAgency } from './agency';
import { request, requestPage } from './api';
import type { Id, Texts } from './types';
import { yearKeys } from './year';

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

/** A dataset's records as they stand; `more` when there are more than are fetched. */
export interface Register {
    records: DataRecord[];
    more: boolean;
}

/** All records of a dataset, or what follows those that are known, from a cursor on. */
async function allRecords(plan: Id, dataset: Id, day: string | null, signal: AbortSignal, known: readonly DataRecord[] = [], from: string | null = null): Promise<Register> {
    const records = [...known];
    let cursor = from;
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

/** An indicator that reads the dataset, with where it stands. */
export interface Fed {
    id: Id;
    number: string;
    name: string;
    level: number | null;
    score: string | null;
    weight: string | null;
}

export interface RegistriesView {
    as_of: string;
    datasets: Dataset[];
    dataset: Id;
    /** The dataset's own and those that its fields refer to. */
    registers: Map<Id, Register>;
    /** Null: scores are not one's own to see. */
    feeds: Fed[] | null;
}

/** What the screen of the registries shows, in one answer; only what a long register has beyond it is fetched by pages. */
export const useRegistries = (plan: Id, dataset: Id, day: string | null) =>
    useQuery({
        queryKey: [...yearKeys.all(plan), 'registries', dataset, day] as const,
        queryFn: async ({ signal }): Promise<RegistriesView> => {
            const query = new URLSearchParams();
            if (dataset) query.set('dataset', dataset);
            if (day) query.set('as_of', day);
            const text = query.toString();
            const answer = await request<Omit<RegistriesView, 'registers'> & { registers: { dataset: Id; records: DataRecord[]; next: string | null }[] }>(`/plans/${path(plan)}/registries${text === '' ? '' : `?${text}`}`);
            const registers = new Map<Id, Register>();
            for (const { dataset: id, records, next } of answer.registers) registers.set(id, next === null ? { records, more: false } : await allRecords(plan, id, day, signal, records, next));
            return { ...answer, registers };
        },
        // The list of registries stays in sight while another one is opened.
        placeholderData: keepPreviousData,
    });

/** What a record is called where another one refers to it. */
export function recordName(record: DataRecord, dictionary: Dataset | undefined): string {
    const said = (dictionary?.key ?? []).map((name) => record.values[name]).filter((value) => typeof value === 'string');
    return said.join(' · ') || record.record;
}

export const tryRecords = (plan: Id, records: readonly NewRecord[]) => request<RecordsTried>(`/plans/${path(plan)}/record-trials`, { method: 'POST', body: { records } });
export const putRecords = (plan: Id, records: readonly NewRecord[]) => request<{ facts: Id[] }>(`/plans/${path(plan)}/records`, { method: 'POST', body: { records } });
export const withdrawFact = (plan: Id, fact: Id) => request<unknown>(`/plans/${path(plan)}/facts/${path(fact)}`, { method: 'DELETE' });
