// What of the plan waits in other systems, by its number there, until an answer comes.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/date_field';
import { SideDrawer } from '../../components/drawer';
import { Loading, Trouble } from '../../components/page';
import { request } from '../../lib/api';
import { usePlan } from '../../lib/queries';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary } from '../../lib/types';

interface Reference {
    id: Id;
    kind: 'element' | 'record' | 'request';
    subject: string;
    system: string;
    number: string;
    day: string;
    state: 'waiting' | 'answered' | 'returned' | 'withdrawn';
    note: string;
    etag: string;
}

const path = encodeURIComponent;
const keyOf = (plan: Id) => ['plans', plan, 'references'] as const;

function Add({ plan, close }: { plan: PlanSummary; close: () => void }) {
    const { t } = useTranslation();
    const id = useId();
    const client = useQueryClient();
    const content = usePlan(plan.id);
    const [given, setGiven] = useState({ kind: 'element', subject: '', system: '', number: '', day: '', note: '' });
    const add = useMutation({
        mutationFn: () => request<Reference>(`/plans/${path(plan.id)}/references`, { method: 'POST', body: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) }),
        onSuccess: async () => {
            await client.invalidateQueries({ queryKey: keyOf(plan.id) });
            close();
        },
    });
    const put = (name: keyof typeof given) => (event: { target: { value: string } }) => setGiven({ ...given, [name]: event.target.value });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        add.mutate();
    };
    return (
        <SideDrawer title={t('elsewhere.add')} close={close}>
            <form className="record-form" onSubmit={submit}>
                <div className="field-box">
                    <label htmlFor={`${id}-kind`}>{t('elsewhere.kind')}</label>
                    <select id={`${id}-kind`} className="boxed" value={given.kind} onChange={(event) => setGiven({ ...given, kind: event.target.value, subject: '' })}>
                        {(['element', 'record', 'request'] as const).map((one) => <option key={one} value={one}>{t(`elsewhere.${one}`)}</option>)}
                    </select>
                </div>
                <div className="field-box">
                    <label htmlFor={`${id}-subject`}>{t('elsewhere.subject')}</label>
                    {given.kind === 'element' ? (
                        <select id={`${id}-subject`} className="boxed" required value={given.subject} onChange={put('subject')}>
                            <option value="">–</option>
                            {(content.data?.content.projects ?? []).map((one) => <option key={one.id} value={one.id} lang="th">{one.name}</option>)}
                        </select>
                    ) : <input id={`${id}-subject`} className="field boxed" required value={given.subject} onChange={put('subject')} />}
                </div>
                {(['system', 'number', 'day', 'note'] as const).map((name) => (
                    <div key={name} className="field-box">
                        <label htmlFor={`${id}-${name}`}>{t(`elsewhere.${name}`)}</label>
                        {name === 'day' ? (
                            <DateField id={`${id}-day`} value={given.day} set={(day) => setGiven({ ...given, day })} />
                        ) : (
                            <input id={`${id}-${name}`} className="field boxed" lang="th" required={name === 'system' || name === 'number'} value={given[name]} onChange={put(name)} />
                        )}
                    </div>
                ))}
                {add.isError && <Trouble error={add.error} />}
                <button type="submit" className="primary" disabled={add.isPending}>{t('elsewhere.save')}</button>
            </form>
        </SideDrawer>
    );
}

export function Elsewhere({ agency, plan }: { agency: Id; plan: PlanSummary }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const may = useMay(agency);
    const content = usePlan(plan.id);
    const [adding, setAdding] = useState(false);
    const list = useQuery({ queryKey: keyOf(plan.id), queryFn: () => request<{ items: Reference[] }>(`/plans/${path(plan.id)}/references?state=waiting`), enabled: may('reference.read') });
    const change = useMutation({
        mutationFn: ({ one, state }: { one: Reference; state: Reference['state'] }) => request<Reference>(`/plans/${path(plan.id)}/references/${path(one.id)}`, { method: 'PATCH', if_match: one.etag, body: { state } }),
        onSettled: async () => await client.invalidateQueries({ queryKey: keyOf(plan.id) }),
    });
    if (!may('reference.read')) return null;
    const nameOf = (one: Reference) => content.data?.content.projects?.find((project) => project.id === one.subject)?.name ?? one.subject;
    const items = list.data?.items ?? [];
    return (
        <section className="part elsewhere" aria-labelledby="elsewhere">
            <h2 id="elsewhere">{t('elsewhere.title')}</h2>
            {list.isLoading && <Loading />}
            {list.isError && <Trouble error={list.error} retry={() => void list.refetch()} />}
            {list.data && items.length === 0 && <p className="quiet">{t('elsewhere.none')}</p>}
            <ul className="rows">
                {items.map((one) => (
                    <li key={one.id}>
                        <span className="row-main" lang="th">{nameOf(one)}</span>
                        <span lang="th">{one.system} {format.digits(one.number)}</span>
                        <time dateTime={one.day} className="quiet">{format.fullDate(one.day)}</time>
                        {may('reference.set') && (
                            <span className="choices">
                                {(['answered', 'returned'] as const).map((state) => (
                                    <button key={state} type="button" className="simple" disabled={change.isPending} onClick={() => change.mutate({ one, state })}>{t(`elsewhere.${state}`)}</button>
                                ))}
                            </span>
                        )}
                    </li>
                ))}
            </ul>
            {change.isError && <Trouble error={change.error} />}
            {may('reference.set') && <button type="button" className="simple" onClick={() => setAdding(true)}>{t('elsewhere.add')}</button>}
            {adding && <Add plan={plan} close={() => setAdding(false)} />}
        </section>
    );
}
