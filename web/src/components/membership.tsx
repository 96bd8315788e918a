// Adding to the plan and removing from it: a small question each, then the element's own page.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { problemTexts } from '../lib/api';
import type { Patch } from '../lib/merge';
import type { Group } from '../lib/plan_tree';
import { say } from '../lib/say';
import { useFormat } from '../lib/settings';
import type { TextKey } from '../lib/texts_th';
import type { Id } from '../lib/types';
import { ConfirmDialog } from './confirm_dialog';
import { Dialog } from './dialog';
import { useEditor } from './editor';
import { Icon } from './icons';

interface Kind {
    kind: string;
    /** The member that a new one has to have. */
    member: string;
    label: TextKey;
}

/** What can be added by its name alone, by the heading under which it stands. */
export const addable: Partial<Record<Group, Kind>> = {
    mission: { kind: 'mission', member: 'title', label: 'field.title' },
    project: { kind: 'project', member: 'name', label: 'field.name' },
    indicator: { kind: 'indicator', member: 'name', label: 'field.name' },
    measure: { kind: 'measure', member: 'title', label: 'field.title' },
    mission_statement: { kind: 'mission_statement', member: 'text', label: 'field.text' },
    term: { kind: 'glossary_term', member: 'term', label: 'field.term' },
    narrative: { kind: 'narrative', member: 'text', label: 'field.text' },
    organisation: { kind: 'organisation', member: 'name', label: 'field.name' },
    activity: { kind: 'activity', member: 'name', label: 'field.name' },
};

interface AddProps {
    kind: Kind;
    /** What the button says; `spoken` is its whole name where that is short. */
    text: string;
    spoken?: string;
    owner?: Id;
    /** Further members of the new one. */
    members?: Patch;
    /** Goes to the new element's page afterwards. */
    opens?: boolean;
}

export function AddButton({ kind, text, spoken, owner, members, opens = false }: AddProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const navigate = useNavigate();
    const [open, setOpen] = useState(false);
    const [busy, setBusy] = useState(false);
    const [typed, setTyped] = useState('');
    const [problem, setProblem] = useState('');
    const field = useId();
    if (!editor.add) return null;
    const perform = async () => {
        setBusy(true);
        setProblem('');
        try {
            const id = await editor.add?.(kind.kind, { ...members, [kind.member]: typed.trim() }, owner);
            setOpen(false);
            setTyped('');
            say('done', t('add.done'));
            if (opens && id) void navigate(editor.addressOf(id));
        } catch (error) {
            const { title, detail } = problemTexts(error);
            setProblem(`${format.text(title)} ${format.text(detail)}`.trim());
        } finally {
            setBusy(false);
        }
    };
    return (
        <>
            <button type="button" className="add" aria-label={spoken} onClick={() => setOpen(true)}>
                <Icon name="plus" /> <span>{text}</span>
            </button>
            {open && (
                <Dialog title={spoken ?? text} yes={t('add.button')} disabled={typed.trim() === ''} busy={busy} problem={problem} perform={() => void perform()} close={() => setOpen(false)}>
                    <p className="quiet">{t('add.explain')}</p>
                    <label htmlFor={field}>{t(kind.label)}</label>
                    <textarea id={field} className="field boxed" rows={2} value={typed} onChange={(event) => setTyped(event.target.value)} />
                </Dialog>
            )}
        </>
    );
}

export function RemoveButton({ element, title, small = false, leaves = false }: { element: Id; title: string; small?: boolean; leaves?: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const navigate = useNavigate();
    const [asking, setAsking] = useState(false);
    if (!editor.remove) return null;
    const perform = async () => {
        try {
            await editor.remove?.(element);
            say('done', t('remove.done'));
            if (leaves) void navigate(editor.addressOf(editor.plan.id));
        } catch (error) {
            const problem = problemTexts(error);
            say('trouble', `${format.text(problem.title)} ${format.text(problem.detail)}`.trim());
        }
    };
    return (
        <>
            {small ? (
                <button type="button" className="tool remove" aria-label={t('remove.one', { title })} title={t('remove.one', { title })} onClick={() => setAsking(true)}>
                    <Icon name="bin" />
                </button>
            ) : (
                <button type="button" className="tool with-icon" onClick={() => setAsking(true)}>
                    <Icon name="bin" /> <span>{t('remove.button')}</span>
                </button>
            )}
            {asking && (
                <ConfirmDialog open title={t('remove.ask')} yes={t('remove.yes')} perform={perform} close={() => setAsking(false)}>
                    <p className="dialog-subject" lang="th">{title}</p>
                    <p>{t('remove.explain')}</p>
                </ConfirmDialog>
            )}
        </>
    );
}
