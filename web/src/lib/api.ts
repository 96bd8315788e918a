// A small client: JSON in and out, every refusal as an ApiProblem with Thai and English text.
import { csrfToken, signInAddress } from './session';
import type { ProblemBody, Texts } from './types';

export const kApi = '/api/v1';

export class ApiProblem extends Error {
    readonly status: number;
    readonly body: ProblemBody;

    constructor(status: number, body: ProblemBody) {
        super(body.title ?? `HTTP ${status}`);
        this.status = status;
        this.body = body;
    }

    /** The last part of the type: `stale_element`, `nothing_to_undo`. */
    get word(): string {
        return (this.body.type ?? '').split(':').pop() ?? '';
    }
}

/** Title and detail of whatever was thrown, in the reader's language. */
export function problemTexts(error: unknown): { title: Texts; detail?: Texts } {
    if (error instanceof ApiProblem) {
        const { message, title, detail } = error.body;
        const plain = title ?? `HTTP ${error.status}`;
        const errors = Array.isArray(error.body.errors) ? (error.body.errors as { message?: Texts }[]).flatMap((item) => item.message ?? []) : [];
        if (errors.length > 0) {
            return {
                title: message?.title ?? { th: plain, en: plain },
                detail: { th: errors.map((item) => item.th).join(' '), en: errors.map((item) => item.en ?? item.th).join(' ') },
            };
        }
        return {
            title: message?.title ?? { th: plain, en: plain },
            detail: message?.detail ?? (detail ? { th: detail, en: detail } : undefined),
        };
    }
    return {
        title: { th: 'ติดต่อระบบไม่ได้', en: 'The system cannot be reached' },
        detail: {
            th: 'ตรวจการเชื่อมต่อแล้วลองใหม่อีกครั้ง สิ่งที่ยังไม่ได้บันทึกยังอยู่ในหน้านี้',
            en: 'Check the connection and try again. What is not saved is still on this page.',
        },
    };
}

interface Options {
    method?: string;
    body?: unknown;
    /** Sent as it is: a file. */
    raw?: Blob;
    if_match?: string;
    merge_patch?: boolean;
    signal?: AbortSignal;
}

export const quoted = (tag: string) => (tag.startsWith('"') || tag === '*' ? tag : `"${tag}"`);

async function send(path: string, options: Options): Promise<Response> {
    const headers: Record<string, string> = {
        Accept: 'application/json',
        'Accept-Language': document.documentElement.lang || 'th',
    };
    let body: BodyInit | undefined;
    if (options.raw) {
        body = options.raw;
        headers['Content-Type'] = options.raw.type || 'application/octet-stream';
    } else if (options.body !== undefined) {
        body = JSON.stringify(options.body);
        headers['Content-Type'] = options.merge_patch ? 'application/merge-patch+json' : 'application/json';
    }
    if (options.if_match) headers['If-Match'] = quoted(options.if_match);
    // Browsers give random ids in secure contexts only.
    if (options.method === 'POST' && globalThis.isSecureContext) headers['Idempotency-Key'] = crypto.randomUUID();
    if (options.method && options.method !== 'GET' && csrfToken()) headers['X-CSRF-Token'] = csrfToken();
    const response = await fetch(kApi + path, { method: options.method ?? 'GET', headers, body, signal: options.signal });
    if (response.ok) return response;
    let problem: ProblemBody = {};
    try {
        problem = (await response.json()) as ProblemBody;
    } catch {
        // Not JSON: the status has to do.
    }
    const refusal = new ApiProblem(response.status, problem);
    // The session is over: whoever signs in again comes back to this page.
    if (refusal.word === 'not_signed_in') location.assign(signInAddress());
    throw refusal;
}

export async function request<T>(path: string, options: Options = {}): Promise<T> {
    const response = await send(path, options);
    if (response.status === 204) return undefined as T;
    return (await response.json()) as T;
}

/** The answer with its tag, for what is changed by who saw it. */
export async function requestTagged<T>(path: string, options: Options = {}): Promise<{ body: T; tag: string }> {
    const response = await send(path, options);
    return { body: (await response.json()) as T, tag: response.headers.get('ETag') ?? '' };
}

/** Somebody else was first. */
export const isStale = (error: unknown) => error instanceof ApiProblem && error.status === 412;

/** What was seen, with the tag that whoever replaces it must name. */
export type Seen<T> = T & { tag: string };

export async function withTag<T>(path: string, options: Options = {}): Promise<Seen<T>> {
    const { body, tag } = await requestTagged<T>(path, options);
    return { ...body, tag };
}

export async function requestText(path: string, options: Options = {}): Promise<string> {
    return await (await send(path, options)).text();
}

/** A file with its name; `told` hears which part of it has come, 0 to 1. */
export async function requestFile(path: string, options: Options, told: (part: number) => void): Promise<{ file: Blob; name: string | null }> {
    const response = await send(path, options);
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? null;
    const type = response.headers.get('Content-Type') ?? '';
    const whole = Number(response.headers.get('Content-Length') ?? 0);
    const reader = response.body?.getReader();
    if (!reader) return { file: await response.blob(), name };
    const pieces: BlobPart[] = [];
    let bytes = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return { file: new Blob(pieces, { type }), name };
        pieces.push(value as BlobPart);
        bytes += value.byteLength;
        if (whole > 0) told(Math.min(1, bytes / whole));
    }
}

/** The answer with its Location, for what is made. */
export async function requestLocated<T>(path: string, options: Options): Promise<{ body: T; location: string | null }> {
    const response = await send(path, options);
    const text = await response.text();
    return { body: (text ? JSON.parse(text) : {}) as T, location: response.headers.get('Location') };
}

/** The cursor of the next page in a Link header; null on the last page. */
export function nextCursor(link: string | null): string | null {
    for (const part of (link ?? '').split(/,\s*(?=<)/)) {
        const match = /^<([^>]*)>.*;\s*rel="?next"?/.exec(part.trim());
        if (match) return new URL(match[1] ?? '', 'http://localhost').searchParams.get('cursor');
    }
    return null;
}

export async function requestPage<T>(path: string): Promise<{ body: T; next: string | null }> {
    const response = await send(path, {});
    return { body: (await response.json()) as T, next: nextCursor(response.headers.get('Link')) };
}
