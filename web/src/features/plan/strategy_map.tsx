// The strategy as a map: four columns of cards, with a line for each link. The chosen card's thread stands out.
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEditor } from '../../components/editor';
import { depthOf, layers, nameOf, threadOf, type Strategy, type StrategyNode } from '../../lib/strategy';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';

interface Line {
    from: Id;
    to: Id;
    path: string;
}

/** Lines between the cards as they are laid out now. */
function useLines(strategy: Strategy, frame: React.RefObject<HTMLDivElement | null>): { lines: Line[]; width: number; height: number } {
    const [drawn, setDrawn] = useState<{ lines: Line[]; width: number; height: number }>({ lines: [], width: 0, height: 0 });
    useLayoutEffect(() => {
        const inner = frame.current;
        if (!inner) return undefined;
        const draw = () => {
            const origin = inner.getBoundingClientRect();
            const boxes = new Map([...inner.querySelectorAll<HTMLElement>('[data-node]')].map((card) => [card.dataset.node ?? '', card.getBoundingClientRect()]));
            const lines: Line[] = [];
            for (const node of strategy.nodes.values()) {
                for (const below of node.below) {
                    const [a, b] = [boxes.get(node.id), boxes.get(below)];
                    if (!a || !b) continue;
                    const same = Math.abs(a.left - b.left) < a.width / 2;
                    const [x1, y1] = same ? [a.left + 10 - origin.left, a.bottom - origin.top] : [a.right - origin.left, a.top + a.height / 2 - origin.top];
                    const [x2, y2] = same ? [b.left - origin.left, b.top + b.height / 2 - origin.top] : [b.left - origin.left, b.top + b.height / 2 - origin.top];
                    const bend = same ? 0 : Math.max(24, (x2 - x1) / 2);
                    const path = same ? `M${x1} ${y1} V${y2} H${x2}` : `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
                    lines.push({ from: node.id, to: below, path });
                }
            }
            setDrawn({ lines, width: inner.offsetWidth, height: inner.offsetHeight });
        };
        draw();
        const watch = new ResizeObserver(draw);
        watch.observe(inner);
        return () => watch.disconnect();
    }, [strategy, frame]);
    return drawn;
}

export function StrategyMap({ strategy }: { strategy: Strategy }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const frame = useRef<HTMLDivElement>(null);
    const [chosen, setChosen] = useState<Id | null>(null);
    const thread = useMemo(() => (chosen ? threadOf(strategy, chosen) : null), [strategy, chosen]);
    const { lines, width, height } = useLines(strategy, frame);
    const columns = useMemo(() => {
        const loose = new Set(strategy.loose);
        return layers.map((layer) => ({ layer, nodes: [...strategy.nodes.values()].filter((node) => node.layer === layer && !loose.has(node.id)) }));
    }, [strategy]);
    const focus = (id: Id | undefined) => {
        if (id) frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus();
    };
    const onKey = (event: KeyboardEvent, node: StrategyNode, column: readonly StrategyNode[]) => {
        const at = column.indexOf(node);
        const acts: Record<string, () => void> = {
            ArrowDown: () => focus(column[at + 1]?.id),
            ArrowUp: () => focus(column[at - 1]?.id),
            ArrowRight: () => focus(node.below.find((id) => strategy.nodes.get(id)?.layer !== node.layer) ?? node.below[0]),
            ArrowLeft: () => focus(node.above.find((id) => strategy.nodes.get(id)?.layer !== node.layer) ?? node.above[0]),
            Escape: () => setChosen(null),
        };
        const act = acts[event.key];
        if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        act();
    };
    return (
        <>
            <p className="quiet">{t('strategy.map_keys')}</p>
            <div className="strategy-scroll scroll-x" tabIndex={0} role="region" aria-label={t('strategy.map')}>
                <div className="strategy-map" ref={frame} onMouseLeave={() => setChosen(null)}>
                    <svg className="strategy-lines" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
                        {lines.map((line) => (
                            <path key={`${line.from} ${line.to}`} d={line.path} className={thread?.has(line.from) && thread.has(line.to) ? 'in' : undefined} />
                        ))}
                    </svg>
                    {columns.map(({ layer, nodes }) => (
                        <section key={layer} className={`strategy-column layer-${layer}`} aria-label={t(`strategy.all.${layer}`)}>
                            <h3>{t(`strategy.all.${layer}`)}</h3>
                            {nodes.length === 0 && <p className="quiet">○ {t('strategy.empty_column')}</p>}
                            <ul className="plain">
                                {nodes.map((node) => {
                                    const { title, number } = nameOf(editor.index, node.id);
                                    const ends = node.layer !== 'project' && node.below.length === 0;
                                    return (
                                        <li key={node.id} style={layer === 'framework' ? { marginInlineStart: `${Math.min(4, depthOf(strategy, node.id)) * 20}px` } : undefined}>
                                            <Link
                                                data-node={node.id}
                                                to={editor.addressOf(node.id)}
                                                className={`strategy-card${thread?.has(node.id) ? ' in' : ''}${ends ? ' ends' : ''}`}
                                                onMouseEnter={() => setChosen(node.id)}
                                                onFocus={() => setChosen(node.id)}
                                                onKeyDown={(event) => onKey(event, node, nodes)}
                                            >
                                                {number && <span className="printed-number" lang="th">{format.digits(number)} </span>}
                                                <span lang="th">{title}</span>
                                                {ends && <span className="strategy-ends">▲ {t('strategy.ends')}</span>}
                                                <span className="hidden"> {t('strategy.links', { above: format.digits(node.above.length), below: format.digits(node.below.length) })}</span>
                                            </Link>
                                        </li>
                                    );
                                })}
                            </ul>
                        </section>
                    ))}
                </div>
            </div>
        </>
    );
}
