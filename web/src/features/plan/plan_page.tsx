// The content of a plan: its tree on the left, the chosen element beside it.
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useEditor } from '../../components/editor';
import { ElementView } from '../../components/element_view';
import { Elsewhere } from '../../components/elsewhere';
import { SeverityMark } from '../../components/finding';
import { addable, AddButton, RemoveButton } from '../../components/membership';
import { Empty } from '../../components/page';
import { useAsOfDay } from '../../lib/as_of';
import { sortBySeverity } from '../../lib/findings';
import { buildTree, kSwotPage, pageOf, type TreeNode } from '../../lib/plan_tree';
import { usePlan } from '../../lib/queries';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';

function TreeItem({ node, page }: { node: TreeNode; page: Id }) {
    const { t } = useTranslation();
    const editor = useEditor();
    const format = useFormat();
    const title = node.title || t(`group.${node.group}`);
    const worst = node.element ? sortBySeverity(editor.findings.get(node.element) ?? [])[0] : undefined;
    const here = node.element === page;
    return (
        <li>
            {node.element && (
                <Link to={`?element=${encodeURIComponent(node.element)}`} aria-current={here ? 'page' : undefined} className={here ? 'here' : undefined}>
                    {node.number && <span className="printed-number">{format.digits(node.number)} </span>}
                    <span lang={node.title ? 'th' : undefined}>{title}</span>
                    {worst && (
                        <>
                            {' '}
                            <SeverityMark severity={worst.severity} short />
                        </>
                    )}
                </Link>
            )}
            {node.children.length > 0 && (
                <ul>
                    {node.children.map((child) => (
                        <TreeItem key={child.key} node={child} page={page} />
                    ))}
                </ul>
            )}
        </li>
    );
}

/** Headings of the tree fold; the one with the shown element is open. */
function Branch({ node, page }: { node: TreeNode; page: Id }) {
    const { t } = useTranslation();
    const holds = useMemo(() => {
        const waiting = [node];
        for (let next = waiting.pop(); next; next = waiting.pop()) {
            if (next.element === page) return true;
            waiting.push(...next.children);
        }
        return false;
    }, [node, page]);
    const [open, setOpen] = useState(node.group === 'mission' || node.group === 'project' || node.group === 'indicator');
    const kind = addable[node.group];
    if (node.element) return <TreeItem node={node} page={page} />;
    return (
        <li>
            <details open={open || holds} onToggle={(event) => setOpen(event.currentTarget.open)}>
                <summary>
                    {t(`group.${node.group}`)} <span className="quiet">{node.children.length}</span>
                </summary>
                <ul>
                    {node.children.map((child) => (
                        <TreeItem key={child.key} node={child} page={page} />
                    ))}
                </ul>
                {node.group === 'mission' && addable.project && <AddButton kind={addable.project} opens text={t('add.project')} />}
                {kind && <AddButton kind={kind} opens text={node.group === 'mission' ? t('add.mission') : t('add.button')} spoken={node.group === 'mission' ? undefined : t('add.to', { group: t(`group.${node.group}`) })} />}
            </details>
        </li>
    );
}

export default function PlanPage() {
    const { t } = useTranslation();
    const editor = useEditor();
    // The agency that the plan is kept for; the plan's own agency is one of its organisations.
    const view = usePlan(useParams().planId, useAsOfDay()).data;
    const format = useFormat();
    const [search] = useSearchParams();
    const asked = search.get('element') ?? editor.plan.id;
    const page = pageOf(editor.index, editor.plan, asked);
    const known = asked === kSwotPage || editor.index.has(asked);
    const tree = useMemo(() => buildTree(editor.plan, editor.index), [editor.plan, editor.index]);
    useEffect(() => {
        if (asked !== page) document.getElementById(`element-${asked}`)?.scrollIntoView({ block: 'center' });
    }, [asked, page]);
    useEffect(() => {
        const tree = document.querySelector<HTMLElement>('nav.tree');
        const link = tree?.querySelector<HTMLElement>('a.here');
        if (!tree || !link || tree.scrollHeight <= tree.clientHeight) return;
        const [frame, place] = [tree.getBoundingClientRect(), link.getBoundingClientRect()];
        if (place.top < frame.top || place.bottom > frame.bottom) tree.scrollBy({ top: place.top - frame.top - frame.height / 3 });
    }, [page]);
    // On a phone the contents fold away, so that the chosen element is what one sees.
    const [unfolded, setUnfolded] = useState(!search.has('element'));
    const entry = editor.index.get(page);
    const group = page === kSwotPage ? 'swot' : (entry?.group ?? 'plan');
    return (
        <div className="plan-columns">
            <nav className={unfolded ? 'tree unfolded' : 'tree'} aria-label={t('plan.contents')}>
                <button type="button" className="tree-toggle" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
                    {unfolded ? '▼' : '►'} {t('plan.contents')}
                </button>
                <ul
                    onClick={(event) => {
                        if ((event.target as HTMLElement).closest('a')) setUnfolded(false);
                    }}
                >
                    {tree.map((node) => (
                        <Branch key={node.key} node={node} page={page} />
                    ))}
                </ul>
            </nav>
            <article className="plan-centre" aria-label={t('plan.details')}>
                <p className="quiet kind">{t(group === 'mission' || group === 'project' || group === 'indicator' || group === 'schedule' ? `one.${group}` : `group.${group}`)}</p>
                <h2 lang={page === kSwotPage || group === 'plan' ? undefined : 'th'}>
                    {entry?.number && group !== 'plan' ? `${format.digits(entry.number)} ` : ''}
                    {page === kSwotPage || group === 'plan' ? t(`group.${group}`) : entry?.title}
                </h2>
                {known ? <ElementView page={page} /> : <Empty title={t('plan.no_element')}><p>{t('plan.no_element_why')}</p></Empty>}
                {view && (group === 'project' || group === 'indicator') && <Elsewhere key={page} agency={view.agency} plan={view.id} subject={{ kind: 'element', id: page }} />}
                {entry && group !== 'plan' && (
                    <footer className="element-foot">
                        <RemoveButton key={page} element={page} title={entry.title} leaves />
                    </footer>
                )}
            </article>
        </div>
    );
}
