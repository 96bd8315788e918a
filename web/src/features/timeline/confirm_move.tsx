// Before a step is moved or stretched: what it was, what it will be, and what that does to the score.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useModal } from '../../components/dialog';
import { lastDayOf } from '../../lib/as_of';
import { toDraw } from '../../lib/exact';
import { moveGain } from '../../lib/move_effect';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import type { YearOverview, YearSchedule, YearStep } from '../../lib/year';
import './confirm_move.css';

export interface Asked {
    schedule: YearSchedule;
    step: YearStep;
    months: string[];
}

/** What the move does to the score, in one line. */
function Effect({ asked, plan, year }: { asked: Asked; plan: Id; year: YearOverview }) {
    const { t } = useTranslation();
    const format = useFormat();
    const [before, after] = [asked.step.months.at(-1), asked.months.at(-1)];
    const matters = asked.step.state !== 'done' && asked.step.state !== 'cancelled' && before !== undefined && after !== undefined && before !== after;
    const gain = useQuery({
        queryKey: ['plans', plan, 'year', 'move', year.as_of, asked.step.id, before],
        queryFn: () => moveGain(plan, asked.schedule, asked.step),
        enabled: matters,
        retry: false,
    });
    if (asked.step.state === 'done') return <p>✓ {t('move.done')}</p>;
    if (asked.step.state === 'cancelled') return <p>✕ {t('move.cancelled')}</p>;
    if (!matters) return <p>✓ {t('move.same_end')}</p>;
    if (gain.isLoading) return <p role="status">◷ {t('move.reckoning')}</p>;
    if (gain.isError || gain.data === undefined) return <p>○ {t('move.unknown')}</p>;
    const late = lastDayOf(after) < year.as_of;
    const [was, will] = [format.date(lastDayOf(before)), format.date(lastDayOf(after))];
    return (
        <>
            {toDraw(gain.data) > 0 ? (
                <p role="status">
                    {after > before ? '▲' : '●'} {t(after > before ? 'move.later' : 'move.sooner', { gain: format.points(gain.data), was, will })}
                </p>
            ) : (
                <p role="status">● {t('move.none', { was })}</p>
            )}
            {late && <p>■ {t('move.late')}</p>}
        </>
    );
}

export function ConfirmMove({ asked, plan, year, yes, no }: { asked: Asked; plan: Id; year: YearOverview; yes: () => void; no: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const dialog = useModal();
    const span = (months: readonly string[]) => (months.length === 0 ? t('schedule.no_months') : months.length === 1 ? format.month(months[0] ?? '') : `${format.month(months[0] ?? '')} – ${format.month(months.at(-1) ?? '')}`);
    return (
        <dialog ref={dialog} className="confirm-move" aria-labelledby="confirm-move" onClose={() => dialog.current?.open === false && no()}>
            <form
                method="dialog"
                onSubmit={(event) => {
                    event.preventDefault();
                    yes();
                }}
            >
                <h2 id="confirm-move">{t('move.title')}</h2>
                <p lang="th" className="confirm-step">{asked.step.name}</p>
                <p>
                    {span(asked.step.months)} → <strong>{span(asked.months)}</strong>
                </p>
                <div className="confirm-effect">
                    <Effect asked={asked} plan={plan} year={year} />
                </div>
                <div className="confirm-acts">
                    <button type="submit" className="primary" autoFocus>{t('move.save')}</button>
                    <button type="button" className="simple" onClick={no}>{t('app.cancel')}</button>
                </div>
            </form>
        </dialog>
    );
}
