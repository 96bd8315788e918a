// The plan of the year after: what would be carried, what stays behind and why, gone through before it is made.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { SideDrawer } from '../../components/drawer';
import { Loading, Trouble } from '../../components/page';
import { request } from '../../lib/api';
import { keys } from '../../lib/queries';
import { useFormat } from '../../lib/settings';
import type { Id, PlanSummary, Texts } from '../../lib/types';

const kActions = ['to_review', 'carried', 'left_out', 'filled', 'changed', 'cleared'] as const;

interface Note {
    element: Id;
    kind: string;
    title: string;
    action: (typeof kActions)[number];
    reason: string;
    message: Texts;
    before?: string;
    after?: string;
}

interface NextYear {
    plan: { id: Id; title: Texts; fiscal_year: number };
    as_of: string;
    counts: Record<string, number>;
    notes: Note[];
}

/** Whether a project goes on is for people to decide. */
const isChoice = (note: Note) => note.kind === 'project' && (note.action === 'carried' || note.action === 'left_out');

function Notes({ notes, open }: { notes: Note[]; open: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <details className="card-box" open={open}>
            <summary>{t(`next_year.${notes[0]?.action ?? 'carried'}`)} ({format.digits(notes.length)})</summary>
            <ul className="plain whatif-list">
                {notes.map((note, index) => (
                    <li key={index}>
                        <p lang="th">{note.title || note.element}</p>
                        <p className="quiet">
                            {format.text(note.message)}
                            {(note.before ?? note.after) && ` (${format.digits(note.before ?? '–')} → ${format.digits(note.after ?? '–')})`}
                        </p>
                    </li>
                ))}
            </ul>
        </details>
    );
}

export function NextYearDrawer({ plan, close }: { plan: PlanSummary; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const navigate = useNavigate();
    const [choice, setChoice] = useState<{ keep: Id[]; leave_out: Id[] }>({ keep: [], leave_out: [] });
    const path = `/plans/${encodeURIComponent(plan.id)}/next-year`;
    const draft = useQuery({
        queryKey: ['next-year', plan.id, choice],
        queryFn: () => request<NextYear>(`${path}/trial`, { method: 'POST', body: choice }),
        placeholderData: (before) => before,
    });
    const make = useMutation({
        mutationFn: () => request<NextYear>(path, { method: 'POST', body: choice }),
        onSuccess: async (made) => {
            await client.invalidateQueries({ queryKey: keys.plans(plan.agency) });
            await navigate(`/plans/${encodeURIComponent(made.plan.id)}`);
        },
    });
    const notes = draft.data?.notes ?? [];
    const listed = notes.filter(isChoice);
    const toggle = (note: Note) => {
        const without = (list: Id[]) => list.filter((one) => one !== note.element);
        if (note.action === 'carried') setChoice(choice.keep.includes(note.element) ? { ...choice, keep: without(choice.keep) } : { ...choice, leave_out: [...choice.leave_out, note.element] });
        else setChoice(choice.leave_out.includes(note.element) ? { ...choice, leave_out: without(choice.leave_out) } : { ...choice, keep: [...choice.keep, note.element] });
    };
    return (
        <SideDrawer title={t('next_year.title', { year: format.digits(plan.fiscal_year + 1) })} close={close}>
            <p className="quiet">{t('next_year.lead')}</p>
            {draft.isLoading && <Loading />}
            {draft.isError && <Trouble error={draft.error} retry={() => void draft.refetch()} />}
            {draft.data && (
                <>
                    <p role="status">{t('next_year.as_of', { day: format.fullDate(draft.data.as_of), id: draft.data.plan.id })}</p>
                    <fieldset className="card-box">
                        <legend>{t('next_year.projects')}</legend>
                        {listed.map((note) => (
                            <label key={note.element} className="next-year-choice">
                                <input type="checkbox" checked={note.action === 'carried'} disabled={draft.isFetching} onChange={() => toggle(note)} />
                                <span>
                                    <span lang="th">{note.title}</span> <span className="quiet">{format.text(note.message)}</span>
                                </span>
                            </label>
                        ))}
                    </fieldset>
                    {kActions.map((action) => {
                        const some = notes.filter((note) => note.action === action && !isChoice(note));
                        return some.length === 0 ? null : <Notes key={action} notes={some} open={action === 'to_review'} />;
                    })}
                    {make.isError && <Trouble error={make.error} />}
                    <button type="button" className="primary" disabled={make.isPending || draft.isFetching} onClick={() => make.mutate()}>{t('next_year.make')}</button>
                </>
            )}
        </SideDrawer>
    );
}
