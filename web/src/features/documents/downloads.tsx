// A book as a file: how far it is, and a way to stop it.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import { problemTexts, requestFile } from '../../lib/api';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { bookAddress, kOfRecords, type Choice } from './requests';

const kForms = ['pdf', 'docx', 'xlsx', 'html', 'txt'] as const;
type Form = (typeof kForms)[number];

interface Going {
    form: Form;
    /** 0 to 1; null while it is being made. */
    part: number | null;
}

function keep(file: Blob, name: string): void {
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

interface DownloadsProps {
    plan: Id;
    book: string;
    choice: Choice;
    day: string | null;
    /** May see what is personal in records. */
    personal: boolean;
}

export function Downloads({ plan, book, choice, day, personal }: DownloadsProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const [going, setGoing] = useState<Going | null>(null);
    const [with_personal, setWithPersonal] = useState(false);
    const is_asked = personal && kOfRecords.has(book);
    const [said, setSaid] = useState<{ wrong: boolean; text: string } | null>(null);
    const stopper = useRef<AbortController | null>(null);
    useEffect(() => () => stopper.current?.abort(), []);
    const begin = async (form: Form) => {
        const stop = new AbortController();
        stopper.current = stop;
        setSaid(null);
        setGoing({ form, part: null });
        try {
            const { file, name } = await requestFile(bookAddress(plan, book, form, choice, day, is_asked && with_personal), { signal: stop.signal }, (part) => setGoing({ form, part }));
            keep(file, name ?? `${plan}-${book}.${form}`);
            setSaid({ wrong: false, text: t('documents.got') });
        } catch (error) {
            if (stop.signal.aborted) {
                setSaid({ wrong: false, text: t('job.stopped') });
            } else {
                const { title, detail } = problemTexts(error);
                setSaid({ wrong: true, text: `${format.text(title)} ${format.text(detail)}`.trim() });
            }
        } finally {
            setGoing(null);
        }
    };
    // The workbooks are the whole plan's and the timeline's.
    const forms = kForms.filter((form) => form !== 'xlsx' || book === 'plan' || book === 'timeline');
    return (
        <section className="part book-downloads" aria-labelledby="downloads">
            <h2 id="downloads">{t('plan.download')}</h2>
            {is_asked && (
                <label className="check book-personal">
                    <input type="checkbox" checked={with_personal} disabled={going !== null} onChange={(event) => setWithPersonal(event.target.checked)} /> {t('documents.personal')}
                    {with_personal && <span className="warning-note">▲ {t('documents.personal_note')}</span>}
                </label>
            )}
            <ul className="plain book-forms">
                {forms.map((form) => (
                    <li key={form}>
                        <button type="button" className="simple" disabled={going !== null} onClick={() => void begin(form)}>
                            <Icon name="download" /> <span>{t(`documents.form.${form}`)}</span>
                        </button>
                        <span className="quiet">{t(`documents.form_for.${form}`)}</span>
                    </li>
                ))}
            </ul>
            {going && (
                <div className="job">
                    <p role="status">◷ {t(going.part === null ? 'documents.making' : 'documents.getting', { form: t(`documents.form.${going.form}`) })}</p>
                    <progress max={1} value={going.part ?? undefined} aria-label={t('documents.progress')} />
                    <button type="button" className="simple" onClick={() => stopper.current?.abort()}>{t('job.stop')}</button>
                </div>
            )}
            {said && <p role={said.wrong ? 'alert' : 'status'} className={said.wrong ? 'cell-trouble' : 'quiet'}>{said.wrong ? '■ ' : ''}{said.text}</p>}
        </section>
    );
}
