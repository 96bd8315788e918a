// The frameworks that the plan hangs on: what of the plan is under each, and those of a five-year plan taken over with their links.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SideDrawer } from '../../components/drawer';
import { useEditor } from '../../components/editor';
import { Loading, Trouble } from '../../components/page';
import { request } from '../../lib/api';
import { linksByFramework } from '../../lib/framework_links';
import { keys, usePlan, usePlans } from '../../lib/queries';
import { useFormat } from '../../lib/settings';
import type { Framework, Id } from '../../lib/types';

interface Adopted {
    number: number;
    version: string;
    notes: { element: Id; title: string; action: 'added' | 'updated' | 'removed' | 'kept' | 'resolved' }[];
}

function Years({ framework }: { framework: Framework }) {
    const format = useFormat();
    return framework.years ? <span className="quiet">{format.digits(framework.years.from)}–{format.digits(framework.years.to)}</span> : null;
}

function Choose({ from, to, close }: { from: Id; to: Id; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const source = usePlan(from);
    const target = usePlan(to);
    const [left, setLeft] = useState<readonly Id[]>([]);
    const frameworks = source.data?.content.frameworks ?? [];
    const wanted = frameworks.filter((one) => !left.includes(one.id)).map((one) => one.id);
    const adopt = useMutation({
        mutationFn: () => request<Adopted>(`/plans/${encodeURIComponent(to)}/adopted-frameworks`, { method: 'POST', if_match: target.data?.version ?? '', body: { from, frameworks: wanted } }),
        onSettled: async () => await client.invalidateQueries({ queryKey: keys.plan(to) }),
    });
    if (source.isLoading || target.isLoading) return <Loading />;
    if (source.isError || target.isError) return <Trouble error={source.error ?? target.error} retry={() => void (source.isError ? source : target).refetch()} />;
    if (frameworks.length === 0) return <p>{t('frameworks.none_there')}</p>;
    if (adopt.data) {
        return (
            <>
                <p role="status" className="state-done">✓ {t('frameworks.done', { n: format.digits(adopt.data.notes.length) })}</p>
                <ul className="plain">
                    {adopt.data.notes.map((note) => (
                        <li key={`${note.element} ${note.action}`}><span className="quiet">{t(`frameworks.${note.action}`)}</span> <span lang="th">{note.title || note.element}</span></li>
                    ))}
                </ul>
                <button type="button" className="simple" onClick={close}>{t('frameworks.close')}</button>
            </>
        );
    }
    return (
        <>
            <fieldset className="card-box">
                <legend>{t('frameworks.which')}</legend>
                {frameworks.map((one) => (
                    <label key={one.id} className="check">
                        <input type="checkbox" checked={!left.includes(one.id)} onChange={(event) => setLeft(event.target.checked ? left.filter((id) => id !== one.id) : [...left, one.id])} />{' '}
                        <span><span lang="th">{one.name}</span> <Years framework={one} /> <span className="quiet">{t('frameworks.nodes', { n: format.digits(one.nodes?.length ?? 0) })}</span></span>
                    </label>
                ))}
            </fieldset>
            {adopt.isError && <Trouble error={adopt.error} />}
            <button type="button" className="primary" disabled={adopt.isPending || wanted.length === 0} onClick={() => adopt.mutate()}>{t('frameworks.adopt')}</button>
        </>
    );
}

function AdoptDrawer({ plan, agency, close }: { plan: Id; agency: Id; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const plans = usePlans(agency);
    const [from, setFrom] = useState('');
    const others = (plans.data?.items ?? []).filter((one) => one.id !== plan);
    return (
        <SideDrawer title={t('frameworks.open')} close={close}>
            <p className="quiet">{t('frameworks.why')}</p>
            {plans.isLoading && <Loading />}
            {plans.isError && <Trouble error={plans.error} retry={() => void plans.refetch()} />}
            {plans.data && others.length === 0 && <p>{t('frameworks.no_plans')}</p>}
            {others.length > 0 && (
                <div className="field-box">
                    <label htmlFor="frameworks-from">{t('frameworks.from')}</label>
                    <select id="frameworks-from" className="boxed" value={from} onChange={(event) => setFrom(event.target.value)}>
                        <option value="">–</option>
                        {others.map((one) => <option key={one.id} value={one.id} lang="th">{format.text(one.title) || one.id} ({format.digits(one.fiscal_year)})</option>)}
                    </select>
                </div>
            )}
            {from !== '' && <Choose key={from} from={from} to={plan} close={close} />}
        </SideDrawer>
    );
}

export function Frameworks() {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const view = usePlan(editor.plan.id);
    const [adopting, setAdopting] = useState(false);
    const frameworks = editor.plan.frameworks ?? [];
    const links = linksByFramework(editor.plan);
    return (
        <section className="part" aria-labelledby="frameworks">
            <h3 id="frameworks">{t('frameworks.title')}</h3>
            {frameworks.length === 0 && <p className="quiet">{t('frameworks.none')}</p>}
            {frameworks.map((one) => {
                const linked = links.get(one.id) ?? [];
                return (
                    <details key={one.id} className="card-box framework">
                        <summary>
                            <span lang="th">{one.name}</span> <Years framework={one} /> {one.status === 'adopted' && <span className="tag">{t('frameworks.adopted')}</span>}{' '}
                            <span className="quiet">{t('frameworks.nodes', { n: format.digits(one.nodes?.length ?? 0) })} · {t('frameworks.links', { n: format.digits(linked.length) })}</span>
                        </summary>
                        {linked.length === 0 && <p className="quiet">{t('frameworks.no_links')}</p>}
                        <ul className="plain">
                            {linked.map(({ element, node }) => (
                                <li key={`${element} ${node}`}>
                                    <Link to={editor.addressOf(element)} lang="th">{editor.index.get(element)?.title ?? element}</Link> <span className="quiet" lang="th">{one.nodes?.find((item) => item.id === node)?.title ?? node}</span>
                                </li>
                            ))}
                        </ul>
                    </details>
                );
            })}
            {editor.editable && view.data && <button type="button" className="simple" onClick={() => setAdopting(true)}>{t('frameworks.open')}</button>}
            {adopting && view.data && <AdoptDrawer plan={editor.plan.id} agency={view.data.agency} close={() => setAdopting(false)} />}
        </section>
    );
}
