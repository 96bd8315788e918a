// The performance agreement: what was proposed, what was negotiated and why, who signed; and what is asked to be changed.
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { EditorContext, useEditor } from '../../components/editor';
import { Field } from '../../components/field';
import { Empty, Loading, Trouble } from '../../components/page';
import { agreedIndicators, stagesOf, targetOf, type AgreementSubject, type Stage } from '../../lib/agreement';
import { kApi, request } from '../../lib/api';
import { difference, sum, toDraw } from '../../lib/exact';
import type { Json } from '../../lib/merge';
import { keys, useLocks, usePlan } from '../../lib/queries';
import { useFormat } from '../../lib/settings';
import type { Id, Indicator, PlanContent, Target } from '../../lib/types';
import { History } from './history';
import './agreement.css';

const path = encodeURIComponent;

const useSubject = (agency: Id | undefined, plan: Id) =>
    useQuery({
        // Approvals have it under the same key.
        queryKey: ['agencies', agency ?? '', 'subjects', 'agreement', plan],
        queryFn: () => request<AgreementSubject>(`/agencies/${path(agency ?? '')}/subjects/agreement/${path(plan)}`),
        enabled: agency !== undefined,
    });

interface Shown extends Stage {
    content: PlanContent | undefined;
}

/** The plan as of each stage; the newest is at hand already. */
function useStages(plan: Id, subject: AgreementSubject | undefined, newest: { number: number; content: PlanContent } | undefined): { stages: Shown[]; isLoading: boolean; error: unknown } {
    const stages = useMemo(() => (subject && newest ? stagesOf(subject, newest.number) : []), [subject, newest]);
    const wanted = [...new Set(stages.map((stage) => stage.number))].filter((number) => number !== newest?.number);
    const versions = useQueries({
        queries: wanted.map((number) => ({
            queryKey: [...keys.versions(plan), 'content', number],
            queryFn: () => request<{ content: PlanContent }>(`/plans/${path(plan)}/versions/${number}`),
            staleTime: Infinity,
        })),
    });
    return {
        stages: stages.map((stage) => ({ ...stage, content: stage.number === newest?.number ? newest.content : versions[wanted.indexOf(stage.number)]?.data?.content })),
        isLoading: versions.some((version) => version.isLoading),
        error: versions.find((version) => version.error)?.error ?? null,
    };
}

function useTargetText() {
    const { t } = useTranslation();
    const format = useFormat();
    return (target: Target | undefined, unit: string | undefined) => {
        if (target?.value === undefined) return '–';
        const comparison = target.comparison && ['at_least', 'at_most', 'exactly', 'increase'].includes(target.comparison) ? t(`comparison.${target.comparison as 'at_least'}`) : '';
        return `${comparison} ${format.digits(target.value)} ${target.unit ?? unit ?? ''}`.trim();
    };
}

/** What one stage says of an indicator, marked when it is other than the stage before. */
function StageCell({ indicator, before, stage, editable }: { indicator: Indicator | undefined; before: { indicator: Indicator | undefined; content: PlanContent } | null; stage: Shown; editable: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const targetText = useTargetText();
    const name = t(`agreement.stage.${stage.name}`);
    if (!indicator || !stage.content) return <td className="quiet" data-label={name}>– {t('agreement.not_in')}</td>;
    const target = targetOf(stage.content, indicator);
    const earlier = before?.indicator;
    const weight = format.points(indicator.weight ?? '–');
    const targetNow = targetText(target, indicator.unit);
    const moved = (now: string, then: string) => before !== null && now !== then;
    const weightMoved = moved(weight, format.points(earlier?.weight ?? '–'));
    const targetMoved = moved(targetNow, targetText(before ? targetOf(before.content, earlier) : undefined, earlier?.unit));
    if (editable) {
        const targets = indicator.targets ?? [];
        return (
            <td data-label={name}>
                <Field element={indicator.id} member="weight" label={t('field.weight')} kind="points" spoken={`${t('field.weight')} ${indicator.name}`} show_findings={false} value={indicator.weight} />
                <div className="agreement-target">
                    <Field
                        element={indicator.id}
                        member="targets"
                        label={t('agreement.target')}
                        spoken={`${t('agreement.target')} ${indicator.name}`}
                        kind="number"
                        show_findings={false}
                        value={target?.value}
                        patch={(value) => ({
                            targets: (target ? targets.map((other) => (other === target ? { ...other, value: value ?? undefined } : other)) : [...targets, { fiscal_year: stage.content?.fiscal_year, value: value ?? undefined, comparison: 'at_least' }]) as unknown as Json,
                        })}
                    />
                    <span className="quiet" lang="th">{target?.unit ?? indicator.unit}</span>
                </div>
                {(weightMoved || targetMoved) && <p className="agreement-moved">≠ {t('agreement.moved')}</p>}
            </td>
        );
    }
    return (
        <td data-label={name}>
            <p>
                {t('field.weight')} <strong className={weightMoved ? 'agreement-changed' : undefined}>{weight}</strong>
            </p>
            <p>
                {t('agreement.target')} <strong lang="th" className={targetMoved ? 'agreement-changed' : undefined}>{targetNow}</strong>
            </p>
            {(weightMoved || targetMoved) && <p className="agreement-moved">≠ {t('agreement.moved')}</p>}
        </td>
    );
}

/** The five levels as they stand, and those that were other before. */
function Levels({ indicator, stages }: { indicator: Id; stages: readonly Shown[] }) {
    const { t } = useTranslation();
    const format = useFormat();
    const of = (stage: Shown | undefined) => stage?.content?.indicators?.find((other) => other.id === indicator)?.scoring_criteria ?? [];
    const now = of(stages.at(-1));
    const before = stages.slice(0, -1);
    if (now.length === 0) return <p className="quiet">○ {t('agreement.no_levels')}</p>;
    return (
        <details className="agreement-levels">
            <summary>{t('agreement.levels', { n: format.digits(now.length) })}</summary>
            <ol className="plain">
                {[...now].sort((a, b) => b.level - a.level).map((rung) => {
                    const others = before
                        .map((stage) => ({ stage, rung: of(stage).find((other) => other.level === rung.level) }))
                        .filter((other) => other.rung && other.rung.condition !== rung.condition);
                    return (
                        <li key={rung.level}>
                            <strong>{t('field.level', { level: format.digits(rung.level) })}</strong> <span lang="th">{rung.condition}</span>
                            {others.map((other) => (
                                <p key={other.stage.name} className="quiet">
                                    {t(`agreement.stage.${other.stage.name}`)}: <del lang="th">{other.rung?.condition}</del>
                                </p>
                            ))}
                        </li>
                    );
                })}
            </ol>
        </details>
    );
}

function Sums({ stages, indicators }: { stages: readonly Shown[]; indicators: readonly Indicator[] }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <tr>
            <th scope="row">{t('agreement.sum')}</th>
            {stages.map((stage) => {
                const total = sum(indicators.map((indicator) => stage.content?.indicators?.find((other) => other.id === indicator.id)?.weight));
                const off = difference(total, '100');
                const short = off === null ? 0 : toDraw(off);
                return (
                    <td key={stage.name} data-label={t(`agreement.stage.${stage.name}`)}>
                        <strong>{format.points(total ?? '–')}</strong>{' '}
                        {short === 0 ? (
                            <span className="state state-done">✓ {t('agreement.whole')}</span>
                        ) : (
                            <span className="state state-late">■ {t(short < 0 ? 'agreement.short' : 'agreement.over', { by: format.points((off ?? '').replace('-', '')) })}</span>
                        )}
                    </td>
                );
            })}
        </tr>
    );
}

/** Who agrees with whom, as the plan's organisations have it. */
function Parties({ subject }: { subject: AgreementSubject }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { plan } = useEditor();
    const organisations = plan.organisations ?? [];
    const own = organisations.find((one) => one.id === plan.agency) ?? organisations.find((one) => one.kind === 'agency');
    const above = organisations.find((one) => one.id === own?.parent);
    const signings = (subject.history ?? []).filter((move) => move.note.signer);
    return (
        <dl className="agreement-parties">
            <div>
                <dt>{t('agreement.assessed')}</dt>
                <dd lang="th">{own?.name ?? '–'}</dd>
            </div>
            <div>
                <dt>{t('agreement.other_side')}</dt>
                <dd lang="th">{above?.name ?? '–'}</dd>
            </div>
            <div>
                <dt>{t('agreement.signers')}</dt>
                <dd>{signings.length === 0 ? t('agreement.nobody_signed') : signings.map((move) => <span key={move.at} lang="th">{move.note.signer}{move.note.date ? ` (${format.date(move.note.date)})` : ''} </span>)}</dd>
            </div>
        </dl>
    );
}

function Request({ subject, plan }: { subject: AgreementSubject; plan: Id }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const asked = (subject.history ?? []).filter((move) => move.to === 'change-requested').at(-1);
    const changes = subject.changed_since_approval ?? [];
    if (subject.state !== 'change-requested' || !asked) return null;
    return (
        <section className="changed-since" aria-labelledby="request">
            <h3 id="request">{t('agreement.request')}</h3>
            <p>
                <span lang="th">{asked.note.comment}</span>{' '}
                <span className="quiet">
                    {asked.by_name && <span lang="th">{asked.by_name}</span>} {format.date(asked.at)}
                </span>
            </p>
            <p className="quiet">{t(changes.length === 0 ? 'agreement.nothing_changed' : 'agreement.changed_places', { n: format.digits(changes.length), number: format.digits(subject.approved_number ?? '') })}</p>
            <ul>
                {changes.map((change) => (
                    <li key={change.element}>
                        <Link to={editor.addressOf(change.element)} lang="th">{change.title || change.element}</Link>
                    </li>
                ))}
            </ul>
            {subject.approved_number && changes.length > 0 && <Link to={`/plans/${path(plan)}/versions?pick=${subject.approved_number},${subject.number ?? subject.approved_number}`}>{t('agreement.compare')}</Link>}
        </section>
    );
}

function Loaded({ plan, subject, stages }: { plan: Id; subject: AgreementSubject; stages: Shown[] }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const locks = useLocks(plan);
    const isLocked = locks.length > 0;
    const held = useMemo(() => ({ ...editor, editable: editor.editable && !isLocked }), [editor, isLocked]);
    const [changedOnly, setChangedOnly] = useState(false);
    const plans = stages.flatMap((stage) => stage.content ?? []);
    const all = agreedIndicators(plans);
    const of = (stage: Shown | undefined, id: Id) => stage?.content?.indicators?.find((other) => other.id === id);
    const text = (stage: Shown, id: Id) => {
        const indicator = of(stage, id);
        return JSON.stringify([indicator?.weight, stage.content && targetOf(stage.content, indicator), indicator?.scoring_criteria]);
    };
    const hasChanged = (indicator: Indicator) => new Set(stages.map((stage) => text(stage, indicator.id))).size > 1;
    const shown = changedOnly ? all.filter(hasChanged) : all;
    return (
        <EditorContext value={held}>
            <section className="agreement" aria-labelledby="agreement">
                <header className="strategy-head agreement-head">
                    <div>
                        <h2 id="agreement">
                            {t('agreement.title')} <span className="status">{subject.fixed ? '✓ ' : '◷ '}{format.text(subject.state_name ?? undefined) || subject.state}</span>
                        </h2>
                        {(isLocked || held.editable) && <p className="quiet">{t(isLocked ? 'agreement.locked' : 'agreement.open')}</p>}
                    </div>
                    <div className="choices">
                        {subject.actions.map((action) => (
                            <Link key={action.id} className="simple agreement-act" to={`/approvals?kind=agreement&subject=${path(plan)}`}>{format.text(action.name)}</Link>
                        ))}
                        <a href={`${kApi}/plans/${path(plan)}/book?book=agreement&format=pdf`} download>{t('agreement.pdf')}</a>
                        <a href={`${kApi}/plans/${path(plan)}/book?book=agreement&format=docx`} download>{t('agreement.word')}</a>
                    </div>
                </header>
                <Parties subject={subject} />
                <Request subject={subject} plan={plan} />
                {all.length === 0 ? (
                    <Empty title={t('agreement.none')}>
                        <p>{t('agreement.none_why')}</p>
                    </Empty>
                ) : (
                    <section className="part" aria-labelledby="agreed">
                        <div className="strategy-head">
                            <h3 id="agreed">{t('agreement.indicators')}</h3>
                            <label>
                                <input type="checkbox" checked={changedOnly} onChange={(event) => setChangedOnly(event.target.checked)} /> {t('agreement.changed_only', { n: format.digits(all.filter(hasChanged).length) })}
                            </label>
                        </div>
                        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('agreement.indicators')}>
                            <table className="data-table stacked agreement-table">
                                <thead>
                                    <tr>
                                        <th scope="col">{t('agreement.indicator')}</th>
                                        {stages.map((stage) => (
                                            <th key={stage.name} scope="col">
                                                <strong>{t(`agreement.stage.${stage.name}`)}</strong>
                                                <br />
                                                {t('home.version', { number: format.digits(stage.number) })}
                                            </th>
                                        ))}
                                    </tr>
                                </thead>
                                <tbody>
                                    {shown.map((indicator) => (
                                        <tr key={indicator.id}>
                                            <th scope="row">
                                                <Link to={editor.addressOf(indicator.id)} lang="th">{indicator.number ? `${format.digits(indicator.number)} ` : ''}{indicator.name}</Link>
                                                <Levels indicator={indicator.id} stages={stages} />
                                            </th>
                                            {stages.map((stage, at) => {
                                                const before = stages[at - 1];
                                                return (
                                                    <StageCell
                                                        key={stage.name}
                                                        stage={stage}
                                                        indicator={of(stage, indicator.id)}
                                                        before={before?.content ? { indicator: of(before, indicator.id), content: before.content } : null}
                                                        editable={held.editable && at === stages.length - 1}
                                                    />
                                                );
                                            })}
                                        </tr>
                                    ))}
                                    {shown.length === 0 && (
                                        <tr>
                                            <td colSpan={stages.length + 1} className="quiet">{t('agreement.same')}</td>
                                        </tr>
                                    )}
                                </tbody>
                                <tfoot>
                                    <Sums stages={stages} indicators={all} />
                                </tfoot>
                            </table>
                        </div>
                    </section>
                )}
                <History moves={subject.history ?? []} />
            </section>
        </EditorContext>
    );
}

export default function AgreementPage() {
    const { planId = '' } = useParams();
    const view = usePlan(planId).data;
    const subject = useSubject(view?.agency, planId);
    const { stages, isLoading, error } = useStages(planId, subject.data, view);
    if (subject.isLoading || isLoading) return <Loading />;
    if (subject.isError || error) return <Trouble error={subject.error ?? error} retry={() => void subject.refetch()} />;
    if (!subject.data) return <Loading />;
    return <Loaded plan={planId} subject={subject.data} stages={stages} />;
}
