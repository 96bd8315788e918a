// What an indicator's value was counted from: in words, and down to each record, step, file and posting.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { kApi } from '../../lib/api';
import { readable } from '../../lib/exact';
import { useDatasets, useRecords } from '../../lib/records';
import { useFormat } from '../../lib/settings';
import type { Id, PlanContent } from '../../lib/types';
import type { QueryNames } from '../../lib/use_query_names';
import type { DerivedIndicator, DerivedQuery } from '../../lib/year';

type Part = NonNullable<DerivedQuery['parts']>[number];
type Leaf = NonNullable<Part['leaves']>[number];

interface LeavesProps {
    plan: Id;
    content: PlanContent | undefined;
    day: string | null;
    part: Part;
}

const path = encodeURIComponent;

/** Records are known by the fact that says them; the link opens the record. */
function Records({ plan, day, part }: LeavesProps) {
    const records = useRecords(plan, part.of, day).data?.records ?? [];
    const recordOf = new Map(records.map((one) => [one.fact, one.record]));
    return (part.leaves ?? []).map((leaf, row) => {
        const record = recordOf.get(leaf.fact);
        return (
            <li key={`${leaf.fact} ${row}`} lang="th">
                {record === undefined ? (leaf.key ?? leaf.fact) : <Link to={`/data?dataset=${path(part.of)}&record=${path(record)}`}>{leaf.key ?? record}</Link>}
            </li>
        );
    });
}

function Other({ plan, content, part }: LeavesProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const steps = new Map((content?.schedules ?? []).flatMap((schedule) => (schedule.steps ?? []).map((step) => [step.id, step.text ?? step.id] as const)));
    const shown = (leaf: Leaf) => {
        const step = leaf.key === undefined ? undefined : steps.get(leaf.key);
        if (part.of === 'steps' && step !== undefined) return <Link to={`/steps?text=${path(step)}`} lang="th">{step}</Link>;
        if (part.of === 'evidence') return <a href={`${kApi}/plans/${path(plan)}/evidence/${path(leaf.fact)}/file`} download>{t('derived.file')} <code>{leaf.fact}</code></a>;
        if (leaf.amount !== undefined) return <><Link to="/budget"><code>{leaf.fact}</code></Link> {format.money(String(leaf.amount))}</>;
        return <><code>{leaf.fact}</code> {leaf.key !== leaf.fact && <span lang="th">{leaf.key}</span>}</>;
    };
    return (part.leaves ?? []).map((leaf, row) => <li key={`${leaf.fact} ${row}`}>{shown(leaf)}</li>);
}

/** `alone`: the heading above says the name and the value already. */
function PartOf({ name, alone, ...props }: LeavesProps & { name: ReactNode; alone: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { part } = props;
    const [open, setOpen] = useState(false);
    const known = useDatasets().data?.items.some((one) => one.id === part.of);
    const is_money = part.of.startsWith('ledger.');
    const value = readable(part.value);
    return (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>
                {!alone && <>{name} = {(is_money && format.money(value)) || format.digits(value || '–')} · </>}
                {t('scores.rows', { n: format.digits((part.leaves ?? []).length) })}
            </summary>
            {open && <ul className="plain leaves">{known ? <Records {...props} /> : <Other {...props} />}</ul>}
        </details>
    );
}

export function DerivedQueries({ indicator, queries, ...where }: Omit<LeavesProps, 'part'> & { indicator: DerivedIndicator; queries: QueryNames }) {
    const format = useFormat();
    return (
        <>
            {(indicator.queries ?? []).map((query) => (
                <section key={query.name}>
                    <h3 title={query.name}>
                        {queries.of(indicator.id, query.name)} = {format.digits(readable(query.value) || '–')}
                    </h3>
                    {(query.problem_texts ?? []).map((problem) => (
                        <p key={problem.en} className="warning-note">▲ {format.text(problem)}</p>
                    ))}
                    {(query.parts ?? []).map((part, index) => <PartOf key={`${part.fn} ${part.of} ${index}`} {...where} part={part} name={queries.part(indicator.id, query.name, index)} alone={query.parts?.length === 1 && readable(part.value) === readable(query.value)} />)}
                </section>
            ))}
        </>
    );
}
