// The SWOT board: points in four quarters, combined below into strategies; by dragging, or by picking up and putting down.
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemTexts } from '../lib/api';
import type { Json } from '../lib/merge';
import { referenceId, referenceText } from '../lib/plan_tree';
import { say } from '../lib/say';
import { useFormat } from '../lib/settings';
import { accepts, fits, missingSides, nextSwotId, pairs, quarters, withItem, withoutItem, type Pair } from '../lib/swot';
import type { Combination, Id } from '../lib/types';
import { useEditor } from './editor';
import { OwnFindings, ReferenceLink } from './element_parts';
import { Field } from './field';
import { Icon } from './icons';
import { AddButton, RemoveButton } from './membership';
import './swot.css';

const kDragged = 'application/x-phaen-swot';

interface Hand {
    /** What is picked up, by hand or by key. */
    item: Id | null;
    /** Picked up by its button: the focus goes to where it may be put. */
    pick: (item: Id | null) => void;
    isPicked: boolean;
    /** Dragged: known at once, shown a moment later. */
    carry: (item: Id) => void;
    held: () => Id | null;
    put: (combination: Combination) => void;
    begin: (kind: Pair) => void;
    takeOut: (combination: Combination, item: Id) => void;
}

/** Combining is saved as edits of the plan, so that undo takes it back. */
function useHand(): Hand {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const [item, setItem] = useState<Id | null>(null);
    const [isPicked, setPicked] = useState(false);
    const from = useRef<HTMLElement | null>(null);
    const held = useRef<Id | null>(null);
    const pick = (next: Id | null) => {
        if (next !== null) from.current = document.activeElement as HTMLElement | null;
        else if (isPicked) from.current?.focus();
        held.current = next;
        setPicked(next !== null);
        setItem(next);
    };
    const carry = (next: Id) => {
        held.current = next;
        // What moves under the pointer would end the drag in the same moment.
        setTimeout(() => {
            if (held.current === next) setItem(next);
        }, 0);
    };
    useEffect(() => {
        if (item === null) return undefined;
        const onKey = (event: KeyboardEvent) => {
            if (event.key !== 'Escape') return;
            from.current?.focus();
            held.current = null;
            setPicked(false);
            setItem(null);
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, [item]);
    const perform = async (work: () => Promise<unknown> | undefined, done: 'board.done' | 'board.taken') => {
        pick(null);
        try {
            await work();
            say('done', t(done));
        } catch (error) {
            const { title, detail } = problemTexts(error);
            say('trouble', `${format.text(title)} ${format.text(detail)}`.trim());
        }
    };
    const save = (combination: Combination, items: unknown) => editor.save(combination.id, { items: items as Json }, editor.tagOf(combination.id));
    return {
        item,
        pick,
        isPicked,
        carry,
        held: () => held.current,
        put: (combination) => {
            const put = held.current;
            if (put !== null && accepts(combination, put)) void perform(() => save(combination, withItem(combination, put)), 'board.done');
        },
        begin: (kind) => {
            const put = held.current;
            if (put !== null && fits(kind, put)) void perform(() => editor.add?.('swot_combination', { kind, items: [put] }), 'board.done');
        },
        takeOut: (combination, out) => void perform(() => save(combination, withoutItem(combination, out)), 'board.taken'),
    };
}

/** Lets something be dropped that is picked up and fits. */
const dropping = (takes: () => boolean, drop: () => void) => ({
    onDragOver: (event: DragEvent) => {
        if (takes()) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
        if (!takes()) return;
        event.preventDefault();
        event.stopPropagation();
        drop();
    },
});

function Items({ combination, hand, name }: { combination: Combination; hand: Hand; name: string }) {
    const { t } = useTranslation();
    const editor = useEditor();
    return (
        <ul className="plain board-items">
            {(combination.items ?? []).map((item) => {
                const id = referenceId(item);
                const entry = id ? editor.index.get(id) : undefined;
                return (
                    <li key={referenceText(item)} className={entry ? 'board-item' : 'board-item unresolved'} title={entry ? undefined : t('plan.unresolved')}>
                        <strong lang="th">{entry ? '' : '▲ '}{referenceText(item)}</strong>
                        <span lang="th">{entry?.title}</span>
                        {editor.editable && id && (
                            <button type="button" className="tool remove" aria-label={t('board.take_out', { id, name })} title={t('board.take_out', { id, name })} onClick={() => hand.takeOut(combination, id)}>
                                <span aria-hidden="true">×</span>
                            </button>
                        )}
                    </li>
                );
            })}
        </ul>
    );
}

function CombinationCard({ combination, hand }: { combination: Combination; hand: Hand }) {
    const { t } = useTranslation();
    const format = useFormat();
    const name = `${combination.kind} ${format.digits(combination.number ?? '')}`.trim();
    const takes = hand.item !== null && accepts(combination, hand.item);
    return (
        <div className={takes ? 'card board-card takes' : 'card board-card'} id={`element-${combination.id}`} {...dropping(() => accepts(combination, hand.held() ?? ''), () => hand.put(combination))}>
            <div className="board-head">
                <p className="quiet" lang="th">{format.digits(combination.number ?? '')}</p>
                <RemoveButton element={combination.id} title={combination.heading ?? name} small />
            </div>
            <Field element={combination.id} member="heading" label={t('field.heading')} hidden_label kind="prose" value={combination.heading} />
            <Items combination={combination} hand={hand} name={name} />
            {missingSides(combination).length > 0 && <p className="quiet">▲ {t('board.half')}: {missingSides(combination).map((letter) => t(`swot.${letter as 'S'}`)).join(', ')}</p>}
            {takes && (
                <button type="button" className="board-put" aria-label={t('board.put_in', { id: hand.item ?? '', name })} onClick={() => hand.put(combination)}>
                    {t('board.put', { id: hand.item ?? '' })}
                </button>
            )}
            <ul className="plain">
                {[...(combination.missions ?? []), ...(combination.projects ?? [])].map((reference) => (
                    <li key={referenceText(reference)}>
                        <ReferenceLink reference={reference} />
                    </li>
                ))}
            </ul>
            <OwnFindings element={combination.id} />
        </div>
    );
}

function Quarter({ letter, hand }: { letter: (typeof quarters)[number]; hand: Hand }) {
    const { t } = useTranslation();
    const { plan, editable } = useEditor();
    const items = plan.swot?.items ?? [];
    return (
        <section className={`swot-${letter}`}>
            <h3>
                {letter} · {t(`swot.${letter}`)}
            </h3>
            <ul className="plain">
                {items
                    .filter((item) => item.id.startsWith(letter))
                    .map((item) => (
                        <li key={item.id} id={`element-${item.id}`} className={hand.item === item.id ? 'swot-item picked' : 'swot-item'}>
                            {editable ? (
                                <span className="board-handle">
                                    <span
                                        className="board-grip"
                                        draggable
                                        aria-hidden="true"
                                        onDragStart={(event) => {
                                            event.dataTransfer.setData(kDragged, item.id);
                                            event.dataTransfer.effectAllowed = 'copy';
                                            hand.carry(item.id);
                                        }}
                                        onDragEnd={() => hand.pick(null)}
                                    >
                                        ⠿
                                    </span>
                                    <button
                                        type="button"
                                        lang="th"
                                        aria-pressed={hand.item === item.id}
                                        aria-label={t('board.pick', { id: item.id })}
                                        title={t('board.pick', { id: item.id })}
                                        onClick={() => hand.pick(hand.item === item.id ? null : item.id)}
                                    >
                                        {item.id}
                                    </button>
                                </span>
                            ) : (
                                <span className="tag" lang="th">{item.id}</span>
                            )}
                            <Field element={item.id} member="text" label={t('swot.item', { id: item.id })} hidden_label kind="prose" required value={item.text} />
                            <RemoveButton element={item.id} title={item.text} small />
                        </li>
                    ))}
            </ul>
            <AddButton kind={{ kind: 'swot_item', member: 'text', label: 'field.text' }} members={{ id: nextSwotId(items, letter) }} text={t('add.button')} spoken={t('add.to', { group: t(`swot.${letter}`) })} />
        </section>
    );
}

export function SwotView() {
    const { t } = useTranslation();
    const { plan, editable, add } = useEditor();
    const hand = useHand();
    const board = useRef<HTMLElement>(null);
    const combinations = plan.swot?.combinations ?? [];
    const { item } = hand;
    const { isPicked } = hand;
    useEffect(() => {
        if (isPicked) board.current?.querySelector<HTMLElement>('.board-put')?.focus();
    }, [isPicked, item]);
    return (
        <div className="swot-board">
            <div className="swot swot-points">
                {quarters.map((letter) => (
                    <Quarter key={letter} letter={letter} hand={hand} />
                ))}
            </div>
            <section className="part board" ref={board} aria-labelledby="board">
                <h3 id="board">{t('board.title')}</h3>
                {editable && <p className="quiet">{t('board.lead')}</p>}
                <p className={isPicked ? 'board-hand' : 'hidden'} role="status">
                    {isPicked && item !== null && (
                        <>
                            {t('board.picked', { id: item })}{' '}
                            <button type="button" className="simple" onClick={() => hand.pick(null)}>{t('app.cancel')}</button>
                        </>
                    )}
                </p>
                <div className="swot">
                    {pairs.map((kind) => {
                        const takes = add !== undefined && item !== null && fits(kind, item);
                        const own = combinations.filter((combination) => combination.kind === kind);
                        return (
                            <section key={kind} className={takes ? 'takes' : undefined} {...dropping(() => add !== undefined && fits(kind, hand.held() ?? ''), () => hand.begin(kind))}>
                                <h4>
                                    {kind} · {t(`swot.${kind}`)}
                                </h4>
                                {own.map((combination) => (
                                    <CombinationCard key={combination.id} combination={combination} hand={hand} />
                                ))}
                                {own.length === 0 && <p className="quiet">○ {t('swot.none')}</p>}
                                {takes && (
                                    <button type="button" className="board-put" aria-label={t('board.new_in', { kind, id: item })} onClick={() => hand.begin(kind)}>
                                        <Icon name="plus" /> {t('board.new', { id: item })}
                                    </button>
                                )}
                            </section>
                        );
                    })}
                </div>
            </section>
        </div>
    );
}
