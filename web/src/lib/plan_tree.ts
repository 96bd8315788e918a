// The plan as one looks at it: an index of its elements by id, and the tree on the left of the plan page.
import type { Id, Indicator, Mission, PlanContent, Project, Reference } from './types';

export type Group =
    | 'plan'
    | 'mission'
    | 'project'
    | 'indicator'
    | 'swot'
    | 'schedule'
    | 'term'
    | 'result'
    | 'narrative'
    | 'measure'
    | 'framework'
    | 'higher_indicator'
    | 'activity'
    | 'organisation'
    | 'budget'
    | 'mission_statement';

export interface Entry {
    id: Id;
    /** What a reader calls it. */
    title: string;
    number?: string;
    group: Group;
    /** The element whose page shows this one: the schedule of a step, the indicator of a piece of evidence. */
    page: Id;
    element: Record<string, unknown>;
}

export interface TreeNode {
    key: string;
    group: Group;
    /** The element to open, absent for a heading. */
    element?: Id;
    title: string;
    number?: string;
    children: TreeNode[];
}

const kCollections: readonly [member: string, group: Group][] = [
    ['missions', 'mission'],
    ['projects', 'project'],
    ['indicators', 'indicator'],
    ['schedules', 'schedule'],
    ['glossary', 'term'],
    ['results', 'result'],
    ['narratives', 'narrative'],
    ['measures', 'measure'],
    ['frameworks', 'framework'],
    ['higher_indicators', 'higher_indicator'],
    ['activities', 'activity'],
    ['organisations', 'organisation'],
    ['budget_structure', 'budget'],
    ['mission_statements', 'mission_statement'],
];

/** Page of the SWOT board: its parts are shown together. */
export const kSwotPage = 'swot';

export const referenceId = (reference: Reference | undefined): Id | undefined =>
    typeof reference === 'string' ? reference : undefined;

export const referenceText = (reference: Reference | undefined): string =>
    reference === undefined ? '' : typeof reference === 'string' ? reference : reference.unresolved;

function text(value: unknown): string | undefined {
    return typeof value === 'string' && value !== '' ? value : undefined;
}

function titleOf(element: Record<string, unknown>): string {
    for (const member of ['name', 'title', 'term', 'indicator_name', 'heading', 'text', 'condition']) {
        const found = text(element[member]);
        if (found) return found;
    }
    return String(element.id ?? '');
}

/** Every element of the plan by its id, those inside others too. Walks with a list, not by recursion. */
export function indexPlan(plan: PlanContent): Map<Id, Entry> {
    const index = new Map<Id, Entry>();
    const members = plan as unknown as Record<string, unknown>;
    const waiting: { value: unknown; group: Group; page?: Id }[] = [];
    for (const [member, group] of kCollections) waiting.push({ value: members[member], group });
    waiting.push({ value: plan.swot?.items, group: 'swot', page: kSwotPage });
    waiting.push({ value: plan.swot?.combinations, group: 'swot', page: kSwotPage });
    for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { value, group, page } = next;
        if (Array.isArray(value)) {
            for (const item of value) waiting.push({ value: item, group, page });
        } else if (typeof value === 'object' && value !== null) {
            const element = value as Record<string, unknown>;
            let inner = page;
            if (typeof element.id === 'string') {
                inner ??= element.id;
                index.set(element.id, { id: element.id, title: titleOf(element), number: text(element.number) ?? text(element.code), group, page: inner, element });
            }
            for (const [member, child] of Object.entries(element)) {
                // Sub-indicators have pages of their own; other inner elements are shown on their owner's.
                if (typeof child === 'object' && child !== null) waiting.push({ value: child, group, page: member === 'sub_indicators' ? undefined : inner });
            }
        }
    }
    for (const schedule of plan.schedules ?? []) {
        const entry = index.get(schedule.id);
        const about = referenceId(schedule.project) ?? referenceId(schedule.activity) ?? referenceId(schedule.indicator);
        const named = about ? index.get(about) : undefined;
        if (entry && named) entry.title = named.title;
    }
    index.set(plan.id, { id: plan.id, title: plan.title?.th ?? '', group: 'plan', page: plan.id, element: members });
    return index;
}

const leaf = (group: Group, item: { id: Id; number?: string }, title: string, prefix = ''): TreeNode => ({
    key: prefix + item.id,
    group,
    element: item.id,
    title,
    number: item.number,
    children: [],
});

/** Headings with their elements in printed order; headings without elements are left out. */
export function buildTree(plan: PlanContent, index: ReadonlyMap<Id, Entry>): TreeNode[] {
    const projects = new Map<Id, Project>((plan.projects ?? []).map((project) => [project.id, project]));
    const placed = new Set<Id>();
    const missionNode = (mission: Mission): TreeNode => {
        const node = leaf('mission', mission, mission.title);
        for (const reference of mission.projects ?? []) {
            const project = projects.get(referenceId(reference) ?? '');
            if (!project) continue;
            placed.add(project.id);
            node.children.push(leaf('project', project, project.name, `${mission.id}/`));
        }
        return node;
    };
    const indicatorNode = (indicator: Indicator): TreeNode => ({
        ...leaf('indicator', indicator, indicator.name),
        children: (indicator.sub_indicators ?? []).map((sub) => leaf('indicator', sub, sub.name)),
    });
    const heading = (group: Group, children: TreeNode[]): TreeNode => ({ key: `heading/${group}`, group, title: '', children });
    const titled = (group: Group, items: readonly { id: Id; number?: string }[] | undefined) =>
        heading(group, (items ?? []).map((item) => leaf(group, item, index.get(item.id)?.title ?? item.id)));

    const missions = heading('mission', (plan.missions ?? []).map(missionNode));
    const others = heading('project', [...projects.values()].filter((project) => !placed.has(project.id)).map((project) => leaf('project', project, project.name)));
    const hasSwot = (plan.swot?.items?.length ?? 0) + (plan.swot?.combinations?.length ?? 0) > 0;
    const nodes = [
        missions,
        others,
        heading('indicator', (plan.indicators ?? []).map(indicatorNode)),
        titled('schedule', plan.schedules),
        titled('measure', plan.measures),
        titled('higher_indicator', plan.higher_indicators),
        titled('activity', plan.activities),
        titled('framework', plan.frameworks),
        titled('mission_statement', plan.mission_statements),
        titled('narrative', plan.narratives),
        titled('term', plan.glossary),
        titled('result', plan.results),
        titled('organisation', plan.organisations),
        titled('budget', plan.budget_structure),
    ].filter((node) => node.children.length > 0);
    const plan_node: TreeNode = { key: plan.id, group: 'plan', element: plan.id, title: '', children: [] };
    const swot: TreeNode[] = hasSwot ? [{ key: kSwotPage, group: 'swot', element: kSwotPage, title: '', children: [] }] : [];
    const after = nodes.findIndex((node) => node.group === 'measure' || node.group === 'framework');
    const at = after < 0 ? nodes.length : after;
    return [plan_node, ...nodes.slice(0, at), ...swot, ...nodes.slice(at)];
}

/** The page that shows an element; what the plan does not have is looked for on the plan's own. */
export function pageOf(index: ReadonlyMap<Id, Entry>, plan: PlanContent, id: Id): Id {
    if (id === kSwotPage || id === plan.id) return id;
    return index.get(id)?.page ?? plan.id;
}
