// Both versions of what two people changed, side by side, with a choice for each member.
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '../lib/merge';
import { useFormat } from '../lib/settings';
import type { Choices, Stale } from '../lib/stale';
import { th, type TextKey } from '../lib/texts_th';
import { Dialog } from './dialog';
import { useEditor } from './editor';
import { SideChoice } from './side_choice';

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

export function StaleDialog({ question }: { question: Question }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { index } = useEditor();
    const [choices, setChoices] = useState<Choices>(() => Object.fromEntries(question.members.map((member) => [member, 'mine' as Choice])));
    const label = (member: string) => (`field.${member}` in th ? t(`field.${member}` as TextKey) : member);
    const title = index.get(question.element)?.title;
    return (
        <Dialog wide ignores_click_beside title={t('conflict.title')} yes={t('conflict.save')} perform={() => question.answer(choices)} close={() => question.answer(null)}>
            {title && <p className="dialog-subject" lang="th">{format.digits(title)}</p>}
            <p className="quiet">{t('conflict.lead')}</p>
            {question.members.map((member) => (
                <SideChoice
                    key={member}
                    group={`conflict-${member}`}
                    legend={label(member)}
                    field={member}
                    sides={[
                        { name: 'mine', label: t('conflict.mine'), value: question.patch[member] },
                        { name: 'theirs', label: t('conflict.theirs'), value: question.current[member] },
                    ]}
                    index={index}
                    chosen={choices[member] ?? 'mine'}
                    choose={(side) => setChoices({ ...choices, [member]: side })}
                />
            ))}
        </Dialog>
    );
}
