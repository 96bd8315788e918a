// A file that comes back edited: what it would change, and taking it over.
import { request } from '../../lib/api';
import type { Change, Comparison, Id } from '../../lib/types';

export interface EditedReview {
    file: string;
    file_name: string;
    base_number: number;
    says_version: boolean;
    number: number;
    version: string;
    diff: Comparison;
    conflicts: { element: Id; field: string; base?: unknown; ours?: unknown; theirs?: unknown }[];
    notes: { code: string; where: string; element: Id; detail: string }[];
}

const path = (plan: Id, rest: string) => `/plans/${encodeURIComponent(plan)}/${rest}`;

export const reviewEdited = async (plan: Id, file: File, signal: AbortSignal) =>
    await request<EditedReview>(`${path(plan, 'edited-files')}?file_name=${encodeURIComponent(file.name)}`, { method: 'POST', raw: new Blob([file], { type: 'application/octet-stream' }), signal });

export const takeEdited = async (plan: Id, review: EditedReview, leave_out: string[], reason: string) =>
    await request<{ number: number; version: string }>(path(plan, 'edited-imports'), { method: 'POST', if_match: review.version, body: { file: review.file, file_name: review.file_name, leave_out, reason } });

export const undoEdited = async (plan: Id, version: string) => await request(path(plan, 'undo'), { method: 'POST', if_match: version });

/** How a change is named when it is left out; an element that moved and changed has two of one name. */
export const nameOfChange = (change: Change): string => change.element ?? 'plan';
