// The plan that was read: its elements by group; the chosen one is open to read and correct.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../../components/editor';
import { ElementView } from '../../components/element_view';
import { SeverityMark } from '../../components/finding';
import { sortBySeverity } from '../../lib/findings';
import { buildTree, kSwotPage, type TreeNode } from '../../lib/plan_tree';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { useDrawn } from './drawn';

interface PlanPaneProps {
    /** The page of the chosen element. */
    page: Id | null;
    choose: (element: Id | null) => void;
    show: (element: Id) => void;
    has_source: (element: Id) => boolean;
}

function Card({ node, page, choose, show, has_source }: PlanPaneProps & { node: TreeNode }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const id = node.element ?? '';
    const open = page === id;
    const findings = sortBySeverity(editor.findings.get(id) ?? []);
    const title = node.title || t(`group.${node.group}`);
    const element = editor.index.get(id)?.element;
    const budget = typeof element?.budget === 'string' ? element.budget : undefined;
    return (
        <li className={open ? 'element-card open marked' : 'element-card'} id={`card-${id}`}>
            <button type="button" className="card-head" aria-expanded={open} onClick={() => choose(open ? null : id)}>
                <span className="card-title" lang={node.title ? 'th' : undefined}>
                    {node.number && <span className="printed-number">{format.digits(node.number)} </span>}
                    {title}
                </span>
                {budget && <span className="amount">{format.money(budget)}</span>}
                {findings[0] && (
                    <span className="card-findings">
                        <SeverityMark severity={findings[0].severity} />
                        {findings.length > 1 ? ` +${format.digits(findings.length - 1)}` : ''}
                    </span>
                )}
            </button>
            {open && (
                <div className="card-body">
                    {has_source(id) && (
                        <button type="button" className="tool small" onClick={() => show(id)}>
                            ← {t('import.in_document')}
                        </button>
                    )}
                    <ElementView page={id} />
                </div>
            )}
        </li>
    );
}

/** Headings and their elements in one list; a tree would hide what one has to check. */
function flat(node: TreeNode): TreeNode[] {
    const list: TreeNode[] = [];
    const seen = new Set<Id>();
    const waiting = [...node.children].reverse();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
        if (next.element && !seen.has(next.element)) {
            seen.add(next.element);
            list.push(next);
        }
        waiting.push(...[...next.children].reverse());
    }
    return list;
}

const isAlone = (node: TreeNode) => node.element !== undefined && (node.group === 'plan' || node.element === kSwotPage);

/** The groups with their cards, and which card of all is each group's first. */
function grouped(tree: readonly TreeNode[]): { groups: { node: TreeNode; from: number; cards: TreeNode[] }[]; count: number } {
    const groups = [];
    let count = 0;
    for (const node of tree) {
        const cards = isAlone(node) ? [node] : flat(node);
        groups.push({ node, from: count, cards });
        count += cards.length;
    }
    return { groups, count };
}

/** Cards that fill the pane of a tall window. */
const kInView = 24;

export function PlanPane(props: PlanPaneProps) {
    const { t } = useTranslation();
    const editor = useEditor();
    const { groups, count } = useMemo(() => grouped(buildTree(editor.plan, editor.index)), [editor.plan, editor.index]);
    const drawn = useDrawn(count, kInView, props.page !== null);
    return (
        <>
            {groups.filter(({ from }) => from < drawn).map(({ node, from, cards }) =>
                isAlone(node) ? (
                    <ul className="plain" key={node.key}>
                        <Card node={node} {...props} />
                    </ul>
                ) : (
                    <section key={node.key}>
                        <h3>{t(`group.${node.group}`)}</h3>
                        <ul className="plain">
                            {cards.slice(0, drawn - from).map((child) => (
                                <Card key={child.key} node={child} {...props} />
                            ))}
                        </ul>
                    </section>
                ),
            )}
        </>
    );
}
