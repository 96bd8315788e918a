// A report is printed and handed in as evidence in one act, and taken back as easily.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loading, Trouble } from '../../components/page';
import { request } from '../../lib/api';
import { usePlan } from '../../lib/queries';
import { useFormat } from '../../lib/settings';
import type { Id, Indicator } from '../../lib/types';
import { useYear, yearKeys } from '../../lib/year';
import type { Choice } from './requests';

interface Wanted {
    plan: Id;
    book: string;
    /** What the report is called on this page. */
    title: string;
    choice: Choice;
    day: string | null;
    /** Evidence item or indicator, and level, that are chosen to begin with. */
    element: Id | null;
    level: string | null;
}

const kForms = ['pdf', 'docx', 'html', 'txt'] as const;
const path = encodeURIComponent;
const parts = (indicator: Indicator): Indicator[] => [indicator, ...(indicator.sub_indicators ?? [])];

function Form({ indicators, on, ...wanted }: Wanted & { indicators: Indicator[]; on: string }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const client = useQueryClient();
    const begin = indicators.find((one) => one.id === wanted.element || one.evidence?.some((item) => item.id === wanted.element)) ?? indicators[0]!;
    const [chosen, setChosen] = useState(begin.id);
    const indicator = indicators.find((one) => one.id === chosen) ?? begin;
    const items = indicator.evidence ?? [];
    const [item, setItem] = useState(wanted.element ?? begin.evidence?.[0]?.id ?? begin.id);
    const [level, setLevel] = useState(wanted.level ?? '');
    const [form, setForm] = useState<(typeof kForms)[number]>('pdf');
    const [title, setTitle] = useState(wanted.title);
    const levels = [...new Set((indicator.scoring_criteria ?? []).map((one) => String(one.level)))].sort((a, b) => Number(b) - Number(a));
    const renew = () => client.invalidateQueries({ queryKey: yearKeys.all(wanted.plan) });
    const keep = useMutation({
        mutationFn: () =>
            request<{ fact: Id }>(`/plans/${path(wanted.plan)}/filed-books?as_of=${path(on)}`, {
                method: 'POST',
                body: { book: wanted.book, format: form, template: wanted.choice, element: item, on, title, ...(level === '' ? {} : { level: Number(level) }) },
            }),
        onSuccess: renew,
    });
    const withdraw = useMutation({ mutationFn: (fact: Id) => request(`/plans/${path(wanted.plan)}/facts/${path(fact)}`, { method: 'DELETE' }), onSuccess: renew });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        withdraw.reset();
        keep.mutate();
    };
    const choose = (next: Id) => {
        setChosen(next);
        setItem(indicators.find((one) => one.id === next)?.evidence?.[0]?.id ?? next);
        setLevel('');
    };
    const fact = keep.data?.fact;
    if (fact !== undefined) {
        return (
            <div className="filed">
                <p role="status">{withdraw.isSuccess ? `○ ${t('file.undone')}` : `✓ ${t('file.done')}`}</p>
                {withdraw.isError && <Trouble error={withdraw.error} />}
                <p className="choices">
                    {!withdraw.isSuccess && <button type="button" className="simple" disabled={withdraw.isPending} onClick={() => withdraw.mutate(fact)}>{t('file.undo')}</button>}
                    {withdraw.isSuccess && <button type="button" className="simple" onClick={() => keep.reset()}>{t('file.open')}</button>}
                    <Link to={`/scores?indicator=${path(indicator.id)}`}>{t('file.see')}</Link>
                </p>
            </div>
        );
    }
    return (
        <form className="record-form" onSubmit={submit}>
            <p className="quiet">{t('file.lead')} {t('file.on', { day: format.date(on) })}</p>
            <div className="field-box">
                <label htmlFor={`${id}-indicator`}>{t('file.indicator')}</label>
                <select id={`${id}-indicator`} className="boxed" value={indicator.id} lang="th" onChange={(event) => choose(event.target.value)}>
                    {indicators.map((one) => <option key={one.id} value={one.id} lang="th">{one.number ? `${format.digits(one.number)} ` : ''}{one.name}</option>)}
                </select>
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-item`}>{t('file.item')}</label>
                <select id={`${id}-item`} className="boxed" value={item} onChange={(event) => setItem(event.target.value)}>
                    {items.map((one) => <option key={one.id} value={one.id} lang="th">{one.text}</option>)}
                    <option value={indicator.id}>{t('file.whole')}</option>
                </select>
            </div>
            {levels.length > 0 && (
                <div className="field-box">
                    <label htmlFor={`${id}-level`}>{t('file.level')}</label>
                    <select id={`${id}-level`} className="boxed" value={level} onChange={(event) => setLevel(event.target.value)}>
                        <option value="">{t('file.any_level')}</option>
                        {levels.map((one) => <option key={one} value={one}>{format.digits(one)}</option>)}
                    </select>
                </div>
            )}
            <div className="field-box">
                <label htmlFor={`${id}-form`}>{t('file.form')}</label>
                <select id={`${id}-form`} className="boxed" value={form} onChange={(event) => setForm(event.target.value as (typeof kForms)[number])}>
                    {kForms.map((one) => <option key={one} value={one}>{t(`documents.form.${one}`)}</option>)}
                </select>
            </div>
            <div className="field-box">
                <label htmlFor={`${id}-title`}>{t('file.title')}</label>
                <input id={`${id}-title`} className="field boxed" lang="th" required maxLength={1000} value={title} onChange={(event) => setTitle(event.target.value)} />
            </div>
            {keep.isError && <Trouble error={keep.error} />}
            <button type="submit" className="simple" disabled={keep.isPending}>{t(keep.isPending ? 'file.doing' : 'file.do')}</button>
        </form>
    );
}

export function FileEvidence(wanted: Wanted) {
    const { t } = useTranslation();
    const [open, setOpen] = useState(wanted.element !== null);
    const view = usePlan(open ? wanted.plan : undefined);
    const year = useYear(open ? wanted.plan : undefined, wanted.day);
    const indicators = (view.data?.content.indicators ?? []).flatMap(parts);
    const failed = view.error ?? year.error;
    // Who came for it sees it, however long the page above is.
    const section = useRef<HTMLElement>(null);
    const wantedHere = wanted.element !== null && view.data !== undefined && year.data !== undefined;
    useEffect(() => {
        if (wantedHere) section.current?.scrollIntoView({ block: 'start' });
    }, [wantedHere]);
    return (
        <section ref={section} className="part file-evidence" aria-labelledby="file-evidence">
            <h2 id="file-evidence">{t('file.open')}</h2>
            {!open && <button type="button" className="simple" aria-expanded={false} onClick={() => setOpen(true)}>{t('file.open')}</button>}
            {open && failed && <Trouble error={failed} retry={() => { void view.refetch(); void year.refetch(); }} />}
            {open && !failed && (!view.data || !year.data) && <Loading />}
            {open && view.data && year.data && (indicators.length === 0 ? <p className="quiet">○ {t('file.no_indicator')}</p> : <Form {...wanted} indicators={indicators} on={year.data.as_of} />)}
        </section>
    );
}
