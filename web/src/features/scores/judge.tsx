// What the agency says of itself beside what the evaluator says, and the form of whoever may say it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemTexts, request } from '../../lib/api';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary } from '../../lib/types';
import { yearKeys, type DerivedIndicator } from '../../lib/year';

type Judge = 'self' | 'evaluator';
const judges: readonly Judge[] = ['self', 'evaluator'];

type Judgement = NonNullable<DerivedIndicator['judgements']>[number];

function Said({ by, judgement }: { by: string; judgement: Judgement | undefined }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <div className="judged">
            <h4>
                {t(`scores.by.${by}` as 'scores.by.self')}
                {judgement?.used && ` · ✓ ${t('scores.used')}`}
            </h4>
            {!judgement && <p className="quiet">○ {t('scores.not_judged')}</p>}
            {judgement && (
                <>
                    <p>
                        {judgement.level !== undefined && <strong>{t('scores.level', { level: format.digits(judgement.level) })}</strong>}{' '}
                        {judgement.not_applicable && <strong>{t('scores.not_applicable')}</strong>}{' '}
                        {judgement.score !== undefined && <strong>{t('scores.points', { score: format.points(judgement.score) })}</strong>}{' '}
                        <span className="quiet">{t(`scores.status.${judgement.status}` as 'scores.status.final')}</span>
                    </p>
                    {judgement.reason && <p lang="th">{judgement.reason}</p>}
                </>
            )}
        </div>
    );
}

interface FormProps {
    plan: PlanSummary;
    indicator: DerivedIndicator;
    by: Judge;
    day: string;
    corrects: Id | undefined;
    close: () => void;
}

function JudgeForm({ plan, indicator, by, day, corrects, close }: FormProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const client = useQueryClient();
    const levels = [...(indicator.levels ?? [])].sort((a, b) => b.level - a.level);
    const [level, setLevel] = useState(String(indicator.level_reached ?? ''));
    const [score, setScore] = useState('');
    const [status, setStatus] = useState('provisional');
    const [reason, setReason] = useState('');
    const save = useMutation({
        mutationFn: async () =>
            await request(`/plans/${encodeURIComponent(plan.id)}/assessments`, {
                method: 'POST',
                body: {
                    element: indicator.id,
                    on: day,
                    assessed_by: by,
                    reason,
                    status,
                    ...(levels.length > 0 && level !== '' ? { level: Number(level) } : {}),
                    ...(score.trim() !== '' ? { score: score.trim() } : {}),
                    ...(corrects ? { corrects } : {}),
                },
            }),
        onSuccess: async () => {
            await client.invalidateQueries({ queryKey: yearKeys.all(plan.id) });
            close();
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        save.mutate();
    };
    const problem = save.error ? problemTexts(save.error) : null;
    return (
        <form className="take" onSubmit={submit}>
            {levels.length > 0 && (
                <div className="field-box">
                    <label htmlFor={`${id}-level`}>{t('scores.level_judged')}</label>
                    <select id={`${id}-level`} className="plain-input" value={level} onChange={(event) => setLevel(event.target.value)}>
                        <option value="">{t('scores.no_level')}</option>
                        {levels.map((rung) => (
                            <option key={rung.level} value={rung.level}>
                                {t('scores.level', { level: format.digits(rung.level) })}
                            </option>
                        ))}
                    </select>
                </div>
            )}
            {by === 'evaluator' && (
                <div className="field-box">
                    <label htmlFor={`${id}-score`}>{t('scores.score_judged', { weight: format.points(indicator.weight ?? '–') })}</label>
                    <input id={`${id}-score`} className="plain-input" inputMode="decimal" value={score} onChange={(event) => setScore(event.target.value)} />
                </div>
            )}
            <div className="field-box">
                <label htmlFor={`${id}-status`}>{t('scores.status')}</label>
                <select id={`${id}-status`} className="plain-input" value={status} onChange={(event) => setStatus(event.target.value)}>
                    {(['provisional', 'verified', 'final'] as const).map((word) => (
                        <option key={word} value={word}>
                            {t(`scores.status.${word}`)}
                        </option>
                    ))}
                </select>
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-reason`}>{t('scores.reason')}</label>
                <textarea id={`${id}-reason`} className="plain-input" rows={3} required value={reason} onChange={(event) => setReason(event.target.value)} />
            </div>
            {problem && (
                <p role="alert" className="sign-in-error">
                    ■ {format.text(problem.title)} {format.text(problem.detail)}
                </p>
            )}
            <button type="submit" className="simple" disabled={save.isPending}>
                {t('scores.save_judgement')}
            </button>
        </form>
    );
}

/** `day` is what the judgement is as of; `fixed` where the page is turned back to a past day. */
export function Judgements({ plan, indicator, day, fixed }: { plan: PlanSummary; indicator: DerivedIndicator; day: string; fixed: boolean }) {
    const { t } = useTranslation();
    const may = useMay(plan.agency);
    const [judging, setJudging] = useState<Judge | null>(null);
    const said = indicator.judgements ?? [];
    const last = (by: string) => said.findLast((judgement) => judgement.assessed_by === by);
    // An earlier word of the same people can still be what the score rests on.
    const earlier = judges.flatMap((by) => said.filter((judgement) => judgement.assessed_by === by && judgement.used && judgement !== last(by)));
    const rights: Record<Judge, string> = { self: 'assessment.self', evaluator: 'assessment.evaluate' };
    return (
        <section aria-label={t('scores.judgements')}>
            <h3>{t('scores.judgements')}</h3>
            <div className="side-by-side">
                {judges.map((by) => (
                    <Said key={by} by={by} judgement={last(by)} />
                ))}
                {earlier.map((judgement) => <Said key={judgement.fact} by={judgement.assessed_by} judgement={judgement} />)}
                {said.filter((judgement) => judgement.assessed_by === 'panel').map((judgement) => <Said key={judgement.fact} by="panel" judgement={judgement} />)}
            </div>
            {!fixed && (
                <p className="choices">
                    {judges
                        .filter((by) => may(rights[by]))
                        .map((by) => (
                            <button key={by} type="button" className="simple" aria-pressed={judging === by} onClick={() => setJudging(judging === by ? null : by)}>
                                {t(`scores.judge.${by}`)}
                            </button>
                        ))}
                </p>
            )}
            {judging && <JudgeForm key={judging} plan={plan} indicator={indicator} by={judging} day={day} corrects={last(judging)?.fact} close={() => setJudging(null)} />}
        </section>
    );
}
