// Backup: when it was last made, and the commands that make, check and bring back.
import { useTranslation } from 'react-i18next';
import { Loading, Trouble } from '../../components/page';
import { useProof } from '../../lib/admin';
import { useAgency } from '../../lib/agency';
import { useFormat } from '../../lib/settings';
import type { TextKey } from '../../lib/texts_th';
import { AdminPage, Copyable } from './frame';

const kCommands: readonly { title: TextKey; text: string }[] = [
    { title: 'backup.make', text: 'phaen backup --db sqlite:/srv/phaen/phaen.db /backup/phaen-$(date +%F)' },
    { title: 'backup.check', text: 'phaen verify --db sqlite:/srv/phaen/phaen.db' },
    { title: 'backup.bring_back', text: 'phaen restore /backup/phaen-2026-11-26 --db sqlite:/srv/phaen/back.db' },
];

export default function BackupPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const { agency } = useAgency();
    // A backup signs the heads of the chains: the day of the last signature is its day.
    const proof = useProof(agency?.id);
    return (
        <AdminPage title="admin.backup" lead="backup.lead" help="help.backup">
            {proof.isLoading && <Loading />}
            {proof.isError && <Trouble error={proof.error} retry={() => void proof.refetch()} />}
            {proof.data && (
                <section className={proof.data.signed ? 'proof' : 'proof warned'} aria-label={t('backup.last')}>
                    {proof.data.signed ? <p><strong>✓ {t('backup.last')} {format.date(proof.data.signed.day)}</strong></p> : <><p><strong>▲ {t('backup.never')}</strong></p><p className="quiet">{t('backup.never_why')}</p></>}
                </section>
            )}
            <p className="quiet">{t('backup.where')}</p>
            {kCommands.map((command) => (
                <section key={command.title} className="part">
                    <h2>{t(command.title)}</h2>
                    <Copyable text={command.text} />
                </section>
            ))}
        </AdminPage>
    );
}
