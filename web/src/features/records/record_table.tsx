// A table of any length: only the rows in view are drawn.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shownOf, type Shower, type TableView } from '../../lib/record_values';
import type { DataRecord, Dataset, DatasetField } from '../../lib/records';
import { rowWindow } from '../../lib/timeline';

const kRow = 44;
const kShown = 12;
const kNumbers: readonly string[] = ['integer', 'decimal', 'money'];

interface TableProps {
    dataset: Dataset;
    rows: readonly DataRecord[];
    show: Shower;
    view: TableView;
    sort: (field: string, down: boolean) => void;
    open: (record: string) => void;
}

interface HeadProps {
    name: string;
    label: string;
    field?: DatasetField;
    view: TableView;
    sort: (field: string, down: boolean) => void;
}

function Head({ name, label, field, view, sort }: HeadProps) {
    const { t } = useTranslation();
    const sorted = view.sort === name;
    return (
        <th scope="col" className={field && kNumbers.includes(field.type) ? 'number' : undefined} aria-sort={sorted ? (view.down ? 'descending' : 'ascending') : undefined}>
            <button type="button" className="sort" title={t('records.sort_by', { field: label })} onClick={() => (sorted && view.down ? sort('', false) : sort(name, sorted))}>
                {label} <span aria-hidden="true">{sorted ? (view.down ? '▼' : '▲') : ''}</span>
            </button>
            {field?.personal && <span className="tag personal" title={t('records.personal')}>{t('records.personal')}</span>}
        </th>
    );
}

export function RecordTable({ dataset, rows, show, view, sort, open }: TableProps) {
    const { t } = useTranslation();
    const box = useRef<HTMLDivElement>(null);
    const [scrolled, setScrolled] = useState(0);
    const [height, setHeight] = useState(kRow * kShown);
    const order = `${view.text} ${view.sort} ${view.down} ${Object.values(view.where).join(' ')}`;
    useEffect(() => {
        if (box.current) box.current.scrollTop = 0;
        setScrolled(0);
    }, [order]);
    useEffect(() => {
        if (!box.current) return;
        const watch = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
        watch.observe(box.current);
        return () => watch.disconnect();
    }, []);
    const { first, last } = rowWindow(scrolled, height, kRow, rows.length);
    const keys = (index: number) => (event: KeyboardEvent) => {
        const next = event.key === 'ArrowDown' ? index + 1 : event.key === 'ArrowUp' ? index - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : null;
        if (next === null || next < 0 || next >= rows.length || !box.current) return;
        event.preventDefault();
        const top = next * kRow;
        if (top < box.current.scrollTop) box.current.scrollTop = top;
        else if (top + 2 * kRow > box.current.scrollTop + box.current.clientHeight) box.current.scrollTop = top + 2 * kRow - box.current.clientHeight;
        setScrolled(box.current.scrollTop);
        requestAnimationFrame(() => document.getElementById(`record-${next}`)?.focus());
    };
    // A column that nobody has filled in says nothing.
    const fields = dataset.fields.filter((field, index) => index === 0 || field.required || field.computed || rows.some((row) => row.values[field.name] !== undefined));
    const columns = fields.length + 1;
    return (
        <div ref={box} className="record-scroll" tabIndex={0} role="region" aria-label={show.text(dataset.title)} onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}>
            <table className="record-table" aria-rowcount={rows.length + 1}>
                <thead>
                    <tr>
                        {fields.map((field) => (
                            <Head key={field.name} name={field.name} label={show.text(field.label) || field.name} field={field} view={view} sort={sort} />
                        ))}
                        <Head name="on" label={t('records.on')} view={view} sort={sort} />
                    </tr>
                </thead>
                <tbody>
                    {first > 0 && <tr aria-hidden="true"><td colSpan={columns} style={{ height: first * kRow, padding: 0, border: 0 }} /></tr>}
                    {rows.slice(first, last).map((row, offset) => {
                        const index = first + offset;
                        return (
                            <tr key={row.record} aria-rowindex={index + 2} onClick={() => open(row.record)}>
                                {fields.map((field, column) => {
                                    const shown = shownOf(field, row.values[field.name], show);
                                    const lang = field.type === 'text' || field.type === 'reference' ? 'th' : undefined;
                                    return column === 0 ? (
                                        <th key={field.name} scope="row">
                                            <button
                                                type="button"
                                                id={`record-${index}`}
                                                className="derived"
                                                lang={lang}
                                                title={shown}
                                                onKeyDown={keys(index)}
                                                onClick={(event) => {
                                                    event.stopPropagation();
                                                    open(row.record);
                                                }}
                                            >
                                                {shown || row.record}
                                            </button>
                                        </th>
                                    ) : (
                                        <td key={field.name} className={kNumbers.includes(field.type) ? 'number' : undefined} lang={lang} title={shown}>
                                            {field.type === 'file' || field.type === 'url' ? <code>{shown}</code> : shown}
                                        </td>
                                    );
                                })}
                                <td>{show.date(row.on)}</td>
                            </tr>
                        );
                    })}
                    {last < rows.length && <tr aria-hidden="true"><td colSpan={columns} style={{ height: (rows.length - last) * kRow, padding: 0, border: 0 }} /></tr>}
                </tbody>
            </table>
        </div>
    );
}
