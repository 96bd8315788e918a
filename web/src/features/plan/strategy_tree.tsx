// The strategy as a tree: arrow keys go through it as through folders.
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEditor } from '../../components/editor';
import { nameOf, rowsOf, type Strategy } from '../../lib/strategy';
import { useFormat } from '../../lib/settings';

export function StrategyTree({ strategy }: { strategy: Strategy }) {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
    const [at, setAt] = useState(0);
    const list = useRef<HTMLUListElement>(null);
    const rows = useMemo(() => rowsOf(strategy, closed), [strategy, closed]);
    const here = Math.min(at, rows.length - 1);
    const go = (index: number) => {
        const next = Math.max(0, Math.min(rows.length - 1, index));
        setAt(next);
        list.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[next]?.focus();
    };
    const fold = (key: string, close: boolean) => {
        const next = new Set(closed);
        if (close) next.add(key);
        else next.delete(key);
        setClosed(next);
    };
    const onKey = (event: KeyboardEvent, index: number) => {
        const row = rows[index];
        if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
        const open = row.branches > 0 && !closed.has(row.key);
        const acts: Record<string, () => void> = {
            ArrowDown: () => go(index + 1),
            ArrowUp: () => go(index - 1),
            Home: () => go(0),
            End: () => go(rows.length - 1),
            ArrowRight: () => (row.branches > 0 && !open ? fold(row.key, false) : go(index + 1)),
            ArrowLeft: () => {
                if (open) return fold(row.key, true);
                const parent = rows.slice(0, index).findLastIndex((other) => other.depth < row.depth);
                if (parent >= 0) go(parent);
                return undefined;
            },
            Enter: () => list.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[index]?.querySelector('a')?.click(),
        };
        const act = acts[event.key];
        if (!act) return;
        event.preventDefault();
        act();
    };
    return (
        <>
            <p className="quiet">{t('strategy.tree_keys')}</p>
            <ul ref={list} className="plain strategy-tree" role="tree" aria-label={t('strategy.title')}>
                {rows.map((row, index) => {
                    const node = strategy.nodes.get(row.id);
                    const { title, number } = nameOf(editor.index, row.id);
                    const open = !closed.has(row.key);
                    return (
                        <li
                            key={row.key}
                            role="treeitem"
                            aria-level={row.depth + 1}
                            aria-expanded={row.branches > 0 ? open : undefined}
                            aria-selected={index === here}
                            tabIndex={index === here ? 0 : -1}
                            className={`strategy-row layer-${node?.layer ?? 'project'}`}
                            style={{ paddingInlineStart: `calc(${row.depth} * var(--strategy-step))` }}
                            onKeyDown={(event) => onKey(event, index)}
                            onFocus={(event) => {
                                if (event.target === event.currentTarget) setAt(index);
                            }}
                        >
                            <span className={row.branches > 0 ? 'fold-mark' : 'fold-mark none'} aria-hidden="true" onClick={() => row.branches > 0 && fold(row.key, open)}>
                                {row.branches === 0 ? '' : open ? '▾' : '▸'}
                            </span>
                            <span className="strategy-kind">{t(`strategy.one.${node?.layer ?? 'project'}`)}</span>
                            <Link to={editor.addressOf(row.id)} lang="th" tabIndex={-1}>
                                {number && <span className="printed-number">{format.digits(number)} </span>}
                                {title}
                            </Link>
                        </li>
                    );
                })}
            </ul>
        </>
    );
}
