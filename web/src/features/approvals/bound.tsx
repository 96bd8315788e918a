// What a request or a submission is bound to: its kind, the project or step, and the organisations that it was assigned to.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePlan } from '../../lib/queries';
import { useFormat } from '../../lib/settings';
import type { Id, Texts } from '../../lib/types';
import { useYearPlan } from '../../lib/year';

/** What is sent of it with a step. */
export interface Bound {
    type?: string;
    about?: { plan: Id; element?: Id };
    units?: Id[];
    unit?: Id;
}

interface Item {
    types?: { id: string; name: Texts }[];
    type_name?: Texts;
    about?: { plan: Id; element?: Id };
    units?: { unit: Id; answered: boolean }[];
}

interface FieldsProps {
    item: Item;
    action: { by_each_unit?: boolean; assigns_units?: boolean };
    bound: Bound;
    set: (bound: Bound) => void;
}

/** The name of an organisation of the year's plan. */
export function OrganisationName({ id }: { id: Id }) {
    const { plan } = useYearPlan();
    const content = usePlan(plan?.id).data?.content;
    return <span lang="th">{content?.organisations?.find((one) => one.id === id)?.name ?? id}</span>;
}

export function BoundFields({ item, action, bound, set }: FieldsProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const { plan } = useYearPlan();
    const content = usePlan(plan?.id).data?.content;
    const open = (item.units ?? []).filter((one) => !one.answered);
    const organisations = (content?.organisations ?? []).filter((one) => one.kind === 'section' || one.kind === 'external');
    const toggle = (unit: Id, has: boolean) => {
        const units = [...(bound.units ?? []).filter((one) => one !== unit), ...(has ? [unit] : [])];
        set({ ...bound, units: units.length > 0 ? units : undefined });
    };
    return (
        <>
            {item.types && (
                <div className="field-box">
                    <label htmlFor={`${id}-type`}>{t('approvals.type')} {t('approvals.optional')}</label>
                    <select id={`${id}-type`} className="plain-input" value={bound.type ?? ''} onChange={(event) => set({ ...bound, type: event.target.value || undefined })}>
                        <option value="">–</option>
                        {item.types.map((one) => <option key={one.id} value={one.id}>{format.text(one.name)}</option>)}
                    </select>
                </div>
            )}
            {item.types && plan && content && (
                <div className="field-box">
                    <label htmlFor={`${id}-about`}>{t('approvals.about')} {t('approvals.optional')}</label>
                    <select id={`${id}-about`} className="plain-input" value={bound.about?.element ?? ''} onChange={(event) => set({ ...bound, about: event.target.value ? { plan: plan.id, element: event.target.value } : undefined })}>
                        <option value="">–</option>
                        {(content.projects ?? []).map((one) => <option key={one.id} value={one.id} lang="th">{one.name}</option>)}
                        {(content.schedules ?? []).flatMap((schedule) => (schedule.steps ?? []).map((step) => <option key={step.id} value={step.id} lang="th">{format.digits(step.number ?? '')} {step.text}</option>))}
                    </select>
                </div>
            )}
            {action.assigns_units && organisations.length > 0 && (
                <fieldset className="checks">
                    <legend>{t('approvals.units')} {t('approvals.optional')}</legend>
                    {organisations.map((one) => (
                        <label key={one.id} className="check">
                            <input type="checkbox" checked={bound.units?.includes(one.id) ?? false} onChange={(event) => toggle(one.id, event.target.checked)} /> <span lang="th">{one.name}</span>
                        </label>
                    ))}
                </fieldset>
            )}
            {action.by_each_unit && open.length > 0 && (
                <div className="field-box">
                    <label htmlFor={`${id}-unit`}>{t('approvals.unit')}</label>
                    <select id={`${id}-unit`} className="plain-input" required value={bound.unit ?? ''} onChange={(event) => set({ ...bound, unit: event.target.value || undefined })}>
                        <option value="">–</option>
                        {open.map(({ unit }) => <option key={unit} value={unit} lang="th">{content?.organisations?.find((one) => one.id === unit)?.name ?? unit}</option>)}
                    </select>
                </div>
            )}
        </>
    );
}

export function BoundTo({ item }: { item: Item }) {
    const { t } = useTranslation();
    const format = useFormat();
    const content = usePlan(item.about?.plan).data?.content;
    const element = item.about?.element;
    const title = content?.projects?.find((one) => one.id === element)?.name ?? content?.schedules?.flatMap((one) => one.steps ?? []).find((one) => one.id === element)?.text ?? element ?? item.about?.plan;
    if (!item.type_name && !item.about && !item.units) return null;
    return (
        <>
            {(item.type_name ?? item.about) && (
                <p>
                    {format.text(item.type_name)}
                    {item.about && <>{item.type_name && ' · '}<Link to={`/plans/${encodeURIComponent(item.about.plan)}${element ? `?element=${encodeURIComponent(element)}` : ''}`} lang="th">{title}</Link></>}
                </p>
            )}
            {item.units && (
                <ul className="plain">
                    {item.units.map(({ unit, answered }) => (
                        <li key={unit}><span aria-hidden="true">{answered ? '✓ ' : '◷ '}</span><OrganisationName id={unit} /> <span className="quiet">{t(answered ? 'approvals.unit_answered' : 'approvals.unit_waits')}</span></li>
                    ))}
                </ul>
            )}
        </>
    );
}
