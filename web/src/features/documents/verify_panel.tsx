// Whether a PDF that somebody has is what the plan says: dropped here, printed again on the server, compared page by page.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FileDrop } from '../../components/file_drop';
import { Trouble } from '../../components/page';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { verifyBook, type Verified } from './requests';

type Outcome = { file: string } & ({ is: 'going' } | { is: 'stopped' } | { is: 'failed'; error: unknown } | { is: 'done'; verified: Verified });

function Result({ plan, file, verified }: { plan: Id; file: string; verified: Verified }) {
    const { t } = useTranslation();
    const format = useFormat();
    const n = (value: number) => format.digits(value);
    const { result, page, block, number, newest, other_program, strange } = verified;
    const same = result === 'same';
    return (
        <div className={same ? 'card-box verified-same' : 'card-box verified-differs'} role="status">
            <p>
                <strong>{same ? `✓ ${t('documents.same')}` : `■ ${t('documents.differs')}`}</strong> <span lang="th">{file}</span>
            </p>
            <dl className="drawer-facts">
                <div>
                    <dt>{t('documents.pages')}</dt>
                    <dd>{n(verified.pages)}</dd>
                </div>
                <div>
                    <dt>{t('documents.version')}</dt>
                    <dd>
                        {number === null ? `▲ ${t('documents.version_unknown', { newest: n(newest) })}` : t('home.version', { number: n(number) })}
                        {number !== null && number < newest && ` · ${t('documents.not_newest', { newest: n(newest) })}`}
                    </dd>
                </div>
                {page !== null && (
                    <div>
                        <dt>{t('documents.first_page')}</dt>
                        <dd>{t('documents.page', { page: n(page) })}</dd>
                    </div>
                )}
                {block && (
                    <div>
                        <dt>{t('documents.first_block')}</dt>
                        <dd>
                            {t('documents.block', { section: n(block.section), block: n(block.block) })}
                            {block.element !== '' && (
                                <>
                                    {' '}
                                    <Link to={`/plans/${encodeURIComponent(plan)}?element=${encodeURIComponent(block.element)}`}>
                                        <code>{block.element}{block.field}</code>
                                    </Link>
                                </>
                            )}
                        </dd>
                    </div>
                )}
                {verified.attachment && (
                    <div>
                        <dt>{t('documents.attachment')}</dt>
                        <dd><code>{verified.attachment}</code></dd>
                    </div>
                )}
                {verified.others && (
                    <div>
                        <dt>{t('documents.elsewhere')}</dt>
                        <dd>{t('documents.outside_pages')}</dd>
                    </div>
                )}
                {other_program && (
                    <div>
                        <dt>▲ {t('documents.other_program')}</dt>
                        <dd><code>{other_program.file}</code> · {t('documents.here')} <code>{other_program.here}</code></dd>
                    </div>
                )}
                {verified.other_fonts && (
                    <div>
                        <dt>▲ {t('documents.fonts')}</dt>
                        <dd>{t('documents.other_fonts')}</dd>
                    </div>
                )}
                {strange.map((part) => (
                    <div key={part}>
                        <dt>▲ {t('documents.printed_by')}</dt>
                        <dd>{t(`documents.strange.${part}`)}</dd>
                    </div>
                ))}
            </dl>
        </div>
    );
}

export function VerifyPanel({ plan }: { plan: Id }) {
    const { t } = useTranslation();
    const [outcome, setOutcome] = useState<Outcome | null>(null);
    const stopper = useRef<AbortController | null>(null);
    useEffect(() => () => stopper.current?.abort(), []);
    const take = async (file: File) => {
        stopper.current?.abort();
        const stop = new AbortController();
        stopper.current = stop;
        setOutcome({ file: file.name, is: 'going' });
        try {
            const verified = await verifyBook(plan, file, stop.signal);
            if (stopper.current === stop) setOutcome({ file: file.name, is: 'done', verified });
        } catch (error) {
            if (stopper.current === stop) setOutcome(stop.signal.aborted ? { file: file.name, is: 'stopped' } : { file: file.name, is: 'failed', error });
        }
    };
    return (
        <div className="part">
            <p>{t('documents.verify_lead')}</p>
            <div className="drop-frame small">
                <FileDrop label="documents.drop" hint="documents.drop_hint" kinds={['.pdf']} wrong_kind="documents.not_pdf" take={(file) => void take(file)} />
            </div>
            {outcome?.is === 'going' && (
                <div className="job">
                    <p role="status">◷ {t('documents.verifying')} <span lang="th">{outcome.file}</span></p>
                    <progress aria-label={t('documents.verifying')} />
                    <button type="button" className="simple" onClick={() => stopper.current?.abort()}>{t('job.stop')}</button>
                </div>
            )}
            {outcome?.is === 'stopped' && <p role="status">■ {t('job.stopped')}</p>}
            {outcome?.is === 'failed' && <Trouble error={outcome.error} />}
            {outcome?.is === 'done' && <Result plan={plan} file={outcome.file} verified={outcome.verified} />}
        </div>
    );
}
