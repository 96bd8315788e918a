// A finding beside what it concerns: shape and word of its severity, one sentence, what can be done about it.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { problemTexts } from '../lib/api';
import { useRule } from '../lib/queries';
import { say } from '../lib/say';
import { useFormat } from '../lib/settings';
import type { Finding, Severity } from '../lib/types';
import { Dialog } from './dialog';
import { SideDrawer } from './drawer';
import { useEditor } from './editor';
import { Loading, Trouble } from './page';

const shapes: Record<Severity, string> = { error: '■', warning: '▲', info: '●' };

/** `short`: the shape alone is seen, the word is heard. */
export function SeverityMark({ severity, short = false }: { severity: Severity; short?: boolean }) {
    const { t } = useTranslation();
    return (
        <span className={`mark ${severity}`}>
            <span aria-hidden="true">{shapes[severity]} </span>
            <span className={short ? 'hidden' : undefined}>{t(`severity.${severity}`)}</span>
        </span>
    );
}

export function RuleDrawer({ finding, close }: { finding: Finding; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const rule = useRule(finding.rule);
    return (
        <SideDrawer title={t('finding.why')} close={close}>
            <p>
                <SeverityMark severity={finding.severity} />
            </p>
            <p className="message">{format.text(finding.message)}</p>
            <Sides finding={finding} />
            {rule.isLoading && <Loading />}
            {rule.isError && <Trouble error={rule.error} retry={() => void rule.refetch()} />}
            {rule.data && (
                <>
                    <h3>{format.text(rule.data.title)}</h3>
                    <p>{format.text(rule.data.why)}</p>
                    <h4>{t('finding.how')}</h4>
                    <p>{format.text(rule.data.mend)}</p>
                    <h4>{t('finding.source')}</h4>
                    <p>{format.text(rule.data.source)}</p>
                    <p className="quiet">
                        {t('finding.rule')} <code>{rule.data.id}</code>
                    </p>
                </>
            )}
        </SideDrawer>
    );
}

export function Sides({ finding }: { finding: Finding }) {
    const { t } = useTranslation();
    if (finding.found === undefined && finding.expected === undefined) return null;
    return (
        <dl className="sides">
            {finding.found !== undefined && (
                <div>
                    <dt>{t('finding.found')}</dt>
                    <dd lang="th">{finding.found}</dd>
                </div>
            )}
            {finding.expected !== undefined && (
                <div>
                    <dt>{t('finding.expected')}</dt>
                    <dd lang="th">{finding.expected}</dd>
                </div>
            )}
        </dl>
    );
}

export function AcceptDialog({ finding, close }: { finding: Finding; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const [reason, setReason] = useState('');
    const [problem, setProblem] = useState('');
    const [busy, setBusy] = useState(false);
    const field = useId();
    const perform = async () => {
        if (!editor.accept) return;
        setBusy(true);
        setProblem('');
        try {
            await editor.accept(finding, reason.trim());
            say('done', t('finding.accepted'));
            close();
        } catch (error) {
            setProblem(format.text(problemTexts(error).detail ?? problemTexts(error).title));
            setBusy(false);
        }
    };
    return (
        <Dialog title={t('finding.accept')} yes={t('finding.accept')} disabled={reason.trim() === ''} busy={busy} problem={problem} perform={() => void perform()} close={close}>
            <p className="message">{format.text(finding.message)}</p>
            <p className="quiet">{t('finding.accept_explain')}</p>
            <label htmlFor={field}>{t('finding.accept_reason')}</label>
            <textarea id={field} className="field boxed" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Dialog>
    );
}

/** `more` shows the two sides and where in the plan it is. */
export function FindingChip({ finding, more = false }: { finding: Finding; more?: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const [explained, setExplained] = useState(false);
    const [accepting, setAccepting] = useState(false);
    const [busy, setBusy] = useState(false);
    const mend = async () => {
        setBusy(true);
        try {
            await editor.mend?.(finding);
            say('done', t('finding.mended'));
        } catch (error) {
            say('trouble', format.text(problemTexts(error).detail ?? problemTexts(error).title));
        } finally {
            setBusy(false);
        }
    };
    return (
        <div className={`finding ${finding.severity}`}>
            <p>
                <SeverityMark severity={finding.severity} /> <span className="message">{format.text(finding.message)}</span>
            </p>
            {more && <Sides finding={finding} />}
            <div className="finding-actions">
                {finding.fix !== undefined && finding.fix !== null && editor.mend && (
                    <button type="button" className="simple small" disabled={busy} onClick={() => void mend()}>
                        {t('finding.mend')}
                    </button>
                )}
                <button type="button" className="derived" onClick={() => setExplained(true)}>
                    {t('finding.why')}
                </button>
                {editor.accept && (
                    <button type="button" className="derived" onClick={() => setAccepting(true)}>
                        {t('finding.accept')}
                    </button>
                )}
                {more && finding.element && editor.index.has(finding.element) && (
                    <Link to={editor.addressOf(finding.element)}>{t('finding.open')}</Link>
                )}
            </div>
            {explained && <RuleDrawer finding={finding} close={() => setExplained(false)} />}
            {accepting && <AcceptDialog finding={finding} close={() => setAccepting(false)} />}
        </div>
    );
}
