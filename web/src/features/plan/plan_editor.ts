// Saving into a plan: one save after another, by the tag that the person saw; a stale one asks what to keep.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useStaleQuestion } from '../../components/stale_dialog';
import { request } from '../../lib/api';
import { latestTag, noteReplaced, type Patch } from '../../lib/merge';
import { keys, refreshPlan } from '../../lib/queries';
import { replaceElement } from '../../lib/replace_element';
import { saveWithChoices } from '../../lib/stale';
import type { Findings, Id, PlanView, Saved } from '../../lib/types';

export function usePlanSaving(plan: Id) {
    const client = useQueryClient();
    const { question, ask } = useStaleQuestion();
    const queue = useRef<Promise<unknown>>(Promise.resolve());
    // Tags that our own saves replaced, so that the next field of the same element is not taken for somebody else's.
    const replaced = useRef(new Map<string, string>());
    const own = useRef(new Set<number>());
    const address = `/plans/${encodeURIComponent(plan)}`;

    const refresh = useCallback(
        async (before: PlanView | undefined, number: number) => {
            own.current.add(number);
            await refreshPlan(client, plan);
            const after = client.getQueryData<PlanView>(keys.plan(plan));
            if (!before || !after || after.number !== number || before.number !== number - 1) return;
            for (const [id, tag] of Object.entries(before.etags)) {
                const now = after.etags[id];
                if (now !== undefined) noteReplaced(replaced.current, tag, now);
            }
        },
        [client, plan],
    );

    const saveNow = useCallback(
        async (element: Id, patch: Patch, seen: string | undefined) => {
            const before = client.getQueryData<PlanView>(keys.plan(plan));
            const send = async (sending: Patch, tag: string) => {
                const latest = latestTag(tag, replaced.current);
                const saved = await request<Saved>(`${address}/elements/${encodeURIComponent(element)}`, {
                    method: 'PATCH',
                    body: sending,
                    merge_patch: true,
                    if_match: latest,
                });
                noteReplaced(replaced.current, latest, saved.etag);
                return saved;
            };
            const saved = await saveWithChoices({ element, patch, tag: seen ?? before?.etags[element] ?? '*', send, ask });
            if (saved === null) {
                await refreshPlan(client, plan);
                return;
            }
            own.current.add(saved.number);
            client.setQueryData<PlanView>(keys.plan(plan), (old) =>
                old && {
                    ...old,
                    number: saved.number,
                    version: saved.version,
                    content: replaceElement(old.content, element, saved.element),
                    etags: { ...old.etags, [element]: saved.etag },
                },
            );
            await refresh(before, saved.number);
        },
        [client, plan, address, refresh, ask],
    );

    const enqueue = useCallback(<T,>(work: () => Promise<T>): Promise<T> => {
        const next = queue.current.then(work, work);
        queue.current = next.catch(() => undefined);
        return next;
    }, []);

    const save = useCallback((element: Id, patch: Patch, tag: string | undefined) => enqueue(() => saveNow(element, patch, tag)), [enqueue, saveNow]);

    /** A change of which elements there are; `work` answers the number of the new version. */
    const change = useCallback(
        <T extends { number: number }>(work: (before: PlanView | undefined) => Promise<T>): Promise<T> =>
            enqueue(async () => {
                const before = client.getQueryData<PlanView>(keys.plan(plan));
                const answer = await work(before);
                await refresh(before, answer.number);
                return answer;
            }),
        [client, plan, enqueue, refresh],
    );

    const add = useCallback(
        async (kind: string, element: Patch, owner?: Id) => {
            const added = await change(() => request<Saved>(`${address}/elements`, { method: 'POST', body: { kind, element, ...(owner === undefined ? {} : { owner }) } }));
            return String(added.element.id);
        },
        [change, address],
    );
    const remove = useCallback(
        async (element: Id) => {
            await change((before) =>
                request<{ number: number }>(`${address}/elements/${encodeURIComponent(element)}`, { method: 'DELETE', if_match: before?.etags[element] ?? '*' }),
            );
        },
        [change, address],
    );

    /** Undo and redo, against the version that is shown. */
    const step = useCallback(
        (direction: 'undo' | 'redo') =>
            change((before) => request<{ number: number }>(`${address}/${direction}`, { method: 'POST', if_match: before?.version ?? '*' })),
        [change, address],
    );

    /** A change by way of a finding: its answer is the findings of the new version. */
    const changeByFinding = useCallback(
        async (key: string, what: 'mend' | 'accept', body?: unknown) => {
            await change(async (before) => {
                const seen = client.getQueryData<Findings>(keys.findings(plan))?.version ?? before?.version;
                const findings = await request<Findings>(`${address}/findings/${encodeURIComponent(key)}/${what}`, { method: 'POST', body, if_match: seen ?? '*' });
                client.setQueryData(keys.findings(plan), findings);
                return findings;
            });
        },
        [client, plan, change, address],
    );

    const isOwn = useCallback((number: number) => own.current.has(number), []);
    return { save, add, remove, step, changeByFinding, question, isOwn };
}
