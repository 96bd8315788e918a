// What people are told by which rule, the webhook, and what went out or was given up.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading, Trouble } from '../../components/page';
import { FormTrouble } from '../../components/told';
import { kRoles } from '../../lib/admin';
import { useAgency } from '../../lib/agency';
import { isStale, request, withTag, type Seen } from '../../lib/api';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { AdminPage } from './frame';

const kKinds = ['due', 'late', 'returned', 'approved', 'waiting'] as const;
type Kind = (typeof kKinds)[number];

interface Rule {
    id: string;
    kind: Kind;
    on: 'step' | 'report' | 'move' | 'state';
    days?: number;
    day_of_month?: number;
    to?: string[];
    actions?: string[];
}

interface Rules {
    schema: 'phaen.notices/1';
    rules: Rule[];
    webhook?: { url: string; kinds?: Kind[] } | null;
}

interface Message {
    id: Id;
    kind: 'mail' | 'webhook';
    state: 'waiting' | 'sent' | 'dead';
    at: string;
    tries: number;
    then: string | null;
    problem: string | null;
}

const path = encodeURIComponent;

function RulesForm({ agency, rules }: { agency: Id; rules: Seen<Rules> }) {
    const { t } = useTranslation();
    const id = useId();
    const client = useQueryClient();
    const [wanted, setWanted] = useState(rules);
    const save = useMutation({
        mutationFn: () => {
            const { tag, ...body } = wanted;
            return withTag<Rules>(`/agencies/${path(agency)}/notice-rules`, { method: 'PUT', body, if_match: tag });
        },
        onSuccess: (saved) => {
            client.setQueryData(['agencies', agency, 'notice-rules'], saved);
            setWanted(saved);
        },
    });
    const see_current = async () => {
        const queryKey = ['agencies', agency, 'notice-rules'];
        await client.refetchQueries({ queryKey });
        setWanted(client.getQueryData<Seen<Rules>>(queryKey) ?? wanted);
        save.reset();
    };
    const change = (rule: Rule, more: Partial<Rule>) => setWanted({ ...wanted, rules: wanted.rules.map((one) => (one === rule ? { ...rule, ...more } : one)) });
    const webhook = wanted.webhook ?? { url: '' };
    const setWebhook = (url: string, kinds?: Kind[]) => setWanted({ ...wanted, webhook: url === '' ? null : { url, ...(kinds && kinds.length > 0 ? { kinds } : {}) } });
    const nameOf = (role: string) => {
        const known = kRoles.find((one) => one === role);
        return known ? t(`role.${known}`) : role;
    };
    return (
        <form
            className="record-form"
            onSubmit={(event) => {
                event.preventDefault();
                save.mutate();
            }}
        >
            <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('notice_rules.rules')}>
                <table className="data-table stacked notice-rules">
                    <thead>
                        <tr>
                            <th scope="col">{t('notice_rules.kind')}</th>
                            <th scope="col">{t('notice_rules.when')}</th>
                            <th scope="col">{t('notice_rules.to')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {wanted.rules.map((rule) => (
                            <tr key={rule.id}>
                                <th scope="row">{t(`bell.${rule.kind}`)} <span className="quiet">{t(`notice_rules.on.${rule.on}`)}</span></th>
                                <td data-label={t('notice_rules.when')}>
                                    {rule.days !== undefined && (
                                        <label>
                                            {t(rule.kind === 'late' ? 'notice_rules.days_after' : 'notice_rules.days_before')}{' '}
                                            <input type="number" className="field boxed number" min={0} max={90} required value={rule.days} onChange={(event) => change(rule, { days: Number(event.target.value) })} />
                                        </label>
                                    )}
                                    {rule.day_of_month !== undefined && (
                                        <label>
                                            {t('notice_rules.day_of_month')}{' '}
                                            <input type="number" className="field boxed number" min={1} max={28} required value={rule.day_of_month} onChange={(event) => change(rule, { day_of_month: Number(event.target.value) })} />
                                        </label>
                                    )}
                                    {rule.days === undefined && rule.day_of_month === undefined && <span className="quiet">{t('notice_rules.at_once')}</span>}
                                </td>
                                <td data-label={t('notice_rules.to')}>
                                    {rule.to === undefined ? <span className="quiet">{t('notice_rules.concerned')}</span> : (
                                        <details>
                                            <summary>{rule.to.map(nameOf).join(', ') || t('notice_rules.nobody')}</summary>
                                            {kRoles.map((one) => (
                                                <label key={one} className="check">
                                                    <input type="checkbox" checked={rule.to?.includes(one) ?? false} onChange={(event) => change(rule, { to: event.target.checked ? [...(rule.to ?? []), one] : (rule.to ?? []).filter((role) => role !== one) })} /> {t(`role.${one}`)}
                                                </label>
                                            ))}
                                        </details>
                                    )}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-url`}>{t('notice_rules.webhook')}</label>
                <input id={`${id}-url`} className="field boxed" type="url" lang="en" placeholder="https://" value={webhook.url} onChange={(event) => setWebhook(event.target.value, webhook.kinds)} />
            </div>
            {webhook.url !== '' && (
                <fieldset className="checks">
                    <legend>{t('notice_rules.webhook_kinds')}</legend>
                    {kKinds.map((kind) => (
                        <label key={kind} className="check">
                            <input type="checkbox" checked={webhook.kinds?.includes(kind) ?? true} onChange={(event) => setWebhook(webhook.url, event.target.checked ? [...(webhook.kinds ?? []), kind] : (webhook.kinds ?? [...kKinds]).filter((one) => one !== kind))} /> {t(`bell.${kind}`)}
                        </label>
                    ))}
                </fieldset>
            )}
            <FormTrouble error={save.error} />
            {isStale(save.error) && <button type="button" className="simple" onClick={() => void see_current()}>{t('see_current')}</button>}
            <button type="submit" className="primary" disabled={save.isPending}>{t('notice_rules.save')}</button>
            <p role="status" className="state-done">{save.isSuccess ? `✓ ${t('notice_rules.saved')}` : ''}</p>
        </form>
    );
}

function Messages({ agency }: { agency: Id }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [state, setState] = useState<Message['state'] | ''>('dead');
    const key = ['agencies', agency, 'messages', state];
    const list = useQuery({ queryKey: key, queryFn: () => request<{ items: Message[] }>(`/agencies/${path(agency)}/messages${state ? `?state=${state}` : ''}`) });
    const retry = useMutation({
        mutationFn: (message: Id) => request(`/agencies/${path(agency)}/messages/${path(message)}/retry`, { method: 'POST' }),
        onSettled: async () => await client.invalidateQueries({ queryKey: ['agencies', agency, 'messages'] }),
    });
    return (
        <section className="part" aria-labelledby="messages">
            <h2 id="messages">{t('messages.title')}</h2>
            <div className="year-filters">
                <label>
                    <span>{t('messages.state')}</span>
                    <select className="boxed" value={state} onChange={(event) => setState(event.target.value as Message['state'] | '')}>
                        <option value="">{t('messages.all')}</option>
                        {(['dead', 'waiting', 'sent'] as const).map((one) => <option key={one} value={one}>{t(`messages.${one}`)}</option>)}
                    </select>
                </label>
            </div>
            {list.isLoading && <Loading />}
            {list.isError && <Trouble error={list.error} retry={() => void list.refetch()} />}
            {list.data?.items.length === 0 && <p className="quiet messages-none">{t('messages.none')}</p>}
            <ul className="rows">
                {(list.data?.items ?? []).map((one) => (
                    <li key={one.id}>
                        <span className="row-main">{t(`messages.${one.kind}`)} <span className={one.state === 'dead' ? 'state-late' : 'quiet'}>{t(`messages.${one.state}`)}</span></span>
                        <span>{t('messages.tries', { n: format.digits(one.tries) })}</span>
                        {one.problem && <span className="quiet" lang="en">{one.problem}</span>}
                        <time dateTime={one.at} title={format.fullDate(one.at)} className="quiet">{format.date(one.at)}</time>
                        {one.state === 'dead' && <button type="button" className="simple" disabled={retry.isPending} onClick={() => retry.mutate(one.id)}>{t('messages.retry')}</button>}
                    </li>
                ))}
            </ul>
            {retry.isError && <Trouble error={retry.error} />}
        </section>
    );
}

export default function NoticesPage() {
    const { t } = useTranslation();
    const { agency, error, retry } = useAgency();
    const rules = useQuery({
        queryKey: ['agencies', agency?.id ?? '', 'notice-rules'],
        queryFn: () => withTag<Rules>(`/agencies/${path(agency?.id ?? '')}/notice-rules`),
        enabled: agency !== undefined,
    });
    return (
        <AdminPage title="admin.notices" lead="notice_rules.lead" help="help.notices">
            {error ? <Trouble error={error} retry={retry} /> : rules.isError ? <Trouble error={rules.error} retry={() => void rules.refetch()} /> : !rules.data && <Loading />}
            {agency && rules.data && (
                <>
                    <section className="part" aria-labelledby="rules">
                        <h2 id="rules">{t('notice_rules.rules')}</h2>
                        <RulesForm key={agency.id} agency={agency.id} rules={rules.data} />
                    </section>
                    <Messages agency={agency.id} />
                </>
            )}
        </AdminPage>
    );
}
