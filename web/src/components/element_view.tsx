// One element of the plan as a page or a card: its members to read and edit, what hangs on it, what was found about it.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemTexts } from '../lib/api';
import type { Json } from '../lib/merge';
import { sumMoney } from '../lib/money';
import { toggleMonth } from '../lib/months';
import { ownersText, parseOwners } from '../lib/owners';
import { kSwotPage, referenceId, referenceText } from '../lib/plan_tree';
import { useFormat } from '../lib/settings';
import type { TextKey } from '../lib/texts_th';
import type { Id, Indicator, Link as PlanLink, Mission, Project, Reference, Schedule, Step, Target } from '../lib/types';
import { useEditor } from './editor';
import { OwnFindings, ReferenceLink } from './element_parts';
import { Field } from './field';
import { Ladder } from './ladder';
import { AddButton, RemoveButton } from './membership';
import { MonthBars, MonthHeads } from './month_bars';
import { SwotView } from './swot_view';

function Section({ title, children }: { title: string; children: ReactNode }) {
    return (
        <section className="part">
            <h3>{title}</h3>
            {children}
        </section>
    );
}

function References({ title, items }: { title: string; items: readonly Reference[] | undefined }) {
    if (!items || items.length === 0) return null;
    return (
        <Section title={title}>
            <ul className="plain">
                {items.map((item) => (
                    <li key={referenceText(item)}>
                        <ReferenceLink reference={item} />
                    </li>
                ))}
            </ul>
        </Section>
    );
}

function Links({ links }: { links: readonly PlanLink[] | undefined }) {
    const { t } = useTranslation();
    return <References title={t('field.links')} items={links?.map((link) => link.node)} />;
}

function Owners({ element, lead, supporting }: { element: Id; lead?: Reference[]; supporting?: Reference[] }) {
    const { t } = useTranslation();
    const { plan } = useEditor();
    const row = (member: 'lead' | 'supporting', owners: Reference[] | undefined) => (
        <Field
            element={element}
            member={member}
            label={t(`field.${member}`)}
            hint={t('edit.owner_hint')}
            value={ownersText(owners, plan.organisations)}
            patch={(typed) => ({ [member]: typed === null ? null : (parseOwners(String(typed), plan.organisations) as Json) })}
        />
    );
    return (
        <>
            {row('lead', lead)}
            {row('supporting', supporting)}
        </>
    );
}

function TargetRow({ indicator, target, position }: { indicator: Indicator; target: Target; position: number }) {
    const { t } = useTranslation();
    const format = useFormat();
    const targets = indicator.targets ?? [];
    const comparison = target.comparison && ['at_least', 'at_most', 'exactly', 'increase'].includes(target.comparison) ? t(`comparison.${target.comparison}` as TextKey) : '';
    return (
        <div className="target-row">
            <span className="quiet">{comparison}</span>
            <Field
                element={indicator.id}
                member="targets"
                label={t('field.target_year', { year: format.digits(target.fiscal_year ?? '') })}
                kind="number"
                show_findings={false}
                value={target.value}
                patch={(value) => ({
                    targets: targets.map((other, at) => (at === position ? { ...other, value: value ?? undefined } : other)) as unknown as Json,
                })}
            />
            <span lang="th">{target.unit ?? indicator.unit}</span>
        </div>
    );
}

function IndicatorView({ indicator }: { indicator: Indicator }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    return (
        <>
            <Field element={indicator.id} member="name" label={t('field.name')} kind="prose" required value={indicator.name} />
            <div className="columns">
                <Field element={indicator.id} member="weight" label={t('field.weight')} kind="points" value={indicator.weight} />
                <Field element={indicator.id} member="unit" label={t('field.unit')} value={indicator.unit} />
            </div>
            <Section title={t('field.targets')}>
                {(indicator.targets ?? []).length === 0 && <p className="quiet">○ {t('plan.not_set')}</p>}
                {(indicator.targets ?? []).map((target, position) => (
                    <TargetRow key={`${target.fiscal_year ?? ''}-${position}`} indicator={indicator} target={target} position={position} />
                ))}
            </Section>
            {(indicator.scoring_criteria?.length ?? 0) > 0 && (
                <Section title={t('field.criteria')}>
                    <Ladder indicator={indicator} />
                </Section>
            )}
            <Field element={indicator.id} member="calculation_method" label={t('field.calculation_method')} kind="prose" value={indicator.calculation_method} />
            {((indicator.evidence?.length ?? 0) > 0 || editor.add) && (
                <Section title={t('field.evidence')}>
                    <ol className="plain">
                        {indicator.evidence?.map((evidence) => (
                            <li key={evidence.id} className="with-remove">
                                <Field element={evidence.id} member="text" label={`${t('field.evidence')} ${format.digits(evidence.number ?? '')}`} hidden_label kind="prose" required value={evidence.text} />
                                <RemoveButton element={evidence.id} title={evidence.text} small />
                            </li>
                        ))}
                    </ol>
                    <AddButton kind={{ kind: 'evidence_item', member: 'text', label: 'field.text' }} owner={indicator.id} text={t('add.evidence')} />
                </Section>
            )}
            <Owners element={indicator.id} lead={indicator.lead} supporting={indicator.supporting} />
            <References title={t('field.sub_indicators')} items={indicator.sub_indicators?.map((sub) => sub.id)} />
            <References title={t('field.projects')} items={indicator.projects} />
            <References title={t('field.definitions')} items={indicator.definitions} />
            <Links links={indicator.links} />
        </>
    );
}

function ProjectView({ project }: { project: Project }) {
    const { t } = useTranslation();
    const { plan } = useEditor();
    const schedules = (plan.schedules ?? []).filter((schedule) => referenceId(schedule.project) === project.id);
    const missions = (plan.missions ?? []).filter((mission) => mission.projects?.some((reference) => referenceId(reference) === project.id));
    return (
        <>
            <Field element={project.id} member="name" label={t('field.name')} kind="prose" required value={project.name} />
            <div className="columns">
                <Field element={project.id} member="budget" label={t('field.budget')} kind="money" value={project.budget} hint={project.no_budget ? t('field.no_budget') : undefined} />
                <Field element={project.id} member="number" label={t('field.number')} value={project.number} />
            </div>
            <Owners element={project.id} lead={project.lead} supporting={project.supporting} />
            {project.write_up?.rationale && <Section title={t('field.rationale')}><p className="prose" lang="th">{project.write_up.rationale}</p></Section>}
            <References title={t('field.missions')} items={missions.map((mission) => mission.id)} />
            {schedules.map((schedule) => (
                <Section key={schedule.id} title={t('field.steps')}>
                    <ScheduleView schedule={schedule} />
                </Section>
            ))}
            <Links links={project.links} />
        </>
    );
}

function MissionView({ mission }: { mission: Mission }) {
    const { t } = useTranslation();
    return (
        <>
            <Field element={mission.id} member="title" label={t('field.title')} kind="prose" required value={mission.title} />
            <Field element={mission.id} member="success" label={t('field.success')} kind="prose" value={mission.success} />
            <References title={t('field.indicators')} items={mission.indicators} />
            <References title={t('field.projects')} items={mission.projects} />
            <Links links={mission.links} />
        </>
    );
}

function StepRow({ step }: { step: Step }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const [trouble, setTrouble] = useState<string | null>(null);
    const number = format.digits(step.number ?? '');
    const toggle = async (index: number) => {
        setTrouble(null);
        try {
            const months = toggleMonth(step.months ?? [], index, editor.plan.fiscal_year);
            await editor.save(step.id, { months: months.length > 0 ? (months as unknown as Json) : null }, editor.tagOf(step.id));
        } catch (error) {
            setTrouble(format.text(problemTexts(error).title));
        }
    };
    return (
        <li className="step" id={`element-${step.id}`}>
            <div className="step-text">
                <Field element={step.id} member="text" label={t('field.step', { number })} kind="prose" required value={step.text} />
                <Field element={step.id} member="weight" label={t('field.weight_short')} spoken={t('field.step_weight', { number })} kind="number" value={step.weight} />
                <RemoveButton element={step.id} title={step.text} small />
            </div>
            <MonthBars
                spans={step.months ?? []}
                fiscal_year={editor.plan.fiscal_year}
                label={t('field.step', { number })}
                toggle={editor.editable ? (index) => void toggle(index) : undefined}
            />
            {trouble && <p role="alert">■ {trouble}</p>}
        </li>
    );
}

function ScheduleView({ schedule }: { schedule: Schedule }) {
    const { t } = useTranslation();
    const about = [schedule.project, schedule.activity, schedule.indicator].filter((reference) => reference !== undefined);
    return (
        <>
            <References title={t('field.about')} items={about} />
            <MonthHeads />
            <ol className="steps">
                {(schedule.steps ?? []).map((step) => (
                    <StepRow key={step.id} step={step} />
                ))}
            </ol>
            <AddButton kind={{ kind: 'step', member: 'text', label: 'field.text' }} owner={schedule.id} text={t('add.step')} />
        </>
    );
}

function PlanOwnView() {
    const { t } = useTranslation();
    const format = useFormat();
    const { plan } = useEditor();
    const total = sumMoney((plan.projects ?? []).map((project) => project.budget));
    return (
        <>
            <Field element={plan.id} member="title" label={t('field.title_th')} kind="prose" required value={plan.title?.th} patch={(value) => ({ title: { th: value } })} />
            <Field element={plan.id} member="title" label={t('field.title_en')} kind="prose" show_findings={false} value={plan.title?.en} patch={(value) => ({ title: { en: value } })} />
            <Field element={plan.id} member="vision" label={t('field.vision')} kind="prose" value={plan.vision} />
            <dl className="facts">
                <div><dt>{t('field.fiscal_year')}</dt><dd>{format.digits(plan.fiscal_year)}</dd></div>
                <div><dt>{t('group.indicator')}</dt><dd>{format.digits(plan.indicators?.length ?? 0)}</dd></div>
                <div><dt>{t('field.projects')}</dt><dd>{format.digits(plan.projects?.length ?? 0)}</dd></div>
                <div><dt>{t('field.budget_total')}</dt><dd className="amount">{format.money(total)}</dd></div>
            </dl>
        </>
    );
}

const kOtherMembers: readonly [member: string, label: TextKey, kind: 'text' | 'prose' | 'money' | 'number'][] = [
    ['name', 'field.name', 'prose'],
    ['title', 'field.title', 'prose'],
    ['short_name', 'field.short_name', 'text'],
    ['term', 'field.term', 'prose'],
    ['term_en', 'field.term_en', 'text'],
    ['indicator_name', 'field.indicator_name', 'prose'],
    ['code', 'field.code', 'text'],
    ['amount', 'field.amount', 'money'],
    ['level', 'field.level_reached', 'number'],
    ['score', 'field.score', 'number'],
    ['text', 'field.text', 'prose'],
    ['narrative', 'field.narrative', 'prose'],
];

/** Elements without a view of their own: the members that they have. */
function OtherView({ element }: { element: Record<string, unknown> & { id: Id } }) {
    const { t } = useTranslation();
    const nodes = Array.isArray(element.nodes) ? (element.nodes as { id: Id; code?: string; title?: string }[]) : [];
    return (
        <>
            {kOtherMembers
                .filter(([member]) => element[member] !== undefined)
                .map(([member, label, kind]) => (
                    <Field key={member} element={element.id} member={member} label={t(label)} kind={kind} value={element[member] as string | number} />
                ))}
            {(element.lead !== undefined || element.supporting !== undefined) && (
                <Owners element={element.id} lead={element.lead as Reference[]} supporting={element.supporting as Reference[]} />
            )}
            <References title={t('field.indicators')} items={element.indicators as Reference[] | undefined} />
            <Links links={element.links as PlanLink[] | undefined} />
            {nodes.length > 0 && (
                <ul className="plain">
                    {nodes.map((node) => (
                        <li key={node.id} id={`element-${node.id}`} className="swot-item">
                            <span className="tag" lang="th">{node.code ?? '–'}</span>
                            <Field element={node.id} member="title" label={`${t('field.title')} ${node.code ?? ''}`} hidden_label kind="prose" value={node.title} />
                            <OwnFindings element={node.id} />
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}

function Body({ page }: { page: Id }) {
    const editor = useEditor();
    if (page === kSwotPage) return <SwotView />;
    const entry = editor.index.get(page);
    if (!entry) return null;
    const element = entry.element as unknown;
    switch (entry.group) {
        case 'plan':
            return <PlanOwnView />;
        case 'indicator':
            return <IndicatorView indicator={element as Indicator} />;
        case 'project':
            return <ProjectView project={element as Project} />;
        case 'mission':
            return <MissionView mission={element as Mission} />;
        case 'schedule':
            return <ScheduleView schedule={element as Schedule} />;
        default:
            return <OtherView element={element as Record<string, unknown> & { id: Id }} />;
    }
}

export function ElementView({ page }: { page: Id }) {
    return (
        <div className="element">
            <OwnFindings element={page} page />
            <Body key={page} page={page} />
        </div>
    );
}
