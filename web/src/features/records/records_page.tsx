// The agency's registries: a list of them, one as a table, its records as forms, all from the dictionaries.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Icon } from '../../components/icons';
import { Empty, Loading, Trouble } from '../../components/page';
import { PlanPage } from '../../components/year_page';
import { useAgency } from '../../lib/agency';
import { toCsv, viewOf, type Shower, type TableView } from '../../lib/record_values';
import { putRecords, recordName, useRegistries, withdrawFact, type DataRecord, type Dataset, type Fed, type NewRecord, type Register, type RegistriesView } from '../../lib/records';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary } from '../../lib/types';
import { useAsOf, useOutlook, yearKeys } from '../../lib/year';
import { PasteDrawer } from './paste_drawer';
import { RecordDrawer } from './record_drawer';
import { RecordTable } from './record_table';
import './records.css';

/** What was just done, and how it is taken back. */
interface Done {
    words: string;
    undo: () => Promise<unknown>;
}

function useShower(registers: RegistriesView['registers'], datasets: readonly Dataset[]): Shower {
    const { t } = useTranslation();
    const format = useFormat();
    const names = useMemo(() => {
        const named = ([id, { records }]: [Id, Register]): [Id, Map<Id, string>] => {
            const dictionary = datasets.find((item) => item.id === id);
            return [id, new Map(records.map((item) => [item.record, recordName(item, dictionary)]))];
        };
        return new Map([...registers].map(named));
    }, [registers, datasets]);
    return { ...format, yes: t('records.yes'), no: t('records.no'), label: (of, record) => names.get(of)?.get(record) ?? record };
}

/** Which indicators the dataset feeds, where they stand, and what more records could gain. */
function Feeds({ plan, fed, day }: { plan: Id; fed: readonly Fed[]; day: string | null }) {
    const { t } = useTranslation();
    const format = useFormat();
    // It takes longer than all else, and is said of what is fed alone.
    const outlook = useOutlook(fed.length > 0 ? plan : undefined, day);
    if (fed.length === 0) return <p className="quiet">{t('records.feeds_none')}</p>;
    return (
        <section className="feeds" aria-label={t('records.feeds')}>
            <h3>{t('records.feeds')}</h3>
            <ul className="plain">
                {fed.map((indicator) => {
                    const advice = (outlook.data?.advice?.suggestions ?? []).find((one) => one.indicator === indicator.id && one.actions.some((action) => action.kind === 'add_records'));
                    const more = advice?.actions.find((action) => action.kind === 'add_records')?.amount;
                    return (
                        <li key={indicator.id}>
                            <Link to={`/scores?indicator=${encodeURIComponent(indicator.id)}`} lang="th">
                                {indicator.number ? `${format.digits(indicator.number)} ` : ''}
                                {indicator.name}
                            </Link>
                            <span className="quiet">
                                {indicator.level !== null && `${t('records.feeds_level', { level: format.digits(indicator.level) })} · `}
                                {indicator.score !== null && t('records.feeds_score', { score: format.points(indicator.score), weight: format.points(indicator.weight ?? '–') })}
                            </span>
                            {advice && more && <span className="could-gain">▲ {t('records.could_gain', { n: format.digits(more), gain: format.points(advice.gain) })}</span>}
                        </li>
                    );
                })}
            </ul>
        </section>
    );
}

function download(name: string, text: string) {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
}

function CsvMenu({ plan, dataset, rows, day }: { plan: Id; dataset: Dataset; rows: readonly DataRecord[]; day: string }) {
    const { t } = useTranslation();
    const [personal, setPersonal] = useState(false);
    const has_personal = dataset.fields.some((field) => field.personal);
    const save = () => download(`${plan}-${dataset.id}-${day}.csv`, toCsv(rows, dataset.fields.filter((field) => !field.computed && (personal || !field.personal))));
    return (
        <>
            <button type="button" className="simple" disabled={rows.length === 0} onClick={save}>
                <Icon name="download" /> {t('records.csv')}
            </button>
            {has_personal && (
                <label className="check">
                    <input type="checkbox" checked={personal} onChange={(event) => setPersonal(event.target.checked)} /> {t('records.csv_personal')}
                </label>
            )}
        </>
    );
}

interface RegistryProps {
    plan: PlanSummary;
    dataset: Dataset;
    view: RegistriesView;
}

function Registry({ plan, dataset, view: { as_of, datasets, registers, feeds } }: RegistryProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [day] = useAsOf();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const [search, setSearch] = useSearchParams();
    const show = useShower(registers, datasets);
    const [done, setDone] = useState<Done | null>(null);
    const [failed, setFailed] = useState<unknown>(null);
    const change = (members: Record<string, string | null>, replace = true) =>
        setSearch(
            (old) => {
                const next = new URLSearchParams(old);
                for (const [name, value] of Object.entries(members)) {
                    if (value === null || value === '') next.delete(name);
                    else next.set(name, value);
                }
                return next;
            },
            { replace },
        );
    const filters = dataset.fields.filter((field) => field.filterable && (field.type === 'choice' || field.type === 'boolean'));
    const view: TableView = {
        text: search.get('text') ?? '',
        where: Object.fromEntries(filters.map((field) => [field.name, search.get(`where.${field.name}`) ?? ''])),
        sort: search.get('sort') ?? '',
        down: search.get('down') === '1',
    };
    const { records, more } = registers.get(dataset.id) ?? { records: [], more: false };
    const rows = viewOf(records, dataset, view, show);
    const opened = search.get('record');
    const chosen = records.find((item) => item.record === opened);
    const editable = day === null && may('record.put');

    const refresh = async () => await client.invalidateQueries({ queryKey: yearKeys.all(plan.id) });
    const keep = async (sent: NewRecord[], words: string, undo: (facts: Id[]) => Promise<unknown>) => {
        const { facts } = await putRecords(plan.id, sent);
        setFailed(null);
        setDone({ words, undo: () => undo(facts) });
        await refresh();
    };
    const takeBack = async (facts: Id[]) => await Promise.all(facts.map((fact) => withdrawFact(plan.id, fact)));
    const undo = async () => {
        try {
            await done?.undo();
            setDone(null);
        } catch (error) {
            setFailed(error);
        }
        await refresh();
    };
    const close = () => change({ record: null, paste: null });
    const reset = () => change({ text: null, ...Object.fromEntries(filters.map((field) => [`where.${field.name}`, null])) });
    const cycle = dataset.update_cycle;
    return (
        <div className="registry">
            <header className="registry-head">
                <h2>{format.text(dataset.title)}</h2>
                {dataset.description && <p className="quiet" lang="th">{dataset.description}</p>}
                {cycle && cycle.unit !== 'none' && <p className="quiet">◷ {t('records.cycle', { n: format.digits(cycle.interval ?? 1), unit: t(`cycle.${cycle.unit}`) })}</p>}
            </header>
            {feeds && <Feeds plan={plan.id} fed={feeds} day={day} />}
            <div className="registry-tools">
                <form className="year-filters" role="search" onSubmit={(event) => event.preventDefault()}>
                    <label>
                        <span>{t('records.search')}</span>
                        <input type="search" className="field boxed" value={view.text} onChange={(event) => change({ text: event.target.value })} />
                    </label>
                    {filters.map((field) => (
                        <label key={field.name}>
                            <span>{format.text(field.label) || field.name}</span>
                            <select className="boxed" value={view.where[field.name]} onChange={(event) => change({ [`where.${field.name}`]: event.target.value })}>
                                <option value="">{t('records.any')}</option>
                                {field.type === 'boolean' ? [['true', t('records.yes')], ['false', t('records.no')]].map(([value, label]) => <option key={value} value={value}>{label}</option>) : (field.choices ?? []).map((choice) => <option key={choice.value} value={choice.value}>{format.text(choice.label) || choice.value}</option>)}
                            </select>
                        </label>
                    ))}
                </form>
                <div className="registry-acts">
                    {editable && (
                        <>
                            <button type="button" className="primary" onClick={() => change({ record: 'new' }, false)}>
                                {t('records.add')}
                            </button>
                            <button type="button" className="simple" onClick={() => change({ paste: '1' }, false)}>
                                {t('records.paste')}
                            </button>
                        </>
                    )}
                    <CsvMenu plan={plan.id} dataset={dataset} rows={rows} day={as_of} />
                </div>
            </div>
            {!editable && <p className="quiet">{t(day === null ? 'records.read_only' : 'records.read_only_day')}</p>}
            {failed !== null && <Trouble error={failed} />}
            <p role="status" className="quiet">
                {rows.length === records.length ? t('records.count', { n: format.digits(rows.length) }) : t('records.count_of', { n: format.digits(rows.length), all: format.digits(records.length) })}
                {more && ` · ${t('records.more', { n: format.digits(records.length) })}`}
            </p>
            {records.length === 0 ? (
                <Empty title={t('records.none')}>
                    <p>{t('records.none_why')}</p>
                </Empty>
            ) : rows.length === 0 ? (
                <Empty title={t('records.none_fit')}>
                    <p><button type="button" className="simple" onClick={reset}>{t('records.clear')}</button></p>
                </Empty>
            ) : (
                <RecordTable dataset={dataset} rows={rows} show={show} view={view} sort={(sort, down) => change({ sort, down: down ? '1' : null })} open={(record) => change({ record }, false)} />
            )}
            <div role="status" className={done ? 'toast' : 'toast hidden'}>
                {done && (
                    <>
                        <span>✓ {done.words}</span>
                        <button type="button" className="simple" onClick={() => void undo()}>{t('plan.undo')}</button>
                        <button type="button" className="simple" onClick={() => setDone(null)}>{t('app.close')}</button>
                    </>
                )}
            </div>
            {opened !== null && (opened === 'new' ? editable : chosen !== undefined) && (
                <RecordDrawer
                    key={opened}
                    plan={plan.id}
                    dataset={dataset}
                    datasets={datasets}
                    registers={registers}
                    record={chosen}
                    day={as_of}
                    editable={editable}
                    show={show}
                    close={close}
                    save={async (sent) => {
                        const was = chosen;
                        if (!was) await keep([sent], t('records.added', { n: format.digits(1) }), takeBack);
                        else if (sent.corrects === undefined) await keep([sent], t('records.changed'), takeBack);
                        // A correction that is withdrawn would take what it corrected with it: what was said before is said again.
                        else await keep([sent], t('records.changed'), ([fact]) => putRecords(plan.id, [{ dataset: dataset.id, record: was.record, on: was.on, values: was.values, corrects: fact }]));
                        close();
                    }}
                    withdraw={async (was) => {
                        await keep([{ dataset: dataset.id, record: was.record, on: was.on, action: 'remove' }], t('records.withdrawn'), takeBack);
                        close();
                    }}
                />
            )}
            {editable && search.get('paste') === '1' && (
                <PasteDrawer
                    plan={plan.id}
                    dataset={dataset}
                    day={as_of}
                    close={close}
                    save={async (sent) => {
                        await keep(sent, t('records.added', { n: format.digits(sent.length) }), takeBack);
                        close();
                    }}
                />
            )}
        </div>
    );
}

function Registries({ plan }: { plan: PlanSummary }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [day] = useAsOf();
    const [search, setSearch] = useSearchParams();
    const wanted = search.get('dataset') ?? '';
    const answer = useRegistries(plan.id, wanted, day);
    const trouble = answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />;
    if (!answer.data) return trouble || <Loading />;
    const { datasets } = answer.data;
    // Until another one is there, the list shows already which was chosen.
    const open = wanted || answer.data.dataset;
    const dataset = datasets.find((item) => item.id === answer.data.dataset);
    return (
        <div className="registries">
            <nav className="registry-list" aria-label={t('records.list')}>
                <ul className="plain">
                    {datasets.map((item) => (
                        <li key={item.id}>
                            <Link to={`?dataset=${encodeURIComponent(item.id)}`} aria-current={item.id === open ? 'page' : undefined}>
                                {format.text(item.title)}
                            </Link>
                        </li>
                    ))}
                </ul>
            </nav>
            <label className="registry-choice">
                <span className="quiet">{t('records.list')}</span>
                <select className="boxed" value={open} onChange={(event) => setSearch({ dataset: event.target.value })}>
                    {datasets.map((item) => (
                        <option key={item.id} value={item.id}>{format.text(item.title)}</option>
                    ))}
                </select>
            </label>
            {trouble}
            {dataset?.id === open ? <Registry key={dataset.id} plan={plan} dataset={dataset} view={answer.data} /> : <Loading />}
        </div>
    );
}

export default function RecordsPage() {
    return (
        <PlanPage title="place.data" help="help.records" wide>
            {(plan) => <Registries key={plan.id} plan={plan} />}
        </PlanPage>
    );
}
