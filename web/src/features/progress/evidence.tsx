// What shows that a step was done: files, dropped on the row or chosen, photographed with a phone as well.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AttachInput } from '../../components/file_drop';
import { kApi, problemTexts, request } from '../../lib/api';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import type { ProgressRow } from '../../lib/types_year';
import { yearKeys } from '../../lib/year';

/** Sends files as evidence of a step; tells which step waits and what was refused. */
export function useEvidence(plan: Id, day: string) {
    const client = useQueryClient();
    const [busy, setBusy] = useState<Id | null>(null);
    const [failed, setFailed] = useState<{ step: Id; error: unknown } | null>(null);
    const add = async (step: Id, files: readonly File[]) => {
        setBusy(step);
        setFailed(null);
        try {
            for (const file of files) {
                const query = new URLSearchParams({ element: step, on: day, title: file.name.replace(/\.[^.]+$/, ''), file_name: file.name });
                const raw = new Blob([file], { type: 'application/octet-stream' });
                await request(`/plans/${encodeURIComponent(plan)}/evidence?${query.toString()}`, { method: 'POST', raw });
            }
        } catch (error) {
            setFailed({ step, error });
        } finally {
            setBusy(null);
            await client.invalidateQueries({ queryKey: yearKeys.all(plan) });
        }
    };
    return { add, busy, failed };
}

interface EvidenceProps {
    row: ProgressRow;
    plan: Id;
    evidence: ReturnType<typeof useEvidence>;
    editable: boolean;
}

export function Evidence({ row, plan, evidence, editable }: EvidenceProps) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <div className="evidence">
            {row.evidence.map((item) => (
                <p key={item.fact}>
                    <a href={`${kApi}/plans/${encodeURIComponent(plan)}/evidence/${encodeURIComponent(item.fact)}/file`} download={item.file_name} title={item.file_name} lang="th">
                        {item.title || item.file_name}
                    </a>
                </p>
            ))}
            {editable && (
                <>
                    <AttachInput label={t(evidence.busy === row.step ? 'progress.attaching' : 'progress.attach')} of={row.name} disabled={evidence.busy !== null} take={(files) => void evidence.add(row.step, files)} />
                    <AttachInput label={t('progress.photo')} of={row.name} camera disabled={evidence.busy !== null} take={(files) => void evidence.add(row.step, files)} />
                </>
            )}
            {evidence.failed?.step === row.step && <p className="cell-trouble" role="alert">■ {format.text(problemTexts(evidence.failed.error).title)} {format.text(problemTexts(evidence.failed.error).detail)}</p>}
        </div>
    );
}
