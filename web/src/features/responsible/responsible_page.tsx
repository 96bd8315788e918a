// Who is responsible for which project, indicator and step, who deputises, and how it passes to another.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { DateField } from '../../components/date_field';
import { SideDrawer } from '../../components/drawer';
import { Empty, Loading, Page, Trouble } from '../../components/page';
import { request } from '../../lib/api';
import { useAgency } from '../../lib/agency';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { useYearPlan } from '../../lib/year';

interface Person {
    account: Id;
    name: string;
    is_deputy: boolean;
    for?: { account: Id; name: string };
    first_day: string;
    last_day?: string;
}

interface Item {
    element: Id;
    kind: 'project' | 'indicator' | 'step';
    title: string;
    people: Person[];
}

interface Responsible {
    items: Item[];
    candidates: { account: Id; name: string }[];
}

const path = encodeURIComponent;
const keyOf = (plan: Id) => ['plans', plan, 'responsible'] as const;

function Choice({ id, label, list, value, set, none }: { id: string; label: string; list: Responsible['candidates']; value: string; set: (account: string) => void; none?: string }) {
    return (
        <div className="field-box">
            <label htmlFor={id}>{label}</label>
            <select id={id} className="boxed" required={none === undefined} value={value} onChange={(event) => set(event.target.value)}>
                <option value="">{none ?? '–'}</option>
                {list.map((one) => <option key={one.account} value={one.account} lang="th">{one.name}</option>)}
            </select>
        </div>
    );
}

function SetPeople({ plan, item, candidates, close }: { plan: Id; item: Item; candidates: Responsible['candidates']; close: () => void }) {
    const { t } = useTranslation();
    const id = useId();
    const client = useQueryClient();
    const [account, setAccount] = useState(item.people.find((one) => !one.is_deputy)?.account ?? '');
    const [deputy, setDeputy] = useState(item.people.find((one) => one.is_deputy)?.account ?? '');
    const [first, setFirst] = useState('');
    const save = useMutation({
        mutationFn: () => request<Responsible>(`/plans/${path(plan)}/responsible/${path(item.element)}`, { method: 'PUT', body: { ...(account ? { account } : {}), ...(account && deputy ? { deputy } : {}), ...(first ? { first_day: first } : {}) } }),
        onSuccess: async () => {
            await client.invalidateQueries({ queryKey: keyOf(plan) });
            close();
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        save.mutate();
    };
    return (
        <SideDrawer title={item.title} data close={close}>
            <form className="record-form" onSubmit={submit}>
                <Choice id={`${id}-account`} label={t('responsible.person')} list={candidates} value={account} set={setAccount} none={t('responsible.nobody')} />
                <Choice id={`${id}-deputy`} label={t('responsible.deputy')} list={candidates.filter((one) => one.account !== account)} value={deputy} set={setDeputy} none={t('responsible.nobody')} />
                <div className="field-box">
                    <label htmlFor={`${id}-first`}>{t('responsible.from_day')}</label>
                    <DateField id={`${id}-first`} value={first} set={setFirst} />
                </div>
                {save.isError && <Trouble error={save.error} />}
                <button type="submit" className="primary" disabled={save.isPending}>{t('responsible.save')}</button>
            </form>
        </SideDrawer>
    );
}

function HandOver({ agency, plan, candidates, close }: { agency: Id; plan: Id; candidates: Responsible['candidates']; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const client = useQueryClient();
    const [from, setFrom] = useState('');
    const [to, setTo] = useState('');
    const [day, setDay] = useState('');
    const hand = useMutation({
        mutationFn: () => request<{ handed_over: number }>(`/agencies/${path(agency)}/hand-overs`, { method: 'POST', body: { from, to, ...(day ? { day } : {}) } }),
        onSuccess: async () => await client.invalidateQueries({ queryKey: keyOf(plan) }),
    });
    return (
        <SideDrawer title={t('responsible.hand_over')} close={close}>
            <p className="quiet">{t('responsible.hand_over_why')}</p>
            <form
                className="record-form"
                onSubmit={(event) => {
                    event.preventDefault();
                    hand.mutate();
                }}
            >
                <Choice id={`${id}-from`} label={t('responsible.from')} list={candidates} value={from} set={setFrom} />
                <Choice id={`${id}-to`} label={t('responsible.to')} list={candidates.filter((one) => one.account !== from)} value={to} set={setTo} />
                <div className="field-box">
                    <label htmlFor={`${id}-day`}>{t('responsible.from_day')}</label>
                    <DateField id={`${id}-day`} value={day} set={setDay} />
                </div>
                {hand.isError && <Trouble error={hand.error} />}
                {hand.data && <p role="status" className="state-done">✓ {t('responsible.handed', { n: format.digits(hand.data.handed_over) })}</p>}
                <button type="submit" className="primary" disabled={hand.isPending}>{t('responsible.hand_over')}</button>
            </form>
        </SideDrawer>
    );
}

function People({ people }: { people: Person[] }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (people.length === 0) return <span className="quiet">{t('responsible.nobody')}</span>;
    return (
        <ul className="plain">
            {people.map((one, index) => (
                <li key={index}>
                    <span lang="th">{one.name}</span>
                    {one.is_deputy && <span className="quiet"> {t('responsible.deputy_of', { name: one.for?.name ?? '' })}</span>}
                    <span className="quiet"> {t(one.last_day ? 'responsible.days' : 'responsible.since', { first: format.date(one.first_day), last: one.last_day ? format.date(one.last_day) : '' })}</span>
                </li>
            ))}
        </ul>
    );
}

export default function ResponsiblePage() {
    const { t } = useTranslation();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const { plan, isLoading, error, retry } = useYearPlan();
    const [search, setSearch] = useSearchParams();
    const mine = search.get('view') === 'mine';
    const kind = search.get('kind') ?? 'project';
    const [chosen, setChosen] = useState<Item | null>(null);
    const [handing, setHanding] = useState(false);
    const list = useQuery({
        queryKey: [...keyOf(plan?.id ?? ''), mine],
        queryFn: () => request<Responsible>(`/plans/${path(plan?.id ?? '')}/${mine ? 'mine' : 'responsible'}`),
        enabled: plan !== undefined,
    });
    const put = (name: string, value: string) => {
        const next = new URLSearchParams(search);
        if (value) next.set(name, value);
        else next.delete(name);
        setSearch(next, { replace: true });
    };
    // Of one person everything is shown, whatever it is.
    const person = mine ? '' : (search.get('person') ?? '');
    const shown = (list.data?.items ?? []).filter((item) => (person !== '' ? item.people.some((one) => one.account === person) : mine || item.kind === kind));
    const settable = may('responsible.set') && !mine;
    return (
        <Page title={t('responsible.title')} lead={t('responsible.lead')} help="help.responsible" actions={may('responsible.hand_over') && !mine && list.data && <button type="button" className="simple" onClick={() => setHanding(true)}>{t('responsible.hand_over')}</button>}>
            <div className="year-filters">
                <label className="check">
                    <input type="checkbox" checked={mine} onChange={(event) => put('view', event.target.checked ? 'mine' : '')} /> {t('responsible.mine')}
                </label>
                {!mine && (
                    <label>
                        <span>{t('responsible.person')}</span>
                        <select className="boxed" value={person} onChange={(event) => put('person', event.target.value)}>
                            <option value="">{t('responsible.anybody')}</option>
                            {(list.data?.candidates ?? []).map((one) => <option key={one.account} value={one.account} lang="th">{one.name}</option>)}
                        </select>
                    </label>
                )}
                {!mine && person === '' && (
                    <label>
                        <span>{t('responsible.kind')}</span>
                        <select className="boxed" value={kind} onChange={(event) => put('kind', event.target.value)}>
                            {(['project', 'indicator', 'step'] as const).map((one) => <option key={one} value={one}>{t(`responsible.${one}`)}</option>)}
                        </select>
                    </label>
                )}
            </div>
            {error ? <Trouble error={error} retry={retry} /> : list.isError ? <Trouble error={list.error} retry={() => void list.refetch()} /> : (isLoading || list.isLoading) && <Loading />}
            {!isLoading && !error && !plan && (
                <Empty title={t('year.no_plan')}>
                    <p>{t('year.no_plan_why')} <Link to="/plans">{t('empty.go_home')}</Link></p>
                </Empty>
            )}
            {list.data && shown.length === 0 && (
                <Empty title={t(mine ? 'responsible.none_mine' : person !== '' ? 'responsible.none_of_person' : 'responsible.none')}>
                    {person === '' && <p>{mine ? t('responsible.none_mine_why') : <>{t('responsible.none_why')} <Link to={`/plans/${path(plan?.id ?? '')}`}>{t('year.to_plan')}</Link></>}</p>}
                </Empty>
            )}
            {shown.length > 0 && (
                <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('responsible.title')}>
                    <table className="data-table stacked responsible-table">
                        <thead>
                            <tr>
                                <th scope="col">{t(mine || person !== '' ? 'responsible.what' : `responsible.${kind as Item['kind']}`)}</th>
                                <th scope="col">{t('responsible.people')}</th>
                                {settable && <th scope="col"><span className="hidden">{t('responsible.change')}</span></th>}
                            </tr>
                        </thead>
                        <tbody>
                            {shown.map((item) => (
                                <tr key={item.element}>
                                    <th scope="row" lang="th">{item.title}</th>
                                    <td><People people={item.people} /></td>
                                    {settable && <td><button type="button" className="simple" onClick={() => setChosen(item)}>{t('responsible.change')}</button></td>}
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {chosen && plan && <SetPeople key={chosen.element} plan={plan.id} item={chosen} candidates={list.data?.candidates ?? []} close={() => setChosen(null)} />}
            {handing && plan && agency && <HandOver agency={agency.id} plan={plan.id} candidates={list.data?.candidates ?? []} close={() => setHanding(false)} />}
        </Page>
    );
}
