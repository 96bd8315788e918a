// The document as it was read: each paragraph and table row says what became of it, and leads to its element.
import { memo, useMemo } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { destinationsOf, partKey, type AccountIndex } from '../../lib/account';
import type { Entry } from '../../lib/plan_tree';
import type { Account, Block, Finding, Id, Role, Row } from '../../lib/types';
import { useDrawn } from './drawn';

const shapes: Record<Role, string> = { placed: '●', furniture: '◌', prose: '¶', not_understood: '▲' };

interface Lookups {
    account: AccountIndex;
    findings: ReadonlyMap<string, readonly Finding[]>;
    index: ReadonlyMap<Id, Entry>;
    selected: Id | null;
    marked: ReadonlySet<string>;
    choose: (element: Id) => void;
}

/** What all parts of a document share. The language is asked for once: there are thousands of parts, and asking costs each of them more than what it draws. */
interface Shared extends Lookups {
    t: TFunction;
    language: string;
}

function roleOf(entries: readonly Account[] | undefined): Role | undefined {
    const roles = (entries ?? []).map((entry) => entry.role);
    const order: Role[] = ['not_understood', 'placed', 'prose', 'furniture'];
    return order.find((role) => roles.includes(role));
}

function PartRole({ entries, lookups, title }: { entries: readonly Account[] | undefined; lookups: Shared; title: string }) {
    const { t } = lookups;
    const role = roleOf(entries);
    if (!role) return null;
    const elements = destinationsOf(entries).filter((id) => lookups.index.has(id));
    const shown = elements.slice(0, 3);
    return (
        <div className="roles">
            <span className={`role ${role}`}>
                <span aria-hidden="true">{shapes[role]} </span>
                {t(`import.role.${role}`)}
            </span>
            {shown.map((id) => {
                const entry = lookups.index.get(id);
                return (
                    <button
                        key={id}
                        type="button"
                        className="goes"
                        aria-label={`${t('import.goes_to', { title: entry?.title ?? id })} (${title})`}
                        aria-pressed={lookups.selected === id}
                        onClick={() => lookups.choose(id)}
                    >
                        → {t(entry?.group === 'project' ? 'one.project' : entry?.group === 'indicator' ? 'one.indicator' : entry?.group === 'mission' ? 'one.mission' : entry?.group === 'schedule' ? 'one.schedule' : `group.${entry?.group ?? 'plan'}`)}
                    </button>
                );
            })}
            {elements.length > shown.length && <span className="quiet">+{elements.length - shown.length}</span>}
        </div>
    );
}

function PartFindings({ findings, lookups: { t, language } }: { findings: readonly Finding[] | undefined; lookups: Shared }) {
    if (!findings || findings.length === 0) return null;
    const marks = { error: '■', warning: '▲', info: '●' };
    return (
        <ul className="part-findings">
            {findings.map((finding) => (
                <li key={finding.key} className={`finding ${finding.severity}`}>
                    <span className={`mark ${finding.severity}`}>
                        <span aria-hidden="true">{marks[finding.severity]} </span>
                        {t(`severity.${finding.severity}`)}
                    </span>{' '}
                    <span className="message">{language === 'en' ? (finding.message.en ?? finding.message.th) : finding.message.th}</span>
                </li>
            ))}
        </ul>
    );
}

function TableRow({ block, row, columns, lookups }: { block: number; row: Row; columns: number; lookups: Shared }) {
    const { t, language } = lookups;
    const key = partKey(block, row.row);
    const entries = lookups.account.parts.get(key);
    const first = destinationsOf(entries).find((id) => lookups.index.has(id));
    const className = [lookups.marked.has(key) ? 'marked' : '', roleOf(entries) === 'not_understood' ? 'unknown' : ''].join(' ').trim();
    const Tag = row.header ? 'th' : 'td';
    let column = 0;
    const drawn = row.cells.map((cell) => {
        const from = column;
        column += cell.span ?? 1;
        const bar = (row.bars ?? []).find((one) => Number(one.from) <= column - 1 && Number(one.to) >= from);
        if (!bar) return '';
        return ['barred', Number(bar.from) >= from ? 'bar-begins' : '', Number(bar.to) <= column - 1 ? 'bar-ends' : ''].join(' ');
    });
    const used = row.cells.reduce((sum, cell) => sum + (cell.span ?? 1), 0);
    return (
        <tr id={`part-${key}`} className={className || undefined} onClick={first ? () => lookups.choose(first) : undefined}>
            {row.cells.map((cell, position) => (
                <Tag key={cell.cell} colSpan={cell.span && cell.span > 1 ? cell.span : undefined} className={[cell.merged ? 'merged' : cell.shaded ? 'shaded' : '', drawn[position] ?? ''].join(' ').trim() || undefined}>
                    {cell.text}
                    {drawn[position]?.includes('bar-begins') && <span className="hidden">{t('import.bar')}</span>}
                </Tag>
            ))}
            {used < columns && <td colSpan={columns - used} />}
            <td className="role-cell" lang={language} onClick={(event) => event.stopPropagation()}>
                <PartRole entries={entries} lookups={lookups} title={t('import.row', { row: row.row })} />
                <PartFindings findings={lookups.findings.get(key)} lookups={lookups} />
            </td>
        </tr>
    );
}

const BlockView = memo(function BlockView({ block, lookups }: { block: Block; lookups: Shared }) {
    const { t } = lookups;
    const key = partKey(block.block);
    const entries = lookups.account.parts.get(key);
    if (block.kind === 'table') {
        return (
            <div className="block table" id={`part-${key}`} tabIndex={-1}>
                <div className="table-scroll" tabIndex={0} role="group" aria-label={t('import.document')}>
                    <table lang="th">
                        <tbody>
                            {block.rows.map((row) => (
                                <TableRow key={row.row} block={block.block} row={row} columns={block.columns} lookups={lookups} />
                            ))}
                        </tbody>
                    </table>
                </div>
                <PartFindings findings={lookups.findings.get(key)} lookups={lookups} />
            </div>
        );
    }
    if (block.text.trim() === '') return null;
    const first = destinationsOf(entries).find((id) => lookups.index.has(id));
    const className = ['block', lookups.marked.has(key) ? 'marked' : '', roleOf(entries) === 'not_understood' ? 'unknown' : ''].filter(Boolean).join(' ');
    return (
        <div className={className} id={`part-${key}`} tabIndex={-1}>
            <p lang="th" className={block.level ? `heading heading-${Math.min(block.level, 3)}` : undefined} onClick={first ? () => lookups.choose(first) : undefined}>
                {block.text}
            </p>
            <PartRole entries={entries} lookups={lookups} title={block.line ? t('import.line', { line: block.line }) : `¶ ${block.block}`} />
            <PartFindings findings={lookups.findings.get(key)} lookups={lookups} />
        </div>
    );
});

/** How many blocks fill a window: paragraphs and rows of tables. */
function firstBlocks(blocks: readonly Block[]): number {
    const kParts = 40;
    let parts = 0;
    const end = blocks.findIndex((block) => (parts += block.kind === 'table' ? block.rows.length : 1) > kParts);
    return end < 0 ? blocks.length : end + 1;
}

export function DocumentPane({ blocks, lookups }: { blocks: readonly Block[]; lookups: Lookups }) {
    const first = useMemo(() => firstBlocks(blocks), [blocks]);
    const drawn = useDrawn(blocks.length, first, lookups.selected !== null);
    const { t, i18n } = useTranslation();
    const { language } = i18n;
    const shared = useMemo(() => ({ ...lookups, t, language }), [lookups, t, language]);
    return blocks.slice(0, drawn).map((block) => <BlockView key={block.block} block={block} lookups={shared} />);
}
