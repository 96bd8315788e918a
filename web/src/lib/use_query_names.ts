// The names of a plan's queries, by the plan and the registries' dictionaries.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlan } from './queries';
import { queryName, type Query, type QueryWords } from './query_names';
import { useDatasets } from './records';
import { useFormat } from './settings';
import type { Id, Indicator, Reference } from './types';

export interface QueryNames {
    /** What a query of the indicator reads; its own name when the plan has it no more. */
    of: (indicator: Id, name: string) => string;
    /** What one side of a ratio reads. */
    part: (indicator: Id, name: string, side: number) => string;
}

const idOf = (reference: Reference | undefined): Id | undefined => (typeof reference === 'string' ? reference : undefined);

export function useQueryNames(plan: Id): QueryNames {
    const { t } = useTranslation();
    const format = useFormat();
    const view = usePlan(plan);
    const datasets = useDatasets();
    return useMemo(() => {
        const content = view.data?.content;
        const indicators = new Map<Id, Indicator>();
        for (const item of content?.indicators ?? []) for (const one of [item, ...(item.sub_indicators ?? [])]) indicators.set(one.id, one);
        const names = new Map<Id, string>([...(content?.projects ?? []), ...indicators.values()].map((item) => [item.id, item.name]));
        for (const item of indicators.values()) for (const evidence of item.evidence ?? []) names.set(evidence.id, evidence.text);
        const words = (indicator: Id): QueryWords => ({
            t,
            text: format.text,
            digits: format.digits,
            datasets: datasets.data?.items ?? [],
            own: new Set([indicator, ...(content?.schedules ?? []).filter((schedule) => idOf(schedule.indicator) === indicator).map(({ id }) => id)]),
            names,
        });
        const find = (indicator: Id, name: string): Query | undefined => indicators.get(indicator)?.queries?.[name];
        const said = (indicator: Id, query: Query | undefined, name: string) => (query ? queryName(query, words(indicator)) : name === 'panel' ? t('query.panel') : name);
        return {
            of: (indicator, name) => said(indicator, find(indicator, name), name),
            part: (indicator, name, side) => {
                const query = find(indicator, name);
                return said(indicator, query?.fn === 'ratio' ? (side === 0 ? query.num : query.den) : query, name);
            },
        };
    }, [view.data, datasets.data, t, format]);
}
