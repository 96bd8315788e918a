// A template as its text: errors at their lines while one types, the book beside it as it would be, and a way back.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../components/confirm_dialog';
import { Loading, Trouble } from '../../components/page';
import { problemTexts } from '../../lib/api';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { bookKeys, checkTemplate, putTemplate, resetTemplate, useTemplate, type BookTemplate, type TemplateError } from './requests';

const kCheckMs = 400;

interface Kept {
    body: BookTemplate;
    tag: string;
}

function lineStart(text: string, line: number): number {
    let at = 0;
    for (let n = 1; n < line; ++n) {
        const next = text.indexOf('\n', at);
        if (next < 0) return text.length;
        at = next + 1;
    }
    return at;
}

interface CodeProps {
    text: string;
    errors: readonly TemplateError[];
    editable: boolean;
    change: (text: string) => void;
}

function Code({ text, errors, editable, change }: CodeProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const area = useRef<HTMLTextAreaElement>(null);
    const gutter = useRef<HTMLPreElement>(null);
    const wrong = new Set(errors.map((error) => error.line));
    const count = text.split('\n').length;
    const numbers = Array.from({ length: count }, (_, index) => `${wrong.has(index + 1) ? '■ ' : ''}${format.digits(index + 1)}`).join('\n');
    const go = (error: TemplateError) => {
        const [field, at] = [area.current, lineStart(text, error.line)];
        if (!field) return;
        const end = text.indexOf('\n', at);
        field.focus();
        field.setSelectionRange(at, end < 0 ? text.length : end);
        const height = field.scrollHeight / count;
        field.scrollTop = Math.max(0, (error.line - 4) * height);
    };
    return (
        <>
            <label htmlFor={id} className="quiet">{t('documents.template_text')}</label>
            <div className="code">
                <pre ref={gutter} aria-hidden="true">{numbers}</pre>
                <textarea
                    ref={area}
                    id={id}
                    lang="th"
                    wrap="off"
                    spellCheck={false}
                    rows={24}
                    value={text}
                    readOnly={!editable}
                    aria-invalid={errors.length > 0}
                    aria-describedby={errors.length > 0 ? `${id}-errors` : undefined}
                    onChange={(event) => change(event.target.value)}
                    onScroll={(event) => {
                        if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
                    }}
                />
            </div>
            {errors.length > 0 && (
                <div role="alert">
                <ul id={`${id}-errors`} className="plain code-errors">
                    {errors.slice(0, 20).map((error) => (
                        <li key={`${error.line} ${error.pointer} ${error.message.th}`}>
                            <button type="button" className="derived" onClick={() => go(error)}>
                                ■ {t('documents.line', { line: format.digits(error.line) })}
                            </button>{' '}
                            <span className="message">{format.text(error.message)}</span>
                        </li>
                    ))}
                </ul>
                </div>
            )}
        </>
    );
}

interface EditorProps {
    agency: Id;
    template: string;
    editable: boolean;
    /** The text to look at; undefined: what is kept. */
    look: (text: string | undefined) => void;
}

export function TemplateEditor({ agency, template, editable, look }: EditorProps) {
    const query = useTemplate(agency, template);
    if (query.isLoading) return <Loading />;
    if (!query.data) return <Trouble error={query.error} retry={() => void query.refetch()} />;
    return <LoadedEditor key={template} agency={agency} kept={query.data} editable={editable} look={look} />;
}

function LoadedEditor({ agency, kept, editable, look }: { agency: Id; kept: Kept; editable: boolean; look: (text: string | undefined) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const { template, is_own, shipped } = kept.body;
    const [text, setText] = useState(kept.body.text);
    const [errors, setErrors] = useState<TemplateError[]>([]);
    const [busy, setBusy] = useState(false);
    const [asking, setAsking] = useState(false);
    const [said, setSaid] = useState<string | null>(null);
    const [trouble, setTrouble] = useState<unknown>(null);
    // What was in force before the last save of this visit.
    const [before, setBefore] = useState<string | null>(null);
    const changed = text !== kept.body.text;
    useEffect(() => {
        if (!changed) {
            setErrors([]);
            look(undefined);
            return undefined;
        }
        const stop = new AbortController();
        const timer = setTimeout(() => {
            checkTemplate(agency, template, text, stop.signal)
                .then((found) => {
                    setErrors(found);
                    setTrouble(null);
                    if (found.length === 0) look(text);
                })
                .catch((error: unknown) => {
                    if (!stop.signal.aborted) setTrouble(error);
                });
        }, kCheckMs);
        return () => {
            clearTimeout(timer);
            stop.abort();
        };
    }, [agency, template, text, changed, look]);
    const take = async (work: () => Promise<Kept>, words: string, previous: string | null) => {
        setBusy(true);
        setTrouble(null);
        try {
            const now = await work();
            client.setQueryData(bookKeys.template(agency, template), now);
            setText(now.body.text);
            setBefore(previous);
            setSaid(words);
            await Promise.all([client.invalidateQueries({ queryKey: bookKeys.templates(agency), exact: true }), client.invalidateQueries({ predicate: (query) => query.queryKey[2] === 'preview' })]);
        } catch (error) {
            setTrouble(error);
        } finally {
            setBusy(false);
        }
    };
    const save = async (next: string, words: string, previous: string | null) =>
        // The shipped text again is no template of one's own.
        await take(async () => await (next === shipped ? resetTemplate(agency, template, kept.tag) : putTemplate(agency, template, kept.tag, next)), words, previous);
    const problem = trouble ? problemTexts(trouble) : null;
    return (
        <div className="part">
            <p>
                {is_own ? `● ${t('documents.own')}` : `○ ${t('documents.as_shipped')}`}
                {changed && ` · ◷ ${t('documents.not_saved')}`}
            </p>
            <Code text={text} errors={errors} editable={editable} change={(next) => { setText(next); setSaid(null); }} />
            {problem && <p role="alert" className="cell-trouble">■ {format.text(problem.title)} {format.text(problem.detail)}</p>}
            {editable ? (
                <div className="choices">
                    <button type="button" className="primary" disabled={!changed || busy || errors.length > 0} onClick={() => void save(text, t('documents.saved'), kept.body.text)}>{t('documents.save')}</button>
                    <button type="button" className="simple" disabled={!changed || busy} onClick={() => setText(kept.body.text)}>{t('documents.discard')}</button>
                    <button type="button" className="simple" disabled={!is_own || busy} onClick={() => setAsking(true)}>{t('documents.reset')}</button>
                </div>
            ) : (
                <p className="quiet">{t('documents.read_only')}</p>
            )}
            <div className={said ? 'toast' : 'toast hidden'} role="status">
                {said}
                {said && before !== null && (
                    <button type="button" className="simple" disabled={busy} onClick={() => void save(before, t('documents.undone'), null)}>{t('plan.undo')}</button>
                )}
                {said && <button type="button" className="simple" onClick={() => setSaid(null)}>{t('app.close')}</button>}
            </div>
            <ConfirmDialog open={asking} title={t('documents.reset')} yes={t('documents.reset')} close={() => setAsking(false)} perform={async () => await save(shipped, t('documents.was_reset'), kept.body.text)}>
                <p>{t('documents.reset_why')}</p>
            </ConfirmDialog>
        </div>
    );
}
