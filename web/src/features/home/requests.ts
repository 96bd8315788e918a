// The first page in one answer.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../lib/api';
import type { Id, Texts } from '../../lib/types';
import { yearKeys, type YearOverview } from '../../lib/year';

export type ChangeKind = 'plan' | 'decision' | 'progress' | 'posting' | 'record' | 'evidence' | 'assessment' | 'event';

export interface HomeChange {
    kind: ChangeKind;
    at: string;
    by: Id;
    by_name: string | null;
    count: number;
    names: string[];
    state_name?: Texts | null;
}

export interface HomeView {
    year: YearOverview;
    waiting: { kind: string; kind_name: Texts; subject: string; title: string; state_name: Texts | null; actions: { id: string; name: Texts }[] }[];
    /** Null: all steps. */
    own_steps: Id[] | null;
    to_assess: Id[];
    to_judge: Id[];
    ledger: { last_assertion: string | null; failing: number; overdrafts: number } | null;
    registries: { id: Id; title: Texts; records: number; last_on: string | null }[] | null;
    findings: { error: number; warning: number; info: number } | null;
    imports: number | null;
    system: { people: number; roles_without_anybody: { role: string; name: Texts }[]; messages_given_up: number } | null;
    since: string | null;
    changes: HomeChange[];
    more_changes: boolean;
}

export function useHome(plan: Id | undefined, day: string | null, since: string | null) {
    const client = useQueryClient();
    return useQuery({
        queryKey: [...yearKeys.all(plan ?? ''), 'home', day, since],
        queryFn: async () => {
            const query = new URLSearchParams();
            if (day) query.set('as_of', day);
            if (since) query.set('since', since);
            const text = query.toString();
            const home = await request<HomeView>(`/plans/${encodeURIComponent(plan ?? '')}/home${text === '' ? '' : `?${text}`}`);
            // The other pages of the year need not ask again.
            client.setQueryData(yearKeys.overview(plan ?? '', day), home.year);
            return home;
        },
        enabled: plan !== undefined,
        placeholderData: keepPreviousData,
    });
}
