// A place to drop a plan's file, the agency's plans, and the documents that were imported.
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { FileDrop } from '../../components/file_drop';
import { Empty, Loading, Trouble } from '../../components/page';
import { useAgency } from '../../lib/agency';
import { ApiProblem } from '../../lib/api';
import { useImports } from '../../lib/queries';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, ImportSummary } from '../../lib/types';
import { useUpload, type Upload } from './job';
import { PlanList } from './plan_list';

function Progress({ upload, stop }: { upload: Upload; stop: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { job } = upload;
    if (upload.error) return <Trouble error={upload.error} />;
    if (job?.status === 'failed') return <Trouble error={new ApiProblem(job.problem?.status ?? 422, job.problem ?? { title: t('job.failed') })} />;
    if (job?.status === 'stopped') return <p role="status">■ {t('job.stopped')}</p>;
    const step = !job ? t('job.uploading') : job.status === 'queued' ? t('job.queued') : format.text(job.step);
    return (
        <div className="job">
            <p role="status">
                ◷ {t('job.running', { file: upload.file })} · {step}
            </p>
            <progress max={100} value={job?.progress ?? 0} aria-label={t('job.progress')} />
            {job && <button type="button" className="simple" onClick={stop}>{t('job.stop')}</button>}
        </div>
    );
}

const marks: Record<ImportSummary['status'], string> = { review: '◷', accepted: '✓', discarded: '○' };

function ImportList({ agency }: { agency: Id | undefined }) {
    const { t } = useTranslation();
    const format = useFormat();
    const imports = useImports(agency);
    if (imports.isLoading) return <Loading />;
    if (imports.isError) return <Trouble error={imports.error} retry={() => void imports.refetch()} />;
    const items = imports.data?.items ?? [];
    if (items.length === 0) return <Empty title={t('home.no_imports')}><p>{t('home.no_imports_why')}</p></Empty>;
    return (
        <ul className="rows">
            {items.map((item) => (
                <li key={item.id}>
                    <Link to={`/imports/${encodeURIComponent(item.id)}`} className="row-main" lang="th">{item.file_name}</Link>
                    <span>
                        <span aria-hidden="true">{marks[item.status]} </span>
                        {t(`home.status.${item.status}`)}
                    </span>
                    <span>{item.counts && item.counts.not_understood > 0 ? `▲ ${t('home.not_understood', { count: item.counts.not_understood })}` : ''}</span>
                    <time dateTime={item.at} title={format.fullDate(item.at)} className="quiet">{format.date(item.at)}</time>
                </li>
            ))}
        </ul>
    );
}

/** What happens to a document, before the first one has come. */
function FirstRun() {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <section className="part first-run">
            <h2>{t('first.title')}</h2>
            <ol className="plain">
                {([1, 2, 3] as const).map((step) => (
                    <li key={step}>
                        <span className="first-number" aria-hidden="true">{format.digits(step)}</span>
                        <h3>{t(`first.step_${step}`)}</h3>
                        <p>{t(`first.step_${step}_more`)}</p>
                    </li>
                ))}
            </ol>
        </section>
    );
}

/** Drops, the agency's plans, and the documents that were imported; `first` where there is nothing yet. */
export function ImportPanel({ first = false }: { first?: boolean }) {
    const { t } = useTranslation();
    const navigate = useNavigate();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const { upload, begin, stop } = useUpload(agency?.id, (id) => void navigate(`/imports/${encodeURIComponent(id)}`));
    return (
        <>
            {may('import.manage') && (
                <div className={first ? 'drop-frame' : 'drop-frame small'}>
                    <FileDrop label="home.drop" hint="home.drop_hint" kinds={['.docx', '.txt']} wrong_kind="home.wrong_kind" take={(file) => void begin(file)} />
                </div>
            )}
            {upload && <Progress upload={upload} stop={() => void stop()} />}
            {first && <FirstRun />}
            {!first && (
                <section className="part">
                    <h2>{t('home.plans')}</h2>
                    <PlanList agency={agency?.id} />
                </section>
            )}
            {may('import.read') && (
                <section className="part">
                    <h2>{t('home.imports')}</h2>
                    <ImportList agency={agency?.id} />
                </section>
            )}
        </>
    );
}
