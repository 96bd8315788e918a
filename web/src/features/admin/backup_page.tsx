// Backups of everything: made now, kept, checked, taken away; and how one is brought back.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Loading, Trouble } from '../../components/page';
import { Copyable, FormTrouble } from '../../components/told';
import { useProof } from '../../lib/admin';
import { useAgency } from '../../lib/agency';
import { backupAddress, backupKey, isUnderWay, makeBackup, sizeOf, stopBackupRun, useBackups, verifyBackup, type Backup, type BackupRun, type Backups } from '../../lib/backups';
import { useFormat } from '../../lib/settings';
import { AdminPage } from './frame';

function useSize() {
    const { t } = useTranslation();
    const format = useFormat();
    return (bytes: number) => {
        const { size, unit } = sizeOf(bytes);
        return `${format.digits(size)} ${t(`size.${unit}`)}`;
    };
}

/** How far it is and a way to stop it, or how the last one ended. */
function Run({ run, stop }: { run: BackupRun; stop: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (isUnderWay(run)) {
        return (
            <section className="job" aria-label={t(`backup.run.${run.kind}`)}>
                <p role="status">◷ {t(`backup.run.${run.kind}`)} · {format.text(run.step)}</p>
                <progress max={100} value={run.progress} aria-label={t('backup.progress')} />
                <button type="button" className="simple" onClick={stop}>{t('job.stop')}</button>
            </section>
        );
    }
    if (run.status === 'stopped') return <p role="status">■ {t('backup.stopped')}</p>;
    if (run.status === 'failed') return <p role="alert" className="cell-trouble">■ {format.text(run.problem?.title)} {format.text(run.problem?.detail)}</p>;
    return null;
}

function Verified({ backup }: { backup: Backup }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { verified } = backup;
    if (!verified) return <span className="quiet">○ {t('backup.unverified')}</span>;
    const by = (
        <span className="quiet">
            {' '}<time dateTime={verified.at} title={format.fullDate(verified.at)}>{format.date(verified.at)}</time> · <span lang="th">{verified.by.name ?? t('backup.erased')}</span>
        </span>
    );
    if (verified.count === 0) return <>✓ {t('backup.holds')}{by}</>;
    return (
        <details className="cell-trouble">
            <summary>■ {t('backup.lies', { n: format.digits(verified.count) })}{by}</summary>
            <ul>
                {verified.lies.map((lie, position) => (
                    <li key={position}>{format.text(lie.what)}: <code>{lie.where}</code></li>
                ))}
            </ul>
        </details>
    );
}

function List({ backups, verify }: { backups: Backups; verify: (id: string) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const size = useSize();
    if (backups.items.length === 0) return <Empty title={t('backup.none')}><p>{t('backup.none_hint')}</p></Empty>;
    const busy = isUnderWay(backups.run);
    return (
        <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('backup.kept')}>
            <table className="data-table backup-table">
                <thead>
                    <tr>
                        <th scope="col">{t('backup.when')}</th>
                        <th scope="col">{t('backup.by')}</th>
                        <th scope="col" className="number">{t('backup.size')}</th>
                        <th scope="col">{t('backup.verified')}</th>
                        <th scope="col"><span className="hidden">{t('backup.acts')}</span></th>
                    </tr>
                </thead>
                <tbody>
                    {backups.items.map((backup) => {
                        const when = format.date(backup.at);
                        return (
                            <tr key={backup.id}>
                                <th scope="row"><time dateTime={backup.at} title={format.fullDate(backup.at)}>{when}</time></th>
                                <td lang="th">{backup.by.name ?? <span lang={undefined}>{t('backup.erased')}</span>}</td>
                                <td className="number">{size(backup.bytes)}</td>
                                <td><Verified backup={backup} /></td>
                                <td className="backup-acts">
                                    <button type="button" className="simple" disabled={busy} aria-label={`${t('backup.verify')} ${when}`} onClick={() => verify(backup.id)}>{t('backup.verify')}</button>
                                    <a className="simple" href={backupAddress(backup.id)} download aria-label={`${t('backup.download')} ${when}`}>{t('backup.download')}</a>
                                </td>
                            </tr>
                        );
                    })}
                </tbody>
            </table>
        </div>
    );
}

/** Step by step, with the newest backup in the commands. */
function BringBack({ backups }: { backups: Backups }) {
    const { t } = useTranslation();
    const file = `${backups.folder}/${backups.items[0]?.id ?? 'phaen-2026-11-26-170000-abcdefgh'}.tar`;
    return (
        <section className="part" aria-labelledby="bring-back">
            <h2 id="bring-back">{t('backup.bring_back')}</h2>
            <p>{t('backup.bring_back_why')}</p>
            <ol className="backup-steps">
                <li>{t('backup.step.stop')}<Copyable text="systemctl stop phaen" /></li>
                <li>{t('backup.step.restore')}<Copyable text={`runuser -u phaen -- phaen restore ${file} --db sqlite:/var/lib/phaen/restored.db --data /var/lib/phaen`} /></li>
                <li>{t('backup.step.verify')}<Copyable text="runuser -u phaen -- phaen verify --db sqlite:/var/lib/phaen/restored.db --data /var/lib/phaen" /></li>
                <li>{t('backup.step.start')}<Copyable text="echo PHAEN_DB=sqlite:/var/lib/phaen/restored.db >> /etc/default/phaen && systemctl start phaen" /></li>
            </ol>
            <p className="quiet">{t('backup.until')} <code>--until 2026-11-26T17:00:00+07:00</code></p>
            <p className="quiet">{t('backup.keys')} <code>/var/lib/phaen/*.key</code></p>
            <h3>{t('backup.nightly')}</h3>
            <Copyable text="phaen backup --db sqlite:/var/lib/phaen/phaen.db /var/backups/phaen/$(date +%F)" />
        </section>
    );
}

export default function BackupPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const size = useSize();
    const client = useQueryClient();
    const { agency } = useAgency();
    const answer = useBackups();
    // The server signs the head of each day that has ended: what is brought back is checked against it.
    const proof = useProof(agency?.id);
    const [failed, setFailed] = useState<unknown>(null);
    const act = async (perform: () => Promise<unknown>) => {
        setFailed(null);
        try {
            await perform();
        } catch (error) {
            setFailed(error);
        }
        await client.invalidateQueries({ queryKey: backupKey });
    };
    const backups = answer.data;
    const run = backups?.run;
    return (
        <AdminPage
            title="admin.backup"
            lead="backup.lead"
            help="help.backup"
            actions={backups && <button type="button" className="primary" disabled={isUnderWay(run)} onClick={() => void act(makeBackup)}>{t('backup.make')}</button>}
        >
            {answer.isLoading && <Loading />}
            {answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />}
            <FormTrouble error={failed} />
            {run && <Run run={run} stop={() => void act(() => stopBackupRun(run.id))} />}
            {backups && (
                <>
                    <List backups={backups} verify={(id) => void act(() => verifyBackup(id))} />
                    <p className="quiet">
                        {t('backup.limits', { n: format.digits(backups.most_kept), size: size(backups.most_bytes), bytes: size(backups.bytes) })} <code>{backups.folder}</code>
                    </p>
                    {proof.data && (
                        <section className="proof" aria-label={t('backup.last')}>
                            <p>
                                <strong>{proof.data.signed ? `✓ ${t('backup.last')} ${format.date(proof.data.signed.day)}` : `◷ ${t('backup.never')}`}</strong>
                            </p>
                            <p className="quiet">{t(proof.data.signed ? 'backup.last_why' : 'backup.never_why')}</p>
                        </section>
                    )}
                    <BringBack backups={backups} />
                </>
            )}
        </AdminPage>
    );
}
