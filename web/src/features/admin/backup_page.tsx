// Backup: the commands that make, check and bring back, and the signature that what is brought back is checked against.
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
    // The server signs the head of each day that has ended. When a backup was made it does not know.
    const proof = useProof(agency?.id);
    return (
        <AdminPage title="admin.backup" lead="backup.lead" help="help.backup">
            {proof.isLoading && <Loading />}
            {proof.isError && <Trouble error={proof.error} retry={() => void proof.refetch()} />}
            {proof.data && (
                <section className="proof" aria-label={t('backup.last')}>
                    <p>
                        <strong>{proof.data.signed ? `✓ ${t('backup.last')} ${format.date(proof.data.signed.day)}` : `◷ ${t('backup.never')}`}</strong>
                    </p>
                    <p className="quiet">{t(proof.data.signed ? 'backup.last_why' : 'backup.never_why')}</p>
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
