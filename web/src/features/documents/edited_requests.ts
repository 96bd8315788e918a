// A file that comes back edited: what it would change, and taking it over.
import { request } from '../../lib/api';
import type { Change, Comparison, Id } from '../../lib/types';

export interface EditedConflict {
    element: Id;
    /** Empty: one side removed what the other changed. */
    field: string;
    base?: unknown;
    ours?: unknown;
    theirs?: unknown;
}

export type EditedSide = 'plan' | 'file';

export interface EditedReview {
    file: string;
    file_name: string;
    base_number: number;
    says_version: boolean;
    number: number;
    version: string;
    diff: Comparison;
    conflicts: EditedConflict[];
    notes: { code: string; where: string; element: Id; detail: string }[];
}

const path = (plan: Id, rest: string) => `/plans/${encodeURIComponent(plan)}/${rest}`;

export const reviewEdited = async (plan: Id, file: File, signal: AbortSignal) =>
    await request<EditedReview>(`${path(plan, 'edited-files')}?file_name=${encodeURIComponent(file.name)}`, { method: 'POST', raw: new Blob([file], { type: 'application/octet-stream' }), signal });

/** What the person chose: whose changes are not wanted, and which side of each conflict is. */
export interface EditedChoices {
    leave_out: string[];
    decisions: { element: Id; field: string; side: EditedSide }[];
    reason: string;
}

export const takeEdited = async (plan: Id, review: EditedReview, choices: EditedChoices) =>
    await request<{ number: number; version: string }>(path(plan, 'edited-imports'), { method: 'POST', if_match: review.version, body: { file: review.file, file_name: review.file_name, ...choices } });

export const undoEdited = async (plan: Id, version: string) => await request(path(plan, 'undo'), { method: 'POST', if_match: version });

/** How a change is named when it is left out; an element that moved and changed has two of one name. */
export const nameOfChange = (change: Change): string => change.element ?? 'plan';

/** What stands when nobody chooses: the plan's, and of what one side removed the version of the other. */
export const sideUnlessChosen = (conflict: EditedConflict): EditedSide => (conflict.field === '' && conflict.ours === undefined ? 'file' : 'plan');

/** Changes that are chosen by themselves: what the plan lost meanwhile and the file changed is chosen as a conflict. */
export const ownChanges = (review: EditedReview): Change[] => {
    const lost = new Set(review.conflicts.filter((conflict) => conflict.field === '').map((conflict) => conflict.element));
    return review.diff.changes.filter((change) => change.kind !== 'added' || !lost.has(change.element ?? ''));
};
