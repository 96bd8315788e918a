// Begins something that has to be decided: which workflow, and what it is about.
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { offeredOrganisations } from '../../lib/offered_organisations';
import { usePlan } from '../../lib/queries';
import { useMe } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { PlanSummary, Texts } from '../../lib/types';
import { useYear } from '../../lib/year';

/** What one may begin. */
export interface Kind {
    kind: string;
    name: Texts;
    /** What its id is made of, as `plan month`. */
    subject: string;
}

export interface Beginning {
    kind: string;
    subject: string;
    title: string;
}

function monthsOf(first: string): string[] {
    const [year = 0, month = 0] = first.split('-').map(Number);
    return Array.from({ length: 12 }, (_, n) => {
        const index = month - 1 + n;
        return `${year + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    });
}

/** An id that nobody else has, in the letters of ids. */
const freshId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export function Begin({ kinds, plan, open }: { kinds: readonly Kind[]; plan: PlanSummary | undefined; open: (beginning: Beginning) => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const [chosen, setChosen] = useState('');
    const [parts, setParts] = useState<Record<string, string>>({});
    const kind = kinds.find((one) => one.kind === chosen);
    const words = kind?.subject.split(' ') ?? [];
    // Months and organisations are the year's.
    const year = useYear(words.includes('month') || words.includes('organisation') ? plan?.id : undefined, null).data;
    const content = usePlan(words.includes('organisation') ? plan?.id : undefined).data?.content;
    const me = useMe();
    const units = (me?.duties ?? []).flatMap((duty) => (duty.agency === plan?.agency && duty.unit ? [duty.unit] : []));
    const { organisations, own } = offeredOrganisations(content?.organisations ?? [], (year?.reported ?? []).map((one) => one.owner), units);
    const organisation = parts.organisation ?? own;
    const usable = kinds.filter((one) => plan !== undefined || !one.subject.split(' ').includes('plan'));
    if (usable.length === 0) return null;
    const months = year ? monthsOf(year.first_day.slice(0, 7)) : [];
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (!kind) return;
        const subject = words
            .map((word) => {
                if (word === 'plan') return plan?.id ?? '';
                if (word === 'month') return parts.month ?? months[0] ?? '';
                if (word === 'organisation') return organisation;
                if (word === 'round') return parts.round ?? '1';
                return freshId();
            })
            .join('.');
        const named = [
            words.includes('month') && format.month(parts.month ?? months[0] ?? ''),
            words.includes('round') && t('approvals.round_of', { number: format.digits(parts.round ?? '1') }),
            words.includes('organisation') && (organisations.find((one) => one.id === organisation)?.name ?? ''),
        ].filter((text): text is string => typeof text === 'string' && text !== '');
        const about = named.length > 0 ? `${kind.name.th} ${named.join(' ')}` : plan ? format.text(plan.title) : kind.name.th;
        open({ kind: kind.kind, subject, title: parts.title?.trim() || about });
        setChosen('');
        setParts({});
    };
    return (
        <form className="begin" onSubmit={submit}>
            <div className="field-box">
                <label htmlFor={`${id}-kind`}>{t('approvals.begin')}</label>
                <select id={`${id}-kind`} className="plain-input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
                    <option value="">{t('approvals.choose_kind')}</option>
                    {usable.map((one) => (
                        <option key={one.kind} value={one.kind}>
                            {format.text(one.name)}
                        </option>
                    ))}
                </select>
            </div>
            {words.includes('month') && (
                <div className="field-box">
                    <label htmlFor={`${id}-month`}>{t('progress.month')}</label>
                    <select id={`${id}-month`} className="plain-input" value={parts.month ?? months[0]} onChange={(event) => setParts({ ...parts, month: event.target.value })}>
                        {months.map((month) => (
                            <option key={month} value={month}>
                                {format.month(month)}
                            </option>
                        ))}
                    </select>
                </div>
            )}
            {words.includes('organisation') && (
                <div className="field-box">
                    <label htmlFor={`${id}-organisation`}>{t('timeline.owner')}</label>
                    <select id={`${id}-organisation`} className="plain-input" required value={organisation} onChange={(event) => setParts({ ...parts, organisation: event.target.value })}>
                        {own === '' && <option value="">{t('approvals.choose_organisation')}</option>}
                        {organisations.map((one) => (
                            <option key={one.id} value={one.id} lang="th">
                                {one.name}
                            </option>
                        ))}
                    </select>
                </div>
            )}
            {words.includes('round') && (
                <div className="field-box">
                    <label htmlFor={`${id}-round`}>{t('approvals.round')}</label>
                    <select id={`${id}-round`} className="plain-input" value={parts.round ?? '1'} onChange={(event) => setParts({ ...parts, round: event.target.value })}>
                        {['1', '2', '3', '4'].map((round) => (
                            <option key={round} value={round}>
                                {format.digits(round)}
                            </option>
                        ))}
                    </select>
                </div>
            )}
            {kind && !words.includes('plan') && (
                <div className="field-box">
                    <label htmlFor={`${id}-title`}>{t('approvals.title')}</label>
                    <input id={`${id}-title`} className="plain-input" required maxLength={400} value={parts.title ?? ''} onChange={(event) => setParts({ ...parts, title: event.target.value })} />
                </div>
            )}
            {kind && (
                <button type="submit" className="simple">
                    {t('approvals.open_new')}
                </button>
            )}
        </form>
    );
}
