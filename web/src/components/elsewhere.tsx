// What waits in other systems, by its number there, until an answer comes: of a whole plan, or of one project, step or record.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../lib/api';
import { usePlan } from '../lib/queries';
import { useMay } from '../lib/session';
import { useFormat } from '../lib/settings';
import type { Id } from '../lib/types';
import { DateField } from './date_field';
import { SideDrawer } from './drawer';
import { Loading, Trouble } from './page';

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
    /** What the plan calls the element. */
    name: string | null;
}

/** What the references are of; absent: all of the plan's. */
interface Subject {
    kind: 'element' | 'record';
    id: Id;
}

const path = encodeURIComponent;
const keyOf = (plan: Id) => ['plans', plan, 'references'] as const;

function Add({ plan, subject, close }: { plan: Id; subject?: Subject; close: () => void }) {
    const { t } = useTranslation();
    const id = useId();
    const client = useQueryClient();
    const content = usePlan(plan);
    const [given, setGiven] = useState({ kind: subject?.kind ?? 'element', subject: subject?.id ?? '', system: '', number: '', day: '', note: '' });
    const add = useMutation({
        mutationFn: () => request<Reference>(`/plans/${path(plan)}/references`, { method: 'POST', body: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) }),
        onSuccess: async () => {
            await client.invalidateQueries({ queryKey: keyOf(plan) });
            close();
        },
    });
    const put = (name: keyof typeof given) => (event: { target: { value: string } }) => setGiven({ ...given, [name]: event.target.value });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        add.mutate();
    };
    const choices = (
        <>
            <div className="field-box">
                <label htmlFor={`${id}-kind`}>{t('elsewhere.kind')}</label>
                <select id={`${id}-kind`} className="boxed" value={given.kind} onChange={(event) => setGiven({ ...given, kind: event.target.value as Subject['kind'], subject: '' })}>
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
        </>
    );
    const form = (
        <form className="record-form" onSubmit={submit}>
            {!subject && choices}
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
            <span className="choices">
                <button type="submit" className="primary" disabled={add.isPending}>{t('elsewhere.save')}</button>
                {subject && <button type="button" className="simple" onClick={close}>{t('elsewhere.cancel')}</button>}
            </span>
        </form>
    );
    // What has a page or a drawer of its own takes the form in its place.
    return subject ? form : <SideDrawer title={t('elsewhere.add')} close={close}>{form}</SideDrawer>;
}

export function Elsewhere({ agency, plan, subject }: { agency: Id | undefined; plan: Id; subject?: Subject }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const heading = useId();
    const may = useMay(agency);
    const [adding, setAdding] = useState(false);
    // Of one thing also what was answered: that is its history. Of all, what waits.
    const query = subject ? `subject=${path(subject.id)}` : 'state=waiting';
    const list = useQuery({ queryKey: [...keyOf(plan), query], queryFn: () => request<{ items: Reference[] }>(`/plans/${path(plan)}/references?${query}`), enabled: may('reference.read') });
    const change = useMutation({
        mutationFn: ({ one, state }: { one: Reference; state: Reference['state'] }) => request<Reference>(`/plans/${path(plan)}/references/${path(one.id)}`, { method: 'PATCH', if_match: one.etag, body: { state } }),
        onSettled: async () => await client.invalidateQueries({ queryKey: keyOf(plan) }),
    });
    if (!may('reference.read')) return null;
    const items = (list.data?.items ?? []).filter((one) => !subject || one.kind === subject.kind);
    const Heading = subject ? 'h3' : 'h2';
    return (
        <section className="part elsewhere" aria-labelledby={heading}>
            <Heading id={heading}>{t('elsewhere.title')}</Heading>
            {list.isLoading && <Loading />}
            {list.isError && <Trouble error={list.error} retry={() => void list.refetch()} />}
            {list.data && items.length === 0 && <p className="quiet">{t('elsewhere.none')}</p>}
            <ul className="rows">
                {items.map((one) => (
                    <li key={one.id}>
                        {!subject && <span className="row-main" lang="th">{one.name ?? one.subject}</span>}
                        <span className={subject ? 'row-main' : undefined} lang="th">{one.system} {format.digits(one.number)}</span>
                        <span className="quiet">{format.fullDate(one.day)}</span>
                        {one.state !== 'waiting' && <span className="quiet">{t(`elsewhere.${one.state}`)}</span>}
                        {one.note && <span className="quiet" lang="th">{one.note}</span>}
                        {may('reference.set') && one.state === 'waiting' && (
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
            {may('reference.set') && !(subject && adding) && <button type="button" className="simple" onClick={() => setAdding(true)}>{t('elsewhere.add')}</button>}
            {adding && <Add plan={plan} subject={subject} close={() => setAdding(false)} />}
        </section>
    );
}
