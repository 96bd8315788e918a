// What the documents' screen asks of the server.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { kApi, request, requestTagged, requestText } from '../../lib/api';
import type { Id, Texts } from '../../lib/types';

export type Choice = 'agency' | 'shipped';

export interface TemplateHead {
    template: string;
    title: Texts;
    books: string[];
    is_own: boolean;
}

export interface BookTemplate extends TemplateHead {
    text: string;
    shipped: string;
}

export interface TemplateError {
    line: number;
    column: number;
    pointer: string;
    message: Texts;
}

export interface Verified {
    result: 'same' | 'differs';
    pages: number;
    version: string;
    number: number | null;
    newest: number;
    page: number | null;
    block: { section: number; block: number; element: string; field: string } | null;
    attachment: string | null;
    others: boolean;
    other_program: { file: string; here: string } | null;
    other_fonts: boolean;
    strange: ('template' | 'scheme' | 'corrections')[];
}

const path = encodeURIComponent;
const template = (agency: Id, id: string) => `/agencies/${path(agency)}/templates/${path(id)}`;

export const bookKeys = {
    templates: (agency: Id) => ['agencies', agency, 'templates'] as const,
    template: (agency: Id, id: string) => ['agencies', agency, 'templates', id] as const,
};

export const useTemplates = (agency: Id | undefined) =>
    useQuery({
        queryKey: bookKeys.templates(agency ?? ''),
        queryFn: () => request<{ items: TemplateHead[] }>(`/agencies/${path(agency ?? '')}/templates`),
        enabled: agency !== undefined,
    });

export const useTemplate = (agency: Id, id: string) =>
    useQuery({ queryKey: bookKeys.template(agency, id), queryFn: () => requestTagged<BookTemplate>(template(agency, id)), staleTime: Infinity });

export const putTemplate = async (agency: Id, id: string, tag: string, text: string) =>
    await requestTagged<BookTemplate>(template(agency, id), { method: 'PUT', if_match: tag, body: { text } });

export const resetTemplate = async (agency: Id, id: string, tag: string) => await requestTagged<BookTemplate>(template(agency, id), { method: 'DELETE', if_match: tag });

export const checkTemplate = async (agency: Id, id: string, text: string, signal: AbortSignal) =>
    (await request<{ errors: TemplateError[] }>(`${template(agency, id)}/check`, { method: 'POST', body: { text }, signal })).errors;

const moment = (day: string | null) => (day ? `?as_of=${path(day)}` : '');

interface Look {
    plan: Id;
    book: string;
    choice: Choice;
    day: string | null;
    /** A template that is not kept. */
    text?: string;
    /** Another number asks again. */
    renewal: number;
}

const previewQuery = ({ plan, book, choice, day, text, renewal }: Look) =>
    queryOptions({
        queryKey: ['plans', plan, 'preview', book, choice, day, text, renewal],
        queryFn: ({ signal }) => requestText(`/plans/${path(plan)}/preview${moment(day)}`, { method: 'POST', body: { book, choice, ...(text === undefined ? {} : { text }) }, signal }),
        gcTime: 60_000,
    });

/** The book as a page; what was seen stays until the next one is there. */
export const usePreview = (look: Look) =>
    useQuery({
        ...previewQuery(look),
        placeholderData: (before, query) => (query?.queryKey[1] === look.plan && query.queryKey[3] === look.book ? before : undefined),
    });

/** Begins to ask for a book that will be shown once the templates are here, which come beside it. */
export function usePreviewAhead(plan: Id | undefined, book: string, choice: Choice, day: string | null): void {
    const client = useQueryClient();
    useEffect(() => {
        if (plan !== undefined) void client.prefetchQuery(previewQuery({ plan, book, choice, day, renewal: 0 }));
    }, [client, plan, book, choice, day]);
}

/** Reports that print fields of records. */
export const kOfRecords: ReadonlySet<string> = new Set(['meetings']);

/** With `personal` what is personal in records is in it, and that it was read is told. */
export const bookAddress = (plan: Id, book: string, format: string, choice: Choice, day: string | null, personal = false) =>
    `/plans/${path(plan)}/book?book=${path(book)}&format=${format}&template=${choice}${day ? `&as_of=${path(day)}` : ''}${personal ? '&personal=yes' : ''}`;

export const verifyBook = async (plan: Id, file: Blob, signal: AbortSignal) =>
    await request<Verified>(`/plans/${path(plan)}/verify`, { method: 'POST', raw: new Blob([file], { type: 'application/pdf' }), signal });

/** A number that grows with everything that the plan or its year becomes. */
export function useRenewal(plan: Id): number {
    const [renewal, setRenewal] = useState(0);
    useEffect(() => {
        if (typeof EventSource === 'undefined') return undefined;
        const source = new EventSource(`${kApi}/plans/${path(plan)}/events`);
        const renew = () => setRenewal((before) => before + 1);
        source.addEventListener('version', renew);
        source.addEventListener('facts', renew);
        return () => source.close();
    }, [plan]);
    return renewal;
}
