// Both versions of what two people changed, side by side, with a choice for each member.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice, Json } from '../lib/merge';
import { useFormat } from '../lib/settings';
import type { Choices, Stale } from '../lib/stale';
import { diffText } from '../lib/text_diff';
import { th, type TextKey } from '../lib/texts_th';
import { Dialog } from './dialog';
import { useEditor } from './editor';
import { useReadable } from './readable';

export interface Question extends Stale {
    answer: (choices: Choices | null) => void;
}

/** The question that waits for an answer, and how to ask one. */
export function useStaleQuestion(): { question: Question | null; ask: (stale: Stale) => Promise<Choices | null> } {
    const [question, setQuestion] = useState<Question | null>(null);
    const ask = useCallback(
        (stale: Stale) =>
            new Promise<Choices | null>((answer) =>
                setQuestion({
                    ...stale,
                    answer: (choices) => {
                        setQuestion(null);
                        answer(choices);
                    },
                }),
            ),
        [],
    );
    return { question, ask };
}

function Side({ member, value, other, mine }: { member: string; value: Json | undefined; other: Json | undefined; mine: boolean }) {
    const { t } = useTranslation();
    const { index } = useEditor();
    const readable = useReadable(index);
    const own = readable(member, value);
    const others = readable(member, other);
    const pieces = mine ? diffText(others, own) : diffText(own, others);
    if (own === '') return <p className="quiet">({t('versions.empty')})</p>;
    return (
        <p className="prose" lang="th">
            {pieces
                .filter((piece) => piece.kind === 'same' || piece.kind === (mine ? 'added' : 'removed'))
                .map((piece, position) => (piece.kind === 'same' ? <span key={position}>{piece.text}</span> : <mark key={position}>{piece.text}</mark>))}
        </p>
    );
}

export function StaleDialog({ question }: { question: Question }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { index } = useEditor();
    const [choices, setChoices] = useState<Choices>(() => Object.fromEntries(question.members.map((member) => [member, 'mine' as Choice])));
    const label = (member: string) => (`field.${member}` in th ? t(`field.${member}` as TextKey) : member);
    const title = index.get(question.element)?.title;
    return (
        <Dialog wide fast title={t('conflict.title')} yes={t('conflict.save')} perform={() => question.answer(choices)} close={() => question.answer(null)}>
            {title && <p className="dialog-subject" lang="th">{format.digits(title)}</p>}
            <p className="quiet">{t('conflict.lead')}</p>
            {question.members.map((member) => (
                <fieldset key={member} className="conflict">
                    <legend>{label(member)}</legend>
                    {(['mine', 'theirs'] as const).map((side) => (
                        <label key={side} className={choices[member] === side ? 'side chosen' : 'side'}>
                            <span className="side-name">
                                <input type="radio" name={`conflict-${member}`} checked={choices[member] === side} onChange={() => setChoices({ ...choices, [member]: side })} />{' '}
                                {t(`conflict.${side}`)}
                            </span>
                            <Side
                                member={member}
                                value={side === 'mine' ? question.patch[member] : question.current[member]}
                                other={side === 'mine' ? question.current[member] : question.patch[member]}
                                mine={side === 'mine'}
                            />
                        </label>
                    ))}
                </fieldset>
            ))}
        </Dialog>
    );
}
