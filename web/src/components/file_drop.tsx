// The one place where a file is dropped or chosen: in our words and not the browser's ("Choose File"), with the kinds and the size
// judged before anything is sent.
import { useId, useState, type ChangeEvent, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../lib/settings';
import type { TextKey } from '../lib/texts_th';
import { Icon } from './icons';

interface FileDropProps {
    label: TextKey;
    /** Said below the label; may use `{{size}}`. */
    hint: TextKey;
    /** Endings with their dots; none: any file. */
    kinds: readonly string[];
    /** Said when the file has another ending. */
    wrong_kind: TextKey;
    max_megabytes?: number;
    disabled?: boolean;
    take: (file: File) => void;
}

export function FileDrop({ label, hint, kinds, wrong_kind, max_megabytes = 64, disabled = false, take }: FileDropProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const [over, setOver] = useState(false);
    const [wrong, setWrong] = useState<TextKey | null>(null);
    const size = format.digits(max_megabytes);
    const accept = (file: File | undefined) => {
        if (!file || disabled) return;
        const name = file.name.toLowerCase();
        if (kinds.length > 0 && !kinds.some((kind) => name.endsWith(kind))) return setWrong(wrong_kind);
        if (file.size > max_megabytes * 1024 * 1024) return setWrong('home.too_large');
        setWrong(null);
        take(file);
    };
    const drop = (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        accept(event.dataTransfer.files[0]);
    };
    return (
        <div className={over ? 'drop over' : 'drop'} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
            <input
                id={id}
                type="file"
                title={t(label)}
                accept={kinds.join(',') || undefined}
                aria-describedby={`${id}-hint`}
                disabled={disabled}
                onChange={(event) => {
                    accept(event.target.files?.[0]);
                    event.target.value = '';
                }}
            />
            <Icon name="file" />
            <label htmlFor={id}>{t(label)}</label>
            <p id={`${id}-hint`} className="quiet">{t(hint, { size })}</p>
            {wrong && <p role="alert">■ {t(wrong, { size })}</p>}
        </div>
    );
}

/** A button that asks for one file, where a place to drop would be too large. */
export function FileButton({ label, take }: { label: string; take: (file: File) => void }) {
    const id = useId();
    return (
        <span className="file-button">
            <input
                id={id}
                type="file"
                title={label}
                onChange={(event) => {
                    const file = event.target.files?.[0];
                    event.target.value = '';
                    if (file) take(file);
                }}
            />
            <label htmlFor={id}>{label}</label>
        </span>
    );
}

interface AttachInputProps {
    label: string;
    /** What it is attached to, for who does not see where the words stand. */
    of?: string;
    /** On a phone the camera opens at once; shown there only. */
    camera?: boolean;
    disabled?: boolean;
    take: (files: File[]) => void;
}

/** Words that ask for files, in a list or a table; on a phone a second one opens the camera. */
export function AttachInput({ label, of, camera, disabled, take }: AttachInputProps) {
    const id = useId();
    const chosen = (event: ChangeEvent<HTMLInputElement>) => {
        const files = [...(event.target.files ?? [])];
        event.target.value = '';
        if (files.length > 0) take(files);
    };
    return (
        <p className={camera ? 'attach camera' : 'attach'}>
            <input id={id} type="file" title={label} multiple={!camera} accept={camera ? 'image/*' : undefined} capture={camera ? 'environment' : undefined} disabled={disabled} onChange={chosen} />
            <label htmlFor={id}>
                + {label}
                {of !== undefined && <span className="hidden" lang="th">: {of}</span>}
            </label>
        </p>
    );
}
