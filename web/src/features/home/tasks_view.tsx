// What must be done now, what of it is late, and what others did since the last visit.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StateMark } from '../../components/state_mark';
import { difference, toDraw } from '../../lib/exact';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import type { ChangeKind, HomeView } from './requests';
import { isReconciled, lateFirst, ownSteps, silentRegistries, silentSections } from './tasks';
import './tasks.css';

type Grade = 'urgent' | 'soon' | 'open';
const shapes: Record<Grade, string> = { urgent: '■', soon: '▲', open: '●' };

interface Task {
    key: string;
    grade: Grade;
    title: ReactNode;
    /** The title is the plan's own text. */
    more?: ReactNode;
    to: string;
}

const path = encodeURIComponent;

function useTasks(home: HomeView, plan: Id): Task[] {
    const { t } = useTranslation();
    const format = useFormat();
    const { year } = home;
    const names = new Map(year.organisations.map((item) => [item.id, item.name]));
    const month = format.month(year.as_of.slice(0, 7));
    const n = (count: number) => format.digits(count);
    const tasks: Task[] = [];
    for (const item of home.waiting) {
        tasks.push({
            key: `waiting ${item.kind} ${item.subject}`,
            grade: 'soon',
            title: t('mine.waiting', { kind: format.text(item.kind_name) }),
            more: (
                <>
                    <span lang="th">{item.title || item.subject}</span> · {format.text(item.state_name ?? undefined)}
                </>
            ),
            to: `/approvals?kind=${path(item.kind)}&subject=${path(item.subject)}`,
        });
    }
    const own = ownSteps(home);
    const silent = own.filter(({ step }) => step.not_reported).length;
    if (home.own_steps === null) {
        const sections = silentSections(home);
        if (sections.length > 0) {
            tasks.push({
                key: 'sections',
                grade: 'soon',
                title: t('mine.sections', { n: n(sections.length), month }),
                more: <span lang="th">{sections.slice(0, 4).map((item) => `${names.get(item.owner) ?? item.owner} (${n(item.steps)})`).join(' · ')}{sections.length > 4 ? ' …' : ''}</span>,
                to: '/progress',
            });
        }
    } else if (silent > 0) {
        tasks.push({ key: 'report', grade: 'soon', title: t('mine.report', { n: n(silent), month }), to: '/progress' });
    }
    const { ledger, findings, system } = home;
    if (ledger) {
        if (ledger.overdrafts > 0) tasks.push({ key: 'overdrafts', grade: 'urgent', title: t('mine.overdrafts', { n: n(ledger.overdrafts) }), to: '/budget' });
        if (ledger.failing > 0) tasks.push({ key: 'failing', grade: 'urgent', title: t('mine.failing', { n: n(ledger.failing) }), to: '/budget' });
        if (!isReconciled(home)) {
            const more = ledger.last_assertion ? t('mine.reconcile_last', { day: format.date(ledger.last_assertion) }) : t('mine.reconcile_never');
            tasks.push({ key: 'reconcile', grade: 'soon', title: t('mine.reconcile'), more, to: '/budget' });
        }
        const behind = difference(year.money.planned, year.money.disbursed);
        if (behind !== null && toDraw(behind) > 0) tasks.push({ key: 'behind', grade: 'open', title: t('mine.behind', { amount: format.money(behind) }), to: '/budget' });
    }
    const indicators = (ids: Id[]) => (
        <span lang="th">
            {year.indicators
                .filter((item) => ids.includes(item.id))
                .slice(0, 3)
                .map((item) => `${format.digits(item.number)} ${item.name}`)
                .join(' · ')}
            {ids.length > 3 ? ' …' : ''}
        </span>
    );
    if (home.to_judge.length > 0) tasks.push({ key: 'judge', grade: 'soon', title: t('mine.judge', { n: n(home.to_judge.length) }), more: indicators(home.to_judge), to: `/scores?indicator=${path(home.to_judge[0] ?? '')}` });
    if (home.to_assess.length > 0) tasks.push({ key: 'assess', grade: 'open', title: t('mine.assess', { n: n(home.to_assess.length) }), more: indicators(home.to_assess), to: `/scores?indicator=${path(home.to_assess[0] ?? '')}` });
    if (findings && findings.error > 0) {
        const more = findings.warning > 0 ? t('mine.findings_more', { n: n(findings.warning) }) : undefined;
        tasks.push({ key: 'findings', grade: 'urgent', title: t('mine.findings', { n: n(findings.error) }), more, to: `/plans/${path(plan)}/findings` });
    } else if (findings && findings.warning > 0) {
        tasks.push({ key: 'findings', grade: 'open', title: t('mine.warnings', { n: n(findings.warning) }), to: `/plans/${path(plan)}/findings` });
    }
    if (home.imports) tasks.push({ key: 'imports', grade: 'soon', title: t('mine.imports', { n: n(home.imports) }), to: '/plans' });
    const registries = silentRegistries(home);
    if (registries.length > 0) {
        tasks.push({
            key: 'registries',
            grade: 'open',
            title: t('mine.registries', { n: n(registries.length) }),
            more: `${registries.slice(0, 4).map((item) => format.text(item.title)).join(' · ')}${registries.length > 4 ? ' …' : ''}`,
            to: `/data?dataset=${path(registries[0]?.id ?? '')}`,
        });
    }
    if (system) {
        const missing = system.roles_without_anybody;
        if (missing.length > 0) tasks.push({ key: 'roles', grade: 'soon', title: t('mine.roles', { names: missing.map((item) => format.text(item.name)).join(' · ') }), more: t('mine.roles_why'), to: '/admin?person=new' });
        if (system.messages_given_up > 0) tasks.push({ key: 'messages', grade: 'urgent', title: t('mine.messages', { n: n(system.messages_given_up) }), more: t('mine.messages_why'), to: '/admin' });
    }
    const order: Grade[] = ['urgent', 'soon', 'open'];
    return tasks.sort((a, b) => order.indexOf(a.grade) - order.indexOf(b.grade));
}

export function Mine({ home, plan }: { home: HomeView; plan: Id }) {
    const { t } = useTranslation();
    const format = useFormat();
    const tasks = useTasks(home, plan);
    return (
        <section className="part mine" aria-labelledby="mine">
            <h2 id="mine">{t('mine.title')}</h2>
            {tasks.length === 0 ? (
                <div className="mine-none">
                    <p>✓ {t('mine.none')}</p>
                    <p className="quiet">{home.system ? t('mine.people', { n: format.digits(home.system.people) }) : t('mine.none_why')}</p>
                </div>
            ) : (
                <ul className="plain tasks">
                    {tasks.map((task) => (
                        <li key={task.key} className={`task ${task.grade}`}>
                            <span className="task-mark" aria-hidden="true">{shapes[task.grade]}</span>
                            <div>
                                <Link to={task.to}>{task.title}</Link>
                                {task.more && <p className="quiet task-more">{task.more}</p>}
                            </div>
                        </li>
                    ))}
                </ul>
            )}
        </section>
    );
}

const kShown = 8;

/** One's own steps that are late; of who has none, the agency's. */
export function Late({ home }: { home: HomeView }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { year } = home;
    const names = new Map(year.organisations.map((item) => [item.id, item.name]));
    const mine = home.own_steps !== null && home.own_steps.length > 0;
    const late = lateFirst(ownSteps(mine ? home : { ...home, own_steps: null }));
    return (
        <section className="part" aria-labelledby="late">
            <h2 id="late">{t(mine ? 'late.mine' : 'late.title')}</h2>
            {late.length === 0 ? (
                <p className="quiet">✓ {t('late.none')}</p>
            ) : (
                <>
                    <ul className="to-do plain">
                        {late.slice(0, kShown).map(({ schedule, step }) => (
                            <li key={step.id}>
                                <p lang="th">{step.name}</p>
                                <p className="quiet">
                                    <StateMark state="late" /> {t('late.days', { days: format.digits(step.days_late) })} · <span lang="th">{schedule.owners.map((owner) => names.get(owner) ?? owner).join(', ')}</span>
                                </p>
                            </li>
                        ))}
                    </ul>
                    {late.length > kShown && <p><Link to="/steps?state=late">{t('late.all', { n: format.digits(late.length) })}</Link></p>}
                </>
            )}
        </section>
    );
}

const places: Record<Exclude<ChangeKind, 'plan'>, string> = {
    decision: '/approvals',
    progress: '/progress',
    posting: '/budget',
    record: '/data',
    evidence: '/progress',
    assessment: '/scores',
    event: '/steps',
};

export function Changes({ home, plan }: { home: HomeView; plan: Id }) {
    const { t } = useTranslation();
    const format = useFormat();
    const shown = home.since === null ? home.changes.slice(0, kShown) : home.changes;
    return (
        <section className="part" aria-labelledby="changes">
            <h2 id="changes">{t(home.since === null ? 'changes.latest' : 'changes.since')}</h2>
            {home.since !== null && (
                <p className="quiet">
                    {t('changes.from', { at: format.date(home.since) })}
                </p>
            )}
            {shown.length === 0 ? (
                <p className="quiet">{t(home.since === null ? 'changes.none_ever' : 'changes.none')}</p>
            ) : (
                <ul className="plain happened">
                    {shown.map((change, index) => (
                        <li key={`${change.kind} ${change.at} ${index}`}>
                            <p>
                                <Link to={change.kind === 'plan' ? `/plans/${path(plan)}/versions` : places[change.kind]}>
                                    {t(change.kind === 'plan' && change.count === 0 ? 'changes.plan_new' : `changes.${change.kind}`, { n: format.digits(change.count), state: format.text(change.state_name ?? undefined) })}
                                </Link>
                                {change.names.length > 0 && <> <span lang="th">{change.names.join(' · ')}{change.count > change.names.length && change.kind !== 'record' ? ' …' : ''}</span></>}
                            </p>
                            <p className="quiet">
                                <time dateTime={change.at} title={format.fullDate(change.at)}>{format.date(change.at)}</time>
                                {change.by_name && <> · <span lang="th">{change.by_name}</span></>}
                            </p>
                        </li>
                    ))}
                </ul>
            )}
            {home.more_changes && <p><Link to={`/plans/${path(plan)}/versions`}>{t('changes.more')}</Link></p>}
        </section>
    );
}
