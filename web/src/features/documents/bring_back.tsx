// An edited Word file or workbook comes back: dropped here, compared with the plan by the server, its changes looked at and chosen,
// taken over as one version that can be undone.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { changeMarks, Sides, useFieldName } from '../../components/changes';
import { FileDrop } from '../../components/file_drop';
import { Empty, Loading, Trouble } from '../../components/page';
import { SideChoice } from '../../components/side_choice';
import { ApiProblem } from '../../lib/api';
import { indexPlan, type Entry } from '../../lib/plan_tree';
import { keys, usePlan } from '../../lib/queries';
import { useFormat } from '../../lib/settings';
import { edited_th } from '../../lib/texts_edited';
import type { TextKey } from '../../lib/texts_th';
import type { Id, PlanContent, PlanSummary } from '../../lib/types';
import { nameOfChange, ownChanges, reviewEdited, sideUnlessChosen, takeEdited, undoEdited, type EditedConflict, type EditedReview, type EditedSide } from './edited_requests';

const noteKey = (code: string): TextKey => (`edited.note.${code}` in edited_th ? (`edited.note.${code}` as TextKey) : 'edited.note.note');

function Changes({ review, content, left_out, toggle, set }: { review: EditedReview; content: PlanContent; left_out: ReadonlySet<string>; toggle: (name: string) => void; set: (names: string[]) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const fieldName = useFieldName();
    const index = useMemo(() => indexPlan(content), [content]);
    const changes = ownChanges(review);
    if (changes.length === 0) return review.conflicts.length === 0 ? <Empty title={t('edited.nothing')} /> : null;
    const names = [...new Set(changes.filter((change) => change.kind !== 'moved').map(nameOfChange))];
    return (
        <section className="edited-changes" aria-labelledby="edited-changes">
            <div className="edited-head">
                <h2 id="edited-changes">{t('edited.changes', { n: format.digits(changes.length) })}</h2>
                <button type="button" className="simple" disabled={left_out.size === 0} onClick={() => set([])}>{t('edited.all')}</button>
                <button type="button" className="simple" disabled={left_out.size === names.length} onClick={() => set(names)}>{t('edited.none')}</button>
            </div>
            {changes.map((change, position) => {
                const name = nameOfChange(change);
                const title = change.title || index.get(change.element ?? '')?.title;
                const chosen = change.kind === 'moved' || !left_out.has(name);
                return (
                    <section key={position} className={`change ${change.kind}${chosen ? '' : ' left-out'}`}>
                        <h3>
                            <label className="edited-choice">
                                <input type="checkbox" checked={chosen} disabled={change.kind === 'moved'} onChange={() => toggle(name)} />
                                <span className="hidden">{t('edited.take_this')}</span>
                                <span className={`tag change-${change.kind}`}>{changeMarks[change.kind]} {t(`change.${change.kind}`)}</span>{' '}
                                {title ? <span lang="th">{title}</span> : change.element ? <code>{change.element}</code> : t('change.plan')}
                            </label>
                        </h3>
                        {change.kind === 'moved' && <p className="quiet">{t('edited.moved')}</p>}
                        {(change.fields ?? []).map((field) => (
                            <div key={field.field} className="change-field">
                                <h4>{fieldName(field.field)}</h4>
                                <Sides change={field} index={index} />
                            </div>
                        ))}
                    </section>
                );
            })}
        </section>
    );
}

/** What a reader calls what is in conflict; what the plan lost meanwhile by what the file says. */
function titleOf({ element, ours, theirs }: EditedConflict, index: ReadonlyMap<Id, Entry>): string {
    const members = (ours ?? theirs) as Partial<Record<'name' | 'title' | 'text', unknown>> | undefined;
    const said = [members?.name, members?.title, members?.text].find((text) => typeof text === 'string');
    return index.get(element)?.title ?? (said as string | undefined) ?? element;
}

function Conflicts({ review, content, sides, choose }: { review: EditedReview; content: PlanContent; sides: readonly EditedSide[]; choose: (position: number, side: EditedSide) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const fieldName = useFieldName();
    const index = useMemo(() => indexPlan(content), [content]);
    if (review.conflicts.length === 0) return null;
    return (
        <section className="card-box edited-conflicts" aria-labelledby="edited-conflicts">
            <h2 id="edited-conflicts">■ {t('edited.conflicts', { n: format.digits(review.conflicts.length) })}</h2>
            <p>{t('edited.conflicts_why')}</p>
            {review.conflicts.map((conflict, position) => (
                <div key={position} className="change-field">
                    {conflict.element === '' ? <h3>{t('change.plan')}</h3> : <h3 lang="th">{titleOf(conflict, index)}</h3>}
                    <SideChoice
                        group={`edited-conflict-${position}`}
                        legend={conflict.field ? fieldName(conflict.field) : t('edited.one_removed')}
                        field={conflict.field}
                        sides={[
                            { name: 'plan', label: t('edited.in_plan'), value: conflict.ours },
                            { name: 'file', label: t('edited.in_file'), value: conflict.theirs },
                        ]}
                        index={index}
                        chosen={sides[position] ?? 'plan'}
                        choose={(side) => choose(position, side)}
                    />
                </div>
            ))}
        </section>
    );
}

function Notes({ review }: { review: EditedReview }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (review.notes.length === 0) return null;
    return (
        <section className="card-box" aria-labelledby="edited-notes">
            <h2 id="edited-notes">▲ {t('edited.notes', { n: format.digits(review.notes.length) })}</h2>
            <ul>
                {review.notes.map((note, position) => (
                    <li key={position}>
                        {t(noteKey(note.code))}
                        {note.where && <> · <span lang="th" className="quiet">{note.where}</span></>}
                        {note.detail && <>: <span lang="th">{note.detail}</span></>}
                    </li>
                ))}
            </ul>
        </section>
    );
}

function Review({ plan, review, again, done }: { plan: Id; review: EditedReview; again: () => void; done: (number: number, version: string) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const view = usePlan(plan);
    const [left_out, setLeftOut] = useState<ReadonlySet<string>>(new Set());
    const [sides, setSides] = useState<readonly EditedSide[]>(() => review.conflicts.map(sideUnlessChosen));
    const [reason, setReason] = useState('');
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const toggle = (name: string) =>
        setLeftOut((old) => {
            const next = new Set(old);
            if (!next.delete(name)) next.add(name);
            return next;
        });
    const chosen = ownChanges(review).filter((change) => change.kind === 'moved' || !left_out.has(nameOfChange(change))).length + sides.filter((side) => side === 'file').length;
    const take = async () => {
        setBusy(true);
        setError(null);
        try {
            const made = await takeEdited(plan, review, {
                leave_out: [...left_out],
                decisions: review.conflicts.map(({ element, field }, position) => ({ element, field, side: sides[position] ?? 'plan' })),
                reason,
            });
            done(made.number, made.version);
        } catch (caught) {
            // Somebody was first: the file is compared with what the plan is now.
            if (caught instanceof ApiProblem && caught.status === 412) again();
            else setError(caught);
            setBusy(false);
        }
    };
    if (view.isLoading) return <Loading />;
    if (!view.data) return <Trouble error={view.error} retry={() => void view.refetch()} />;
    const numbers = { base: format.digits(review.base_number), number: format.digits(review.number) };
    return (
        <div className="part edited-review">
            <p role="status">
                <strong lang="th">{review.file_name}</strong> · {review.says_version ? t('edited.of_version', numbers) : `▲ ${t('edited.no_version', numbers)}`}
            </p>
            <Conflicts review={review} content={view.data.content} sides={sides} choose={(position, side) => setSides(sides.map((old, at) => (at === position ? side : old)))} />
            <Changes review={review} content={view.data.content} left_out={left_out} toggle={toggle} set={(names) => setLeftOut(new Set(names))} />
            <Notes review={review} />
            {error !== null && <Trouble error={error} />}
            {(review.diff.changes.length > 0 || review.conflicts.length > 0) && (
                <div className="edited-acts">
                    <label className="field-box">
                        <span>{t('edited.reason')}</span>
                        <input className="field boxed" lang="th" maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
                    </label>
                    <button type="button" className="primary" disabled={busy || chosen === 0} onClick={() => void take()}>
                        {busy ? t('edited.taking') : t('edited.take', { n: format.digits(chosen) })}
                    </button>
                </div>
            )}
        </div>
    );
}

type Outcome = { is: 'none' } | { is: 'reading'; file: File } | { is: 'stopped' } | { is: 'failed'; error: unknown } | { is: 'review'; review: EditedReview; stale: boolean } | { is: 'taken'; number: number; version: string } | { is: 'undone' };

export default function BringBack({ plan, editable }: { plan: PlanSummary; editable: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [outcome, setOutcome] = useState<Outcome>({ is: 'none' });
    const stopper = useRef<AbortController | null>(null);
    const last = useRef<File | null>(null);
    useEffect(() => () => stopper.current?.abort(), []);
    const fresh = async () => await client.invalidateQueries({ queryKey: keys.plan(plan.id) });
    const read = async (file: File, stale = false) => {
        stopper.current?.abort();
        const stop = new AbortController();
        stopper.current = stop;
        last.current = file;
        setOutcome({ is: 'reading', file });
        try {
            const review = await reviewEdited(plan.id, file, stop.signal);
            if (stale) await fresh();
            if (stopper.current === stop) setOutcome({ is: 'review', review, stale });
        } catch (error) {
            if (stopper.current === stop) setOutcome(stop.signal.aborted ? { is: 'stopped' } : { is: 'failed', error });
        }
    };
    const undo = async (version: string) => {
        try {
            await undoEdited(plan.id, version);
            await fresh();
            setOutcome({ is: 'undone' });
        } catch (error) {
            setOutcome({ is: 'failed', error });
        }
    };
    if (!editable) return <p className="quiet">{t('edited.no_right')}</p>;
    return (
        <div className="part">
            <p>{t('edited.lead')}</p>
            <div className="drop-frame small">
                <FileDrop label="edited.drop" hint="edited.drop_hint" kinds={['.docx', '.xlsx', '.txt']} wrong_kind="edited.wrong_kind" disabled={outcome.is === 'reading'} take={(file) => void read(file)} />
            </div>
            {outcome.is === 'reading' && (
                <div className="job">
                    <p role="status">◷ {t('edited.reading')} <span lang="th">{outcome.file.name}</span></p>
                    <progress aria-label={t('edited.progress')} />
                    <button type="button" className="simple" onClick={() => stopper.current?.abort()}>{t('job.stop')}</button>
                </div>
            )}
            {outcome.is === 'stopped' && <p role="status">■ {t('job.stopped')}</p>}
            {outcome.is === 'failed' && <Trouble error={outcome.error} />}
            {outcome.is === 'review' && outcome.stale && <p role="alert" className="warning-note">▲ {t('edited.stale')}</p>}
            {outcome.is === 'review' && (
                <Review
                    key={`${outcome.review.file} ${outcome.review.version}`}
                    plan={plan.id}
                    review={outcome.review}
                    again={() => { if (last.current) void read(last.current, true); }}
                    done={(number, version) => { setOutcome({ is: 'taken', number, version }); void fresh(); }}
                />
            )}
            {outcome.is === 'taken' && (
                <div className="card-box verified-same" role="status">
                    <p>✓ {t('edited.taken', { number: format.digits(outcome.number) })}</p>
                    <p className="edited-acts">
                        <Link to={`/plans/${encodeURIComponent(plan.id)}`}>{t('edited.see')}</Link>
                        <button type="button" className="simple" onClick={() => void undo(outcome.version)}>{t('edited.undo')}</button>
                    </p>
                </div>
            )}
            {outcome.is === 'undone' && <p role="status">✓ {t('edited.undone')}</p>}
        </div>
    );
}
