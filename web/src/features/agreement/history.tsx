// How the agreement came about: who took each step, when, and why.
import { useTranslation } from 'react-i18next';
import type { Move } from '../../lib/agreement';
import { useFormat } from '../../lib/settings';

export function History({ moves }: { moves: readonly Move[] }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <section className="part" aria-labelledby="agreement-history">
            <h3 id="agreement-history">{t('agreement.history')}</h3>
            {moves.length === 0 && <p className="quiet">{t('agreement.no_history')}</p>}
            <ol className="plain moves">
                {moves.map((move) => (
                    <li key={`${move.at} ${move.action}`}>
                        <p>
                            <strong>{format.text(move.name ?? undefined) || move.action}</strong>{' '}
                            <span className="quiet">
                                {move.by_name && <><span lang="th">{move.by_name}</span> · </>}
                                <time dateTime={move.at} title={format.fullDate(move.at)}>{format.date(move.at)}</time>
                                {move.note.number !== undefined && <> · {t('home.version', { number: format.digits(move.note.number) })}</>}
                            </span>
                        </p>
                        {move.note.comment && <p lang="th">{move.note.comment}</p>}
                        {(['document', 'date', 'signer'] as const).map((need) => {
                            const said = move.note[need];
                            return said ? (
                                <p key={need} className="quiet">
                                    {t(`approvals.${need}`)}: <span lang={need === 'date' ? undefined : 'th'}>{need === 'date' ? format.date(said) : said}</span>
                                </p>
                            ) : null;
                        })}
                    </li>
                ))}
            </ol>
        </section>
    );
}
