// People and roles: who may come in, as what, from when to when, in whose place.
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { ConfirmDialog } from '../../components/confirm_dialog';
import { DateField } from '../../components/date_field';
import { SideDrawer } from '../../components/drawer';
import { Loading, NoneFit, Trouble } from '../../components/page';
import { Copyable, FormTrouble } from '../../components/told';
import { addPerson, adminKeys, assignRole, changePerson, endRole, newPassword, useAssignments, usePeople, useRoleTable, type Assignment, type Person } from '../../lib/admin';
import { firstAdminPart } from '../../lib/admin_parts';
import { useAgency } from '../../lib/agency';
import { rolePartsOf } from '../../lib/plan_parts';
import { useKnownPlan, usePlan } from '../../lib/queries';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { useYearPlan } from '../../lib/year';
import { AdminPage } from './frame';

/** Days are Bangkok's. */
const today = () => new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);
const isOver = (given: Assignment) => given.last_day !== undefined && given.last_day < today();
/** Given and taken back on the same day it never held. */
const everHeld = (given: Assignment) => given.last_day === undefined || given.last_day >= given.first_day;

function useRefresh(agency: Id) {
    const client = useQueryClient();
    return async () => {
        await Promise.all([client.invalidateQueries({ queryKey: adminKeys.people }), client.invalidateQueries({ queryKey: adminKeys.roles(agency) })]);
    };
}

function Days({ given, people }: { given: Assignment; people: readonly Person[] }) {
    const { t } = useTranslation();
    const format = useFormat();
    const other = people.find((person) => person.id === given.in_place);
    const { plan } = useYearPlan();
    const content = useKnownPlan(plan?.id)?.content;
    const { components, indicators, projects } = rolePartsOf(content);
    const part = [...indicators, ...projects].find((one) => one.id === given.part);
    return (
        <span className="quiet">
            {given.last_day ? t('people.days', { first: format.date(given.first_day), last: format.date(given.last_day) }) : t('people.since', { first: format.date(given.first_day) })}
            {given.in_place && <> · <span lang="th">{t('people.for', { name: other?.name ?? given.in_place })}</span></>}
            {given.part && <> · {part ? <span lang="th">{part.name}</span> : components.includes(given.part) ? t('scores.component', { number: format.digits(given.part) }) : <code>{given.part}</code>}</>}
            {given.unit && <> · {given.unit_name ? <span lang="th">{given.unit_name}</span> : <code>{given.unit}</code>}</>}
            {given.role === 'section_head' && !given.unit && !isOver(given) && <> · <span className="warned">▲ {t('people.no_unit')}</span></>}
        </span>
    );
}

function RoleFields({ given, set, people, me }: { given: Record<string, string>; set: (next: Record<string, string>) => void; people: readonly Person[]; me?: Id }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const roles = useRoleTable();
    const { plan } = useYearPlan();
    const content = usePlan(plan?.id).data?.content;
    const units = content?.organisations ?? [];
    const { components, indicators, projects } = rolePartsOf(content);
    const put = (name: string) => (event: { target: { value: string } }) => set({ ...given, [name]: event.target.value });
    return (
        <div className="columns">
            <div className="field-box">
                <label htmlFor={`${id}-role`}>{t('people.role')}</label>
                <select id={`${id}-role`} className="boxed" required value={given.role ?? ''} onChange={put('role')}>
                    <option value="">{t('records.choose')}</option>
                    {(roles.data?.roles ?? []).filter((role) => role.role !== 'public').map((role) => <option key={role.role} value={role.role}>{format.text(role.name)}</option>)}
                </select>
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-unit`}>{t('people.unit')}</label>
                <select id={`${id}-unit`} className="boxed" required={given.role === 'section_head'} value={given.unit ?? ''} onChange={put('unit')}>
                    <option value="">{t('people.any_unit')}</option>
                    {units.filter((unit) => unit.kind === 'section').map((unit) => <option key={unit.id} value={unit.id} lang="th">{unit.name}</option>)}
                </select>
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-first`}>{t('people.first_day')}</label>
                <DateField id={`${id}-first`} value={given.first_day ?? ''} set={(day) => set({ ...given, first_day: day })} />
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-last`}>{t('people.last_day')}</label>
                <DateField id={`${id}-last`} value={given.last_day ?? ''} set={(day) => set({ ...given, last_day: day })} />
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-place`}>{t('people.in_place')}</label>
                <select id={`${id}-place`} className="boxed" value={given.in_place ?? ''} onChange={put('in_place')}>
                    <option value="">{t('people.nobody')}</option>
                    {people.filter((person) => person.id !== me).map((person) => <option key={person.id} value={person.id} lang="th">{person.name}</option>)}
                </select>
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-part`}>{t('people.part')}</label>
                <select id={`${id}-part`} className="boxed" value={given.part ?? ''} onChange={put('part')}>
                    <option value="">{t('people.any_part')}</option>
                    {components.length > 0 && (
                        <optgroup label={t('people.components')}>
                            {components.map((one) => <option key={one} value={one}>{t('scores.component', { number: format.digits(one) })}</option>)}
                        </optgroup>
                    )}
                    {([['group.indicator', indicators], ['field.projects', projects]] as const).map(([group, items]) => items.length > 0 && (
                        <optgroup key={group} label={t(group)}>
                            {items.map((one) => <option key={one.id} value={one.id} lang="th">{one.name}</option>)}
                        </optgroup>
                    ))}
                </select>
            </div>
        </div>
    );
}

const filled = (given: Record<string, string>) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));

function PersonDrawer({ agency, person, people, roles, close }: { agency: Id; person: Person; people: readonly Person[]; roles: Assignment[]; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const refresh = useRefresh(agency);
    const [given, setGiven] = useState<Record<string, string>>({});
    const [password, setPassword] = useState('');
    const [removing, setRemoving] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const go = async (work: () => Promise<unknown>) => {
        setBusy(true);
        setFailed(null);
        try {
            await work();
            await refresh();
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    const submit = (event: FormEvent) => {
        event.preventDefault();
        void go(async () => {
            await assignRole(agency, { account: person.id, ...filled(given) });
            setGiven({});
        });
    };
    return (
        <SideDrawer title={person.name} data close={close}>
            <dl className="drawer-facts">
                <div><dt>{t('people.login')}</dt><dd><code>{person.login}</code></dd></div>
                <div><dt>{t('people.second_factor')}</dt><dd>{person.has_second_factor ? `✓ ${t('people.second_factor_on')}` : `○ ${t('people.second_factor_off')}`}</dd></div>
                <div><dt>{t('people.state')}</dt><dd>{person.disabled ? `■ ${t('people.closed')}` : `✓ ${t('people.open')}`}</dd></div>
            </dl>
            <h3>{t('people.roles')}</h3>
            {!roles.some(everHeld) && <p className="quiet">{t('people.no_role')}</p>}
            <ul className="plain role-list">
                {roles.filter(everHeld).map((role) => (
                    <li key={role.id}>
                        <span><strong>{format.text(role.name)}</strong> <Days given={role} people={people} /></span>
                        {isOver(role) ? <span className="quiet">○ {t('people.over')}</span> : <button type="button" className="simple" disabled={busy} onClick={() => void go(() => endRole(agency, role.id))}>{t('people.end')}</button>}
                    </li>
                ))}
            </ul>
            <form className="record-form card-box" onSubmit={submit}>
                <RoleFields given={given} set={setGiven} people={people} me={person.id} />
                <button type="submit" className="primary" disabled={busy || !given.role}>{t('people.assign')}</button>
            </form>
            <FormTrouble error={failed} />
            {password !== '' && (
                <div className="once" role="status">
                    <p>{t('people.password_once', { name: person.name })}</p>
                    <Copyable text={password} />
                </div>
            )}
            <h3>{t('people.account')}</h3>
            <div className="choices">
                <button
                    type="button"
                    className="simple"
                    disabled={busy}
                    title={t('people.reset_why')}
                    onClick={() =>
                        void go(async () => {
                            const made = newPassword();
                            await changePerson(person.id, { password: made });
                            setPassword(made);
                        })
                    }
                >
                    {t('people.reset')}
                </button>
                <button type="button" className={person.disabled ? 'simple' : 'simple danger'} disabled={busy} onClick={() => void go(() => changePerson(person.id, { disabled: !person.disabled }))}>
                    {t(person.disabled ? 'people.open_account' : 'people.close_account')}
                </button>
                {person.has_second_factor && <button type="button" className="simple danger" disabled={busy} onClick={() => setRemoving(true)}>{t('people.second_factor_remove')}</button>}
            </div>
            <ConfirmDialog open={removing} title={t('people.second_factor_remove')} yes={t('people.second_factor_remove')} perform={() => go(() => changePerson(person.id, { has_second_factor: false }))} close={() => setRemoving(false)}>
                <p>{t('people.second_factor_why')}</p>
            </ConfirmDialog>
        </SideDrawer>
    );
}

function InviteDrawer({ agency, people, close }: { agency: Id; people: readonly Person[]; close: () => void }) {
    const { t } = useTranslation();
    const refresh = useRefresh(agency);
    const [name, setName] = useState('');
    const [login, setLogin] = useState('');
    const [given, setGiven] = useState<Record<string, string>>({});
    const [made, setMade] = useState<{ name: string; password: string } | null>(null);
    const [failed, setFailed] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const submit = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setFailed(null);
        try {
            const password = newPassword();
            const person = await addPerson({ login, name, password });
            setMade({ name, password });
            if (given.role) await assignRole(agency, { account: person.id, ...filled(given) });
            await refresh();
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    return (
        <SideDrawer title={t('people.invite')} close={close}>
            {made ? (
                <div className="once" role="status">
                    <p lang="th">{t('people.password_once', { name: made.name })}</p>
                    <Copyable text={made.password} />
                </div>
            ) : (
                <form className="record-form" onSubmit={(event) => void submit(event)}>
                    <div className="field-box">
                        <label htmlFor="invite-name">{t('people.name')}</label>
                        <input id="invite-name" className="field boxed" required lang="th" value={name} onChange={(event) => setName(event.target.value)} />
                    </div>
                    <div className="field-box">
                        <label htmlFor="invite-login">{t('people.login')}</label>
                        <input id="invite-login" className="field boxed" required autoComplete="off" value={login} onChange={(event) => setLogin(event.target.value)} />
                    </div>
                    <RoleFields given={given} set={setGiven} people={people} />
                    <button type="submit" className="primary" disabled={busy}>{t('people.create')}</button>
                </form>
            )}
            <FormTrouble error={failed} />
        </SideDrawer>
    );
}

function People() {
    const { t } = useTranslation();
    const format = useFormat();
    const { agency } = useAgency();
    const [search, setSearch] = useSearchParams();
    const people = usePeople();
    const roles = useAssignments(agency?.id);
    const text = (search.get('text') ?? '').toLowerCase();
    const set = (name: string, value: string | null) =>
        setSearch((old) => {
            const next = new URLSearchParams(old);
            if (value === null || value === '') next.delete(name);
            else next.set(name, value);
            return next;
        }, { replace: name === 'text' });
    const all = people.data?.items ?? [];
    const shown = all.filter((person) => person.name.toLowerCase().includes(text) || person.login.toLowerCase().includes(text));
    const rolesOf = (id: Id) => (roles.data?.items ?? []).filter((role) => role.account === id);
    const opened = all.find((person) => person.id === search.get('person'));
    return (
        <AdminPage title="admin.people" lead="people.lead" help="help.people" actions={people.data && <button type="button" className="primary" onClick={() => set('person', 'new')}>{t('people.invite')}</button>}>
            {(people.isLoading || roles.isLoading) && <Loading />}
            {people.isError ? <Trouble error={people.error} retry={() => void people.refetch()} /> : roles.isError && <Trouble error={roles.error} retry={() => void roles.refetch()} />}
            {people.data && roles.data && (
                <>
                    <form className="year-filters" role="search" onSubmit={(event) => event.preventDefault()}>
                        <label>
                            <span>{t('people.search')}</span>
                            <input type="search" className="field boxed" value={search.get('text') ?? ''} onChange={(event) => set('text', event.target.value)} />
                        </label>
                    </form>
                    {shown.length === 0 ? <NoneFit title={t('people.none')} clear={() => set('text', null)} /> : (
                        <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('admin.people')}>
                            <table className="data-table stacked people">
                                <thead>
                                    <tr>
                                        <th scope="col">{t('people.name')}</th>
                                        <th scope="col">{t('people.login')}</th>
                                        <th scope="col">{t('people.roles')}</th>
                                        <th scope="col">{t('people.second_factor')}</th>
                                        <th scope="col">{t('people.state')}</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {shown.map((person) => (
                                        <tr key={person.id}>
                                            <th scope="row"><button type="button" className="derived" lang="th" onClick={() => set('person', person.id)}>{person.name}</button></th>
                                            <td data-label={t('people.login')}><code>{person.login}</code></td>
                                            <td data-label={t('people.roles')}>
                                                {rolesOf(person.id).every(isOver) && <span className="quiet">{t('people.no_role')}</span>}
                                                {rolesOf(person.id).filter((role) => !isOver(role)).map((role) => <p key={role.id}>{format.text(role.name)} <Days given={role} people={all} /></p>)}
                                            </td>
                                            <td data-label={t('people.second_factor')}>{person.has_second_factor ? <span className="state-done">✓ {t('people.second_factor_on')}</span> : <span className="quiet">○ {t('people.second_factor_off')}</span>}</td>
                                            <td data-label={t('people.state')}>{person.disabled ? <span className="state-late">■ {t('people.closed')}</span> : <span className="state-done">✓ {t('people.open')}</span>}</td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </div>
                    )}
                    {agency && opened && <PersonDrawer key={opened.id} agency={agency.id} person={opened} people={all} roles={rolesOf(opened.id)} close={() => set('person', null)} />}
                    {agency && search.get('person') === 'new' && <InviteDrawer agency={agency.id} people={all} close={() => set('person', null)} />}
                </>
            )}
        </AdminPage>
    );
}

/** Settings begin here; who keeps others of them only, a data steward, goes on to the first of those. */
export default function PeoplePage() {
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const first = firstAdminPart(may);
    return agency && first !== undefined && first !== '/admin' ? <Navigate to={first} replace /> : <People />;
}
