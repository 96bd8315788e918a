// What the server finds by words: records, evidence, requests and letters, people, and elements of a plan that is not here.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { request } from './api';
import type { Id, Texts } from './types';

export interface Found {
    kind: 'element' | 'record' | 'evidence' | 'subject' | 'person';
    id: Id;
    title: string;
    of: Texts;
    on?: string;
    dataset?: Id;
    workflow?: string;
    element?: Id;
    /** As the plan file has it: `project`, `swot_item`. */
    element_kind?: string;
    number?: string;
}

const kFewest = 2;
const kPauseMs = 200;
const path = encodeURIComponent;

/** What stays the same for a moment. */
function useSettled(value: string): string {
    const [settled, setSettled] = useState(value);
    useEffect(() => {
        const timer = setTimeout(() => setSettled(value), kPauseMs);
        return () => clearTimeout(timer);
    }, [value]);
    return settled;
}

/** Asked once one pauses while typing; `looking` until what was typed last is answered. */
export function useFound(plan: Id | undefined, typed: string, elements: boolean) {
    const words = typed.trim();
    const settled = useSettled(words);
    const enabled = plan !== undefined && [...settled].length >= kFewest;
    const query = useQuery({
        queryKey: ['plans', plan ?? '', 'search', settled, elements],
        queryFn: () => request<{ items: Found[]; more: boolean }>(`/plans/${path(plan ?? '')}/search?words=${path(settled)}${elements ? '&elements=true' : ''}`),
        enabled,
        placeholderData: keepPreviousData,
    });
    const long_enough = plan !== undefined && [...words].length >= kFewest;
    return { items: long_enough ? (query.data?.items ?? []) : [], looking: long_enough && (settled !== words || query.isFetching), error: enabled ? query.error : null };
}

/** Where it is seen. */
export function placeOf(found: Found, plan: Id, may: (permission: string) => boolean): string {
    switch (found.kind) {
        case 'element':
            return `/plans/${path(plan)}?element=${path(found.id)}`;
        case 'record':
            return `/data?dataset=${path(found.dataset ?? '')}&record=${path(found.id)}`;
        case 'subject':
            return `/approvals?kind=${path(found.workflow ?? '')}&subject=${path(found.id)}`;
        case 'person':
            return may('role.assign') ? `/admin?person=${path(found.id)}` : `/responsible?person=${path(found.id)}`;
        case 'evidence':
            if (found.element_kind === 'indicator') return `/scores?indicator=${path(found.element ?? '')}`;
            if (found.element_kind === 'step') return `/progress?month=${path((found.on ?? '').slice(0, 7))}&text=${path(found.of.th)}`;
            return `/plans/${path(plan)}?element=${path(found.element ?? '')}`;
    }
}
