// Saving the months of a step through its element, and taking it back.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { request } from '../../lib/api';
import { keys, refreshPlan } from '../../lib/queries';
import { monthSpans } from '../../lib/timeline';
import type { Id, PlanView, Saved } from '../../lib/types';
import { yearKeys, type YearOverview } from '../../lib/year';

interface Move {
    step: Id;
    name: string;
    before: string[];
    after: string[];
}

export function useMoving(plan: Id, fiscal_year: number) {
    const client = useQueryClient();
    const done = useRef<Move[]>([]);
    const queue = useRef<Promise<unknown>>(Promise.resolve());
    const [last, setLast] = useState<Move | null>(null);
    const [error, setError] = useState<unknown>(null);

    const save = useCallback(
        async (step: Id, months: readonly string[]) => {
            const address = `/plans/${encodeURIComponent(plan)}`;
            const view = await client.fetchQuery({ queryKey: keys.plan(plan), queryFn: () => request<PlanView>(address) });
            await request<Saved>(`${address}/elements/${encodeURIComponent(step)}`, {
                method: 'PATCH',
                merge_patch: true,
                if_match: view.etags[step] ?? '*',
                body: { months: monthSpans(months, fiscal_year) },
            });
        },
        [client, plan, fiscal_year],
    );

    /** What is seen at once is what will be; the server's own answer comes after it, or the trouble. */
    const show = useCallback(
        (step: Id, months: readonly string[]) =>
            client.setQueriesData<YearOverview>({ queryKey: [...yearKeys.all(plan), 'overview'] }, (year) =>
                year && {
                    ...year,
                    schedules: year.schedules.map((schedule) =>
                        schedule.steps.some((item) => item.id === step)
                            ? { ...schedule, steps: schedule.steps.map((item) => (item.id === step ? { ...item, months: [...months] } : item)) }
                            : schedule,
                    ),
                },
            ),
        [client, plan],
    );

    const perform = useCallback(
        (step: Id, months: readonly string[], after: () => void, failed: () => void) => {
            show(step, months);
            setError(null);
            queue.current = queue.current
                .then(async () => {
                    await save(step, months);
                    after();
                })
                .catch((caught: unknown) => {
                    failed();
                    setError(caught);
                })
                .then(async () => {
                    await refreshPlan(client, plan);
                    await client.invalidateQueries({ queryKey: yearKeys.all(plan) });
                });
        },
        [client, plan, save, show],
    );

    const move = useCallback(
        (step: Id, name: string, before: readonly string[], after: readonly string[]) => {
            if (before.join() === after.join()) return;
            const made = { step, name, before: [...before], after: [...after] };
            // It can be taken back at once, while it is still being saved: one comes after the other.
            done.current.push(made);
            perform(step, after, () => setLast(made), () => (done.current = done.current.filter((one) => one !== made)));
        },
        [perform],
    );
    const undo = useCallback(() => {
        const made = done.current.pop();
        if (made) perform(made.step, made.before, () => setLast(done.current.at(-1) ?? null), () => done.current.push(made));
    }, [perform]);
    return { move, undo, last, error };
}
