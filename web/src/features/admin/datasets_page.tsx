// The agency's dictionaries: which version of each holds, what changed from version to version, and its file to keep or to replace.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SideDrawer } from '../../components/drawer';
import { FileDrop } from '../../components/file_drop';
import { Loading, Trouble } from '../../components/page';
import { FormTrouble } from '../../components/told';
import { useAgency } from '../../lib/agency';
import { ApiProblem } from '../../lib/api';
import { datasetKeys, datasetOf, readDataset, setDataset, useDatasets, type DatasetVersions } from '../../lib/records';
import { say } from '../../lib/say';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, Texts } from '../../lib/types';
import { AdminPage } from './frame';

/** What is wrong with a file, each with its place; else why it was refused. */
function FileTrouble({ error }: { error: unknown }) {
    const format = useFormat();
    const found = error instanceof ApiProblem && Array.isArray(error.body.errors) ? (error.body.errors as { line?: number; pointer?: string; message?: Texts }[]) : [];
    if (found.length === 0) return <FormTrouble error={error} />;
    return (
        <div role="alert" className="cell-trouble">
            <ul className="plain">
                {found.map((one) => <li key={`${one.line} ${one.pointer} ${one.message?.th}`}>■ <span className="message">{format.text(one.message)}</span></li>)}
            </ul>
        </div>
    );
}

function useReplace(agency: Id, dataset: Id | undefined, done: (id: Id) => void) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [failed, setFailed] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const take = async (file: File) => {
        setBusy(true);
        setFailed(null);
        try {
            const text = await file.text();
            const id = dataset ?? datasetOf(text);
            const set = await setDataset(agency, id, text);
            // The rules of retention carry the dictionaries too.
            await Promise.all([datasetKeys.all(agency), ['agencies', agency, 'retention']].map((queryKey) => client.invalidateQueries({ queryKey })));
            say('done', t('datasets.kept', { n: format.digits(set.versions[0]?.version ?? 1) }));
            done(id);
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    return { failed, busy, take };
}

const Drop = ({ busy, take }: { busy: boolean; take: (file: File) => Promise<void> }) => (
    <FileDrop label="datasets.choose" hint="datasets.choose_hint" kinds={['.toml', '.json']} wrong_kind="datasets.wrong_kind" max_megabytes={1} disabled={busy} take={(file) => void take(file)} />
);

function Versions({ of }: { of: DatasetVersions }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <ol className="plain rows" aria-label={t('datasets.versions')}>
            {of.versions.map((version) => (
                <li key={version.version}>
                    <strong>{t('datasets.version', { n: format.digits(version.version) })}</strong>{' '}
                    <span className="quiet">{t(version.is_own ? 'datasets.own' : 'datasets.shipped')} · {t('datasets.fields', { n: format.digits(version.fields) })}</span>
                    {version.changes.length > 0 && (
                        <ul className="plain">
                            {version.changes.map((change) => (
                                <li key={`${change.change} ${change.field}`}>
                                    {change.compatible ? '●' : '▲'} {t(`datasets.${change.change}`)} {change.field && <code>{change.field}</code>}
                                </li>
                            ))}
                        </ul>
                    )}
                </li>
            ))}
        </ol>
    );
}

function DatasetDrawer({ agency, id, title, editable, close }: { agency: Id; id: Id; title: string; editable: boolean; close: () => void }) {
    const { t } = useTranslation();
    const answer = useQuery({ queryKey: datasetKeys.one(agency, id), queryFn: () => readDataset(agency, id) });
    const { failed, busy, take } = useReplace(agency, id, () => undefined);
    return (
        <SideDrawer title={title} close={close}>
            {answer.isLoading && <Loading />}
            {answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />}
            {answer.data && (
                <>
                    <p>
                        <a className="simple" download={`${id}.toml`} href={`data:application/toml;charset=utf-8,${encodeURIComponent(answer.data.text)}`}>{t('datasets.download')}</a>
                    </p>
                    <details>
                        <summary>{t('datasets.file')}</summary>
                        <pre className="scroll-x" tabIndex={0} lang="th">{answer.data.text}</pre>
                    </details>
                    {editable && (
                        <section aria-labelledby="dataset-replace">
                            <h3 id="dataset-replace">{t('datasets.replace')}</h3>
                            <p className="quiet">{t('datasets.replace_why')}</p>
                            <Drop busy={busy} take={take} />
                            {failed !== null && <FileTrouble error={failed} />}
                        </section>
                    )}
                    <h3>{t('datasets.versions')}</h3>
                    <Versions of={answer.data} />
                </>
            )}
        </SideDrawer>
    );
}

function NewDataset({ agency, done }: { agency: Id; done: (id: Id) => void }) {
    const { t } = useTranslation();
    const { failed, busy, take } = useReplace(agency, undefined, done);
    return (
        <section className="part" aria-labelledby="dataset-new">
            <h2 id="dataset-new">{t('datasets.new')}</h2>
            <p className="quiet">{t('datasets.new_why')}</p>
            <Drop busy={busy} take={take} />
            {failed !== null && <FileTrouble error={failed} />}
        </section>
    );
}

export default function DatasetsPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const answer = useDatasets();
    const [open, setOpen] = useState<Id | null>(null);
    const editable = may('dictionary.set');
    const chosen = answer.data?.items.find((one) => one.id === open);
    return (
        <AdminPage title="admin.datasets" lead="datasets.lead" help="help.datasets">
            {answer.isLoading && <Loading />}
            {answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />}
            {answer.data && (
                <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('admin.datasets')}>
                    <table className="data-table stacked dataset-table">
                        <thead>
                            <tr>
                                <th scope="col">{t('datasets.dataset')}</th>
                                <th scope="col">{t('datasets.holds')}</th>
                                <th scope="col" className="number">{t('datasets.variables')}</th>
                                <th scope="col"><span className="hidden">{t('datasets.open')}</span></th>
                            </tr>
                        </thead>
                        <tbody>
                            {answer.data.items.map((one) => (
                                <tr key={one.id}>
                                    <th scope="row"><strong lang="th">{format.text(one.title) || one.id}</strong> <code>{one.id}</code></th>
                                    <td data-label={t('datasets.holds')}>{t('datasets.version', { n: format.digits(one.version) })} <span className="quiet">{t(one.is_own ? 'datasets.own' : 'datasets.shipped')}</span></td>
                                    <td className="number" data-label={t('datasets.variables')}>{format.digits(one.fields.length)}</td>
                                    <td><button type="button" className="simple" aria-label={`${t('datasets.open')}: ${format.text(one.title) || one.id}`} onClick={() => setOpen(one.id)}>{t('datasets.open')}</button></td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
            {answer.data && agency && editable && <NewDataset agency={agency.id} done={setOpen} />}
            {answer.data && !editable && <p className="quiet">{t('datasets.read_only')}</p>}
            {agency && chosen && <DatasetDrawer key={chosen.id} agency={agency.id} id={chosen.id} title={format.text(chosen.title) || chosen.id} editable={editable} close={() => setOpen(null)} />}
        </AdminPage>
    );
}
