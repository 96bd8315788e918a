// Letters and scans of what is asked and decided: dropped, chosen or photographed before a step is taken, to be had from the history after it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AttachInput, FileDrop } from '../../components/file_drop';
import { kApi, problemTexts, request } from '../../lib/api';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';

/** A file as the server keeps it, by its content. */
export interface SubjectFile {
    file: string;
    file_name: string;
    bytes: number;
}

interface Of {
    agency: Id;
    kind: string;
    subject: string;
}

const path = encodeURIComponent;
const filesOf = ({ agency, kind, subject }: Of) => `/agencies/${path(agency)}/subjects/${path(kind)}/${path(subject)}/files`;

/** Sends files for the next step of a subject; `change` gets what is attached so far. */
export function useAttached(of: Of) {
    const [files, setFiles] = useState<SubjectFile[]>([]);
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const add = async (given: readonly File[]) => {
        setBusy(true);
        setFailed(null);
        try {
            for (const one of given) {
                const raw = new Blob([one], { type: 'application/octet-stream' });
                const kept = await request<SubjectFile>(`${filesOf(of)}?file_name=${path(one.name)}`, { method: 'POST', raw });
                setFiles((before) => [...before.filter((other) => other.file !== kept.file), kept]);
            }
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    const remove = (file: string) => setFiles((before) => before.filter((one) => one.file !== file));
    return { files, busy, failed, add, remove };
}

export function Attach({ attached }: { attached: ReturnType<typeof useAttached> }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { files, busy, failed } = attached;
    const problem = failed ? problemTexts(failed) : null;
    return (
        <>
            <div className="drop-frame small">
                <FileDrop label={busy ? 'progress.attaching' : 'approvals.attach'} hint="approvals.attach_hint" kinds={[]} wrong_kind="home.too_large" disabled={busy} take={(file) => void attached.add([file])} />
            </div>
            <AttachInput label={t('approvals.photo')} camera disabled={busy} take={(chosen) => void attached.add(chosen)} />
            {files.length > 0 && (
                <ul className="plain attached">
                    {files.map((one) => (
                        <li key={one.file} className="with-remove">
                            <span lang="th">{one.file_name}</span>
                            <button type="button" className="simple" onClick={() => attached.remove(one.file)}>
                                {t('approvals.detach')}<span className="hidden" lang="th">: {one.file_name}</span>
                            </button>
                        </li>
                    ))}
                </ul>
            )}
            {problem && (
                <p role="alert" className="sign-in-error">
                    ■ {format.text(problem.title)} {format.text(problem.detail)}
                </p>
            )}
        </>
    );
}

/** What a step brought with it. */
export function Attached({ of, files }: { of: Of; files: readonly SubjectFile[] }) {
    const { t } = useTranslation();
    return (
        <>
            {files.map((one) => (
                <p key={one.file} className="quiet">
                    {t('approvals.attached')}: <a href={`${kApi}${filesOf(of)}/${path(one.file)}`} download={one.file_name} lang="th">{one.file_name}</a>
                </p>
            ))}
        </>
    );
}
