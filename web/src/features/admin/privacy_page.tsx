// What is kept about people: found and erased on request, gone by rule after a look, and who signed in from where.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../components/confirm_dialog';
import { Loading, Trouble } from '../../components/page';
import { FormTrouble } from '../../components/told';
import { useAgency } from '../../lib/agency';
import { isStale, request, withTag, type Seen } from '../../lib/api';
import type { Dataset } from '../../lib/records';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { AdminPage } from './frame';

interface Person {
    person: string;
    data: Record<string, unknown>;
    records: { dataset: string; record: string }[];
}

interface Retention {
    /** `declared`: by the dataset's dictionary, where the agency says nothing. */
    rules: { dataset: string; days: number; from?: string; declared: boolean; due: number }[];
    /** Those with personal fields. */
    datasets: Dataset[];
}

interface Line {
    at: string;
    account: string;
    address: string;
    kind: 'sign_in' | 'sign_in_failed' | 'sign_out';
}

const path = encodeURIComponent;

function Find({ agency, datasets }: { agency: Id; datasets: Retention['datasets'] }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const [text, setText] = useState('');
    const [erasing, setErasing] = useState<Person | null>(null);
    const find = useMutation({ mutationFn: () => request<{ items: Person[] }>(`/agencies/${path(agency)}/people?text=${path(text)}`) });
    const erase = useMutation({
        mutationFn: (person: string) => request(`/agencies/${path(agency)}/people?person=${path(person)}`, { method: 'DELETE' }),
        onSuccess: () => find.mutate(),
    });
    return (
        <section className="part" aria-labelledby="people-kept">
            <h2 id="people-kept">{t('privacy.find')}</h2>
            <p className="quiet">{t('privacy.told')}</p>
            <form
                className="record-form"
                onSubmit={(event) => {
                    event.preventDefault();
                    find.mutate();
                }}
            >
                <div className="field-box">
                    <label htmlFor={id}>{t('privacy.text')}</label>
                    <input id={id} className="field boxed" lang="th" required minLength={2} value={text} onChange={(event) => setText(event.target.value)} />
                </div>
                <FormTrouble error={find.error ?? erase.error} />
                <button type="submit" className="simple" disabled={find.isPending}>{t('privacy.look')}</button>
            </form>
            {find.data?.items.length === 0 && <p role="status" className="quiet">{t('privacy.none')}</p>}
            <ul className="rows">
                {(find.data?.items ?? []).map((one) => (
                    <li key={one.person}>
                        <span className="row-main" lang="th">{Object.values(one.data).map(String).join(' · ')}</span>
                        <span className="quiet">
                            {one.records.map((place) => (
                                <span key={`${place.dataset} ${place.record}`}>
                                    <span lang="th">{format.text(datasets.find(({ id: dataset }) => dataset === place.dataset)?.title) || place.dataset}</span> <code>{place.record}</code>{' '}
                                </span>
                            ))}
                        </span>
                        <button type="button" className="simple danger" onClick={() => setErasing(one)}>{t('privacy.erase')}</button>
                    </li>
                ))}
            </ul>
            {erasing && (
                <ConfirmDialog
                    open
                    title={t('privacy.erase')}
                    yes={t('privacy.erase')}
                    close={() => setErasing(null)}
                    perform={async () => {
                        await erase.mutateAsync(erasing.person).catch(() => undefined);
                    }}
                >
                    <p>{t('privacy.erase_why')}</p>
                </ConfirmDialog>
            )}
        </section>
    );
}

function Rules({ agency, retention }: { agency: Id; retention: Seen<Retention> }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [rules, setRules] = useState(retention.rules.filter((rule) => !rule.declared).map(({ dataset, days }) => ({ dataset, days })));
    const save = useMutation({
        mutationFn: () => withTag<Retention>(`/agencies/${path(agency)}/retention`, { method: 'PUT', body: { rules }, if_match: retention.tag }),
        onSuccess: (saved) => client.setQueryData(['agencies', agency, 'retention'], saved),
    });
    const personal = retention.datasets;
    const put = (dataset: string, days: string) => setRules([...rules.filter((one) => one.dataset !== dataset), ...(days === '' ? [] : [{ dataset, days: Number(days) }])]);
    return (
        <form
            className="record-form"
            onSubmit={(event) => {
                event.preventDefault();
                save.mutate();
            }}
        >
            {personal.length === 0 && <p className="quiet">{t('privacy.no_datasets')}</p>}
            {personal.map((dataset) => {
                const rule = retention.rules.find((one) => one.dataset === dataset.id);
                const from = dataset.fields.find((field) => field.name === rule?.from);
                return (
                    <div key={dataset.id} className="field-box">
                        <label htmlFor={`days-${dataset.id}`}><span lang="th">{format.text(dataset.title)}</span> · {t('privacy.days')}</label>
                        <input id={`days-${dataset.id}`} className="field boxed number" type="number" min={1} max={36500} placeholder={rule?.declared ? String(rule.days) : undefined} value={rules.find((one) => one.dataset === dataset.id)?.days ?? ''} onChange={(event) => put(dataset.id, event.target.value)} />
                        {rule && <p className="quiet">{rule.declared && `${t('privacy.declared', { n: format.digits(rule.days) })} · `}{from && `${t('privacy.counted_from', { field: format.text(from.label) })} · `}{t('privacy.due', { n: format.digits(rule.due) })}</p>}
                    </div>
                );
            })}
            <FormTrouble error={save.error} />
            {isStale(save.error) && <button type="button" className="simple" onClick={() => void client.invalidateQueries({ queryKey: ['agencies', agency, 'retention'] })}>{t('see_current')}</button>}
            <button type="submit" className="simple" disabled={save.isPending}>{t('privacy.save')}</button>
        </form>
    );
}

function Traffic() {
    const { t } = useTranslation();
    const format = useFormat();
    const list = useQuery({ queryKey: ['traffic'], queryFn: () => request<{ items: Line[] }>('/traffic') });
    return (
        <section className="part" aria-labelledby="traffic">
            <h2 id="traffic">{t('privacy.traffic')}</h2>
            <p className="quiet">{t('privacy.traffic_why')}</p>
            {list.isLoading && <Loading />}
            {list.isError && <Trouble error={list.error} retry={() => void list.refetch()} />}
            {list.data && (
                <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('privacy.traffic')}>
                    <table className="data-table stacked traffic-table">
                        <thead>
                            <tr>{(['at', 'what', 'account', 'address'] as const).map((name) => <th key={name} scope="col">{t(`privacy.${name}`)}</th>)}</tr>
                        </thead>
                        <tbody>
                            {list.data.items.map((line, index) => (
                                <tr key={index}>
                                    <td data-label={t('privacy.at')}>{format.fullDate(line.at)}</td>
                                    <td data-label={t('privacy.what')}>{t(`privacy.${line.kind}`)}</td>
                                    <td data-label={t('privacy.account')}><code>{line.account || '–'}</code></td>
                                    <td data-label={t('privacy.address')}>{line.address}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </section>
    );
}

export default function PrivacyPage() {
    const { t } = useTranslation();
    const { agency, error, retry } = useAgency();
    const may = useMay(agency?.id);
    const retention = useQuery({
        queryKey: ['agencies', agency?.id ?? '', 'retention'],
        queryFn: () => withTag<Retention>(`/agencies/${path(agency?.id ?? '')}/retention`),
        enabled: agency !== undefined,
    });
    return (
        <AdminPage title="admin.privacy" lead="privacy.lead" help="help.privacy">
            {error ? <Trouble error={error} retry={retry} /> : retention.isError ? <Trouble error={retention.error} retry={() => void retention.refetch()} /> : !retention.data && <Loading />}
            {agency && retention.data && (
                <>
                    <Find agency={agency.id} datasets={retention.data.datasets} />
                    <section className="part" aria-labelledby="retention">
                        <h2 id="retention">{t('privacy.retention')}</h2>
                        <p className="quiet">{t('privacy.retention_why')}</p>
                        <Rules key={retention.data.tag} agency={agency.id} retention={retention.data} />
                    </section>
                    {may('account.manage') && <Traffic />}
                </>
            )}
        </AdminPage>
    );
}
