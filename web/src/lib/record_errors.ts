// Which record and field a refusal is about: `/records/3/values/title`.
import { ApiProblem } from './api';
import type { Texts } from './types';

export interface RecordError {
    record: number;
    /** Empty: the record as a whole. */
    field: string;
    message: Texts;
}

/** Null when the refusal names no places. */
export function recordErrors(error: unknown): RecordError[] | null {
    if (!(error instanceof ApiProblem) || !Array.isArray(error.body.errors)) return null;
    const found = (error.body.errors as { pointer?: string; message?: Texts }[]).flatMap(({ pointer, message }) => {
        const match = /^\/records\/(\d+)(?:\/(?:values\/?)?(.*))?$/.exec(pointer ?? '');
        return match && message ? [{ record: Number(match[1]), field: match[2] ?? '', message }] : [];
    });
    return found.length > 0 && found.length === error.body.errors.length ? found : null;
}
