// What was not understood, first of all, each to be placed by hand: a heading by its meaning, a table by its columns.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/settings';
import type { Account, Block, Catalogue, Hint } from '../../lib/types';
import { groupUnknown, type Unknown } from '../../lib/unknown';

interface Actions {
    catalogue: Catalogue | undefined;
    busy: boolean;
    editable: boolean;
    place: (hint: Hint) => void;
    asProse: (block: number) => void;
    show: (block: number, row?: number) => void;
}

function Meaning({ kind, printed, catalogue, busy, place }: Pick<Actions, 'catalogue' | 'busy' | 'place'> & { kind: Hint['kind']; printed: string }) {
    const { t } = useTranslation();
    const format = useFormat();
    const entries = kind === 'heading' ? catalogue?.headings : catalogue?.columns;
    return (
        <label>
            <span>
                {t('import.means')}
                {kind === 'column' && <span lang="th">: {printed}</span>}
            </span>{' '}
            <select className="boxed" value="" disabled={busy} onChange={(event) => place({ kind, printed, means: event.target.value })}>
                <option value="">{t('import.means_choose')}</option>
                {entries?.map((entry) => (
                    <option key={entry.means} value={entry.means}>
                        {format.text(entry.title)}
                    </option>
                ))}
            </select>
        </label>
    );
}

function Item({ item, ...actions }: Actions & { item: Unknown }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const { entry } = item;
    const { busy, editable, asProse, show } = actions;
    return (
        <li>
            <p id={id}>
                <span aria-hidden="true">▲ </span>
                <span lang="th">{entry.text}</span> {entry.line !== undefined && <span className="quiet">{t('import.line', { line: format.digits(entry.line) })}</span>}
            </p>
            {item.kind === 'table' && <p className="quiet">{t('import.unknown_rows', { count: format.digits(item.rows) as unknown as number })}</p>}
            {item.kind === 'table' && editable && (
                <div className="column-meanings">
                    {item.headers.map((printed) => (
                        <Meaning key={printed} kind="column" printed={printed} {...actions} />
                    ))}
                </div>
            )}
            <div className="unknown-actions">
                {item.kind === 'paragraph' && editable && (
                    <>
                        <Meaning kind="heading" printed={entry.text} {...actions} />
                        <button type="button" className="simple" disabled={busy} aria-describedby={id} onClick={() => asProse(entry.block)}>
                            {t('import.as_prose')}
                        </button>
                    </>
                )}
                <button type="button" className="tool" aria-describedby={id} onClick={() => show(entry.block, entry.row)}>
                    {t('import.show_block')}
                </button>
            </div>
        </li>
    );
}

export function UnknownList({ items, blocks, ...actions }: Actions & { items: readonly Account[]; blocks: readonly Block[] }) {
    const { t } = useTranslation();
    const format = useFormat();
    if (items.length === 0) return <p className="all-known">✓ {t('import.unknown_none')}</p>;
    return (
        <section className="unknown-list">
            <h2>▲ {t('import.unknown', { count: format.digits(items.length) as unknown as number })}</h2>
            <p className="quiet">{t('import.unknown_lead')}</p>
            <ul className="plain">
                {groupUnknown(items, blocks).map((item) => (
                    <Item key={`${item.entry.block}/${item.entry.row ?? ''}/${item.entry.line ?? ''}`} item={item} {...actions} />
                ))}
            </ul>
        </section>
    );
}
