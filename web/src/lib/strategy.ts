// How the plan hangs together, from what stands above it down to its projects: the tree and the map of the strategy.
import { referenceId, type Entry } from './plan_tree';
import type { Id, Indicator, Link, PlanContent, Reference } from './types';

/** From left to right; an edge never goes back. */
export const layers = ['framework', 'mission', 'indicator', 'project'] as const;
export type Layer = (typeof layers)[number];

export interface StrategyNode {
    id: Id;
    layer: Layer;
    /** What is below, in printed order. */
    below: Id[];
    above: Id[];
}

export interface Strategy {
    nodes: ReadonlyMap<Id, StrategyNode>;
    /** Nothing stands above them, and something below. */
    roots: Id[];
    /** Nothing links them with anything. */
    loose: Id[];
}

/** Those nodes of the frameworks that anything hangs on, with the ones above them, and all missions, indicators and projects. */
export function strategyOf(plan: PlanContent): Strategy {
    const nodes = new Map<Id, StrategyNode>();
    const put = (id: Id, layer: Layer) => {
        if (!nodes.has(id)) nodes.set(id, { id, layer, below: [], above: [] });
    };
    const join = (above: Id | undefined, below: Id | undefined) => {
        const [upper, lower] = [nodes.get(above ?? ''), nodes.get(below ?? '')];
        if (!upper || !lower || upper === lower || upper.below.includes(lower.id)) return;
        upper.below.push(lower.id);
        lower.above.push(upper.id);
    };
    const parents = new Map<Id, Id | undefined>();
    for (const framework of plan.frameworks ?? []) for (const node of framework.nodes ?? []) parents.set(node.id, node.parent);
    const linked = new Set<Id>();
    const note = (links: readonly Link[] | undefined) => {
        for (const link of links ?? []) {
            // A ring of parents ends where it began.
            for (let id = referenceId(link.node); id !== undefined && parents.has(id) && !linked.has(id); id = parents.get(id)) linked.add(id);
        }
    };
    const indicators: Indicator[] = plan.indicators ?? [];
    for (const item of [...(plan.missions ?? []), ...indicators, ...(plan.projects ?? [])]) note(item.links);
    for (const framework of plan.frameworks ?? []) for (const node of framework.nodes ?? []) if (linked.has(node.id)) put(node.id, 'framework');
    for (const mission of plan.missions ?? []) put(mission.id, 'mission');
    for (const indicator of indicators) put(indicator.id, 'indicator');
    for (const project of plan.projects ?? []) put(project.id, 'project');

    for (const id of [...nodes.keys()]) if (linked.has(id)) join(parents.get(id), id);
    const under = (item: { id: Id; links?: Link[] }) => {
        for (const link of item.links ?? []) join(referenceId(link.node), item.id);
    };
    const over = (id: Id, items: readonly Reference[] | undefined) => {
        for (const item of items ?? []) join(id, referenceId(item));
    };
    for (const mission of plan.missions ?? []) {
        under(mission);
        over(mission.id, mission.indicators);
    }
    for (const indicator of indicators) {
        // What the indicator's mission hangs on need not be drawn twice.
        const missions = nodes.get(indicator.id)?.above.length ?? 0;
        if (missions === 0) under(indicator);
        over(indicator.id, indicator.projects);
    }
    for (const mission of plan.missions ?? []) {
        for (const project of mission.projects ?? []) {
            const id = referenceId(project);
            const reached = (mission.indicators ?? []).some((indicator) => nodes.get(referenceId(indicator) ?? '')?.below.includes(id ?? ''));
            if (!reached) join(mission.id, id);
        }
    }
    for (const project of plan.projects ?? []) if (nodes.get(project.id)?.above.length === 0) under(project);

    const all = [...nodes.values()];
    const roots = all.filter((node) => node.above.length === 0 && node.below.length > 0).map((node) => node.id);
    // A ring of links has no top: its first one is taken for it, so that nothing is out of sight.
    const reached = new Set(roots.flatMap((root) => [...reach(nodes, root, 'below')]));
    for (const node of all) {
        if (reached.has(node.id) || node.above.length === 0) continue;
        roots.push(node.id);
        for (const id of reach(nodes, node.id, 'below')) reached.add(id);
    }
    return {
        nodes,
        roots,
        loose: all.filter((node) => node.above.length === 0 && node.below.length === 0).map((node) => node.id),
    };
}

function reach(nodes: Strategy['nodes'], id: Id, side: 'above' | 'below'): Set<Id> {
    const found = new Set<Id>([id]);
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        for (const other of nodes.get(next)?.[side] ?? []) {
            if (found.has(other)) continue;
            found.add(other);
            waiting.push(other);
        }
    }
    return found;
}

/** All that is above or below a node, itself included: its thread through the map. */
export const threadOf = (strategy: Strategy, id: Id): Set<Id> => new Set([...reach(strategy.nodes, id, 'above'), ...reach(strategy.nodes, id, 'below')]);

/** How far a node of a framework is below its root. */
export function depthOf(strategy: Strategy, id: Id): number {
    let depth = 0;
    const seen = new Set<Id>([id]);
    for (let at = strategy.nodes.get(id)?.above[0]; at !== undefined && !seen.has(at); at = strategy.nodes.get(at)?.above[0]) {
        seen.add(at);
        depth += 1;
    }
    return depth;
}

/** What is read of a node: its title, and number or code. */
export const nameOf = (index: ReadonlyMap<Id, Entry>, id: Id) => {
    const entry = index.get(id);
    return { title: entry?.title ?? id, number: entry?.number ?? '' };
};

/** The tree as a flat list, in the order in which it is read; a ring of links is cut. */
export interface Row {
    id: Id;
    /** Of this place, where an element may stand several times. */
    key: string;
    depth: number;
    branches: number;
}

export function rowsOf(strategy: Strategy, closed: ReadonlySet<string>): Row[] {
    const rows: Row[] = [];
    const kMost = 2000;
    const waiting = [...strategy.roots].reverse().map((id) => ({ id, path: [] as Id[] }));
    for (let next = waiting.pop(); next && rows.length < kMost; next = waiting.pop()) {
        const { id, path } = next;
        const below = (strategy.nodes.get(id)?.below ?? []).filter((other) => other !== id && !path.includes(other));
        const key = [...path, id].join('/');
        rows.push({ id, key, depth: path.length, branches: below.length });
        if (closed.has(key)) continue;
        for (const other of [...below].reverse()) waiting.push({ id: other, path: [...path, id] });
    }
    return rows;
}
