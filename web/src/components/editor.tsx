// What the views of elements need to know: the plan, its findings, and how a change is saved. Given by the page.
import { createContext, use } from 'react';
import type { Patch } from '../lib/merge';
import type { Entry } from '../lib/plan_tree';
import type { Finding, Id, PlanContent } from '../lib/types';

export interface Editor {
    plan: PlanContent;
    index: ReadonlyMap<Id, Entry>;
    /** By element, and by the page that shows the element. */
    findings: ReadonlyMap<Id, readonly Finding[]>;
    editable: boolean;
    /** Tag of the element as shown, to be given back when saving. */
    tagOf: (element: Id) => string | undefined;
    /** Saves members of an element; refusals reject. */
    save: (element: Id, patch: Patch, tag: string | undefined) => Promise<void>;
    /** Address of the element's page. */
    addressOf: (element: Id) => string;
    /** Adds an element and gives its id; `owner` is the element that it stands in. Absent: not here. */
    add?: (kind: string, element: Patch, owner?: Id) => Promise<Id>;
    remove?: (element: Id) => Promise<void>;
    mend?: (finding: Finding) => Promise<void>;
    accept?: (finding: Finding, reason: string) => Promise<void>;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
    const editor = use(EditorContext);
    if (!editor) throw new Error('useEditor outside of EditorContext');
    return editor;
}
