// The version rail: who changed what and when; two picked versions stand side by side with what changed marked.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Empty, Loading, Trouble } from '../../components/page';
import { request, requestPage } from '../../lib/api';
import { keys } from '../../lib/queries';
import { changeMarks, Sides, useFieldName } from '../../components/changes';
import { useEditor } from '../../components/editor';
import { useFormat } from '../../lib/settings';
import { th, type TextKey } from '../../lib/texts_th';
import type { Comparison, Id, VersionItem } from '../../lib/types';
import { groupVersions } from '../../lib/version_groups';

interface VersionPage {
    items: VersionItem[];
}

const useVersions = (plan: Id) =>
    useInfiniteQuery({
        queryKey: keys.versions(plan),
        queryFn: ({ pageParam }) =>
            requestPage<VersionPage>(`/plans/${encodeURIComponent(plan)}/versions?limit=50${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`),
        initialPageParam: '',
        getNextPageParam: (last) => last.next ?? undefined,
    });

const useComparison = (plan: Id, from: number | null, to: number | null) =>
    useQuery({
        queryKey: [...keys.plan(plan), 'compare', from, to],
        queryFn: () => request<Comparison>(`/plans/${encodeURIComponent(plan)}/compare?from=${from}&to=${to}`),
        enabled: from !== null && to !== null,
        staleTime: Infinity,
    });

function Compared({ plan, from, to }: { plan: Id; from: number; to: number }) {
    const { t } = useTranslation();
    const format = useFormat();
    const fieldName = useFieldName();
    const { index } = useEditor();
    const query = useComparison(plan, from, to);
    if (query.isLoading) return <Loading />;
    if (!query.data) return <Trouble error={query.error} retry={() => void query.refetch()} />;
    const { changes } = query.data;
    return (
        <>
            <h2>{t('versions.compare', { from: format.digits(from), to: format.digits(to) })}</h2>
            {changes.length === 0 && <Empty title={t('versions.same')} />}
            {changes.map((change, position) => (
                <section key={position} className={`change ${change.kind}`}>
                    <h3>
                        <span className={`tag change-${change.kind}`}>
                            {changeMarks[change.kind]} {t(`change.${change.kind}`)}
                        </span>{' '}
                        {change.title ? <span lang="th">{change.title}</span> : t('change.plan')}
                    </h3>
                    {(change.fields ?? []).map((field) => (
                        <div key={field.field} className="change-field">
                            <h4>{fieldName(field.field)}</h4>
                            <Sides change={field} index={index} />
                        </div>
                    ))}
                </section>
            ))}
        </>
    );
}

export default function VersionsPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const { planId = '' } = useParams();
    const query = useVersions(planId);
    const [search, setSearch] = useSearchParams();
    if (query.isLoading) return <Loading />;
    if (!query.data) return <Trouble error={query.error} retry={() => void query.refetch()} />;
    const items = query.data.pages.flatMap((page) => page.body.items);
    const asked = (search.get('pick') ?? '')
        .split(',')
        .filter((text) => /^\d+$/.test(text))
        .map(Number);
    const groups = groupVersions(items);
    // Until one picks: the newest beside the one before it.
    const picked = search.has('pick') ? asked : groups.slice(0, 2).map((group) => group.newest.number);
    const pick = (number: number) => {
        const next = picked.includes(number) ? picked.filter((other) => other !== number) : [...picked.slice(-1), number];
        setSearch({ pick: next.join(',') }, { replace: true });
    };
    const changeName = (kind: string) => (`change.${kind}` in th ? t(`change.${kind}` as TextKey) : kind);
    const [from, to] = [...picked].sort((a, b) => a - b);
    return (
        <div className="versions">
            <section className="rail" aria-label={t('versions.title')}>
                <p className="quiet">{t('versions.lead')}</p>
                <ol className="plain">
                    {groups.map(({ newest: item, count }) => {
                        const changes = item.changes ?? [];
                        return (
                            <li key={item.number} className={picked.includes(item.number) ? 'version picked' : 'version'}>
                                <label>
                                    <input type="checkbox" checked={picked.includes(item.number)} aria-label={t('versions.pick', { number: format.digits(item.number) })} onChange={() => pick(item.number)} />{' '}
                                    <strong>{t('versions.number', { number: format.digits(item.number) })}</strong>
                                </label>
                                <p className="quiet">
                                    <time dateTime={item.at} title={format.fullDate(item.at)}>
                                        {format.date(item.at)}
                                    </time>
                                    
                                </p>
                                {count > 1 && <p className="quiet">{t('versions.together', { count: format.digits(count) as unknown as number })}</p>}
                                {item.action && item.action !== 'edit' && item.action !== 'add' && item.action !== 'remove' && (
                                    <p>
                                        {t(`versions.action.${item.action}`)}
                                        {(item.action === 'import' || item.action === 'adopt_frameworks') && item.subject && <span lang="th"> {item.subject}</span>}
                                    </p>
                                )}
                                {item.reason && <p lang="th">{item.reason}</p>}
                                <ul className="plain changes">
                                    {changes.slice(0, 3).map((change, position) => (
                                        <li key={position}>
                                            {changeName(change.kind)} {change.title || change.element ? <span lang="th">{change.title ?? change.element}</span> : t('change.plan')}
                                        </li>
                                    ))}
                                    {changes.length > 3 && <li className="quiet">+{format.digits(changes.length - 3)}</li>}
                                </ul>
                            </li>
                        );
                    })}
                </ol>
                {query.hasNextPage && <button type="button" className="simple" onClick={() => void query.fetchNextPage()}>{t('versions.more')}</button>}
            </section>
            <section className="comparison" aria-live="polite">
                {from !== undefined && to !== undefined ? <Compared plan={planId} from={from} to={to} /> : <Empty title={t('versions.pick_two')} />}
            </section>
        </div>
    );
}
