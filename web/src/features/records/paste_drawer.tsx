// Many rows at once: a table from Excel, its columns matched to fields, each cell judged by the server before anything is kept.
import { useEffect, useState, type ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/date_field';
import { SideDrawer } from '../../components/drawer';
import { FileDrop } from '../../components/file_drop';
import { Icon } from '../../components/icons';
import { Trouble } from '../../components/page';
import { decodeCsv, tableOf } from '../../lib/csv';
import { recordErrors, type RecordError } from '../../lib/record_errors';
import { columnsByHeading, rowValues } from '../../lib/record_values';
import { tryRecords, type Dataset, type NewRecord, type RecordsTried } from '../../lib/records';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { Gain } from './gain';

const kMost = 1000;
const kShown = 50;
const kMegabytes = 8;

interface Sheet {
    columns: (string | null)[];
    rows: string[][];
    cut: boolean;
    /** Read as Thai of before Unicode. */
    is_old: boolean;
}

type Judged = { state: 'checking' } | { state: 'good'; tried: RecordsTried } | { state: 'bad'; errors: RecordError[] } | { state: 'failed'; error: unknown };

interface PasteProps {
    plan: Id;
    dataset: Dataset;
    day: string;
    close: () => void;
    save: (records: NewRecord[]) => Promise<void>;
}

export function PasteDrawer({ plan, dataset, day, close, save }: PasteProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const fields = dataset.fields.filter((field) => !field.computed);
    const [sheet, setSheet] = useState<Sheet | null>(null);
    const [on, setOn] = useState(day);
    const [judged, setJudged] = useState<Judged>({ state: 'checking' });
    const [busy, setBusy] = useState(false);
    const recordsOf = (from: Sheet): NewRecord[] => from.rows.map((cells) => ({ dataset: dataset.id, on, values: rowValues(fields, from.columns, cells) }));

    const take = (text: string, is_old = false) => {
        const table = tableOf(text).filter((cells) => cells.some((cell) => cell !== ''));
        const heading = columnsByHeading(fields, table[0] ?? []);
        const rows = heading ? table.slice(1) : table;
        const width = Math.max(0, ...table.map((cells) => cells.length));
        const columns = heading ?? Array.from({ length: width }, (_, index) => fields[index]?.name ?? null);
        if (rows.length > 0) setSheet({ columns, rows: rows.slice(0, kMost), cut: rows.length > kMost, is_old });
    };
    const read = async (file: File) => {
        const { text, is_old } = decodeCsv(await file.arrayBuffer());
        take(text, is_old);
    };
    const paste = (event: ClipboardEvent) => {
        const text = event.clipboardData.getData('text/plain');
        if (text.trim() === '') return;
        event.preventDefault();
        take(text);
    };
    // Each change is judged a moment later; an answer to an older sheet is thrown away.
    useEffect(() => {
        if (!sheet || sheet.rows.length === 0) return;
        let current = true;
        setJudged({ state: 'checking' });
        const timer = setTimeout(() => {
            tryRecords(plan, recordsOf(sheet)).then(
                (tried) => current && setJudged({ state: 'good', tried }),
                (error: unknown) => {
                    const errors = recordErrors(error);
                    if (current) setJudged(errors ? { state: 'bad', errors } : { state: 'failed', error });
                },
            );
        }, 400);
        return () => {
            current = false;
            clearTimeout(timer);
        };
        // eslint-disable-next-line react-hooks/exhaustive-deps -- what `recordsOf` reads besides is listed
    }, [sheet, on, plan]);

    const errors = judged.state === 'bad' ? judged.errors : [];
    const shown = (sheet?.rows ?? []).map((cells, index) => ({ cells, index })).filter(({ index }) => index < kShown || errors.some((error) => error.record === index));
    const setCell = (row: number, column: number, value: string) => sheet && setSheet({ ...sheet, rows: sheet.rows.map((cells, index) => (index === row ? sheet.columns.map((_, at) => (at === column ? value : (cells[at] ?? ''))) : cells)) });
    const go = async () => {
        if (!sheet) return;
        setBusy(true);
        try {
            await save(recordsOf(sheet));
        } catch (error) {
            const found = recordErrors(error);
            setJudged(found ? { state: 'bad', errors: found } : { state: 'failed', error });
        } finally {
            setBusy(false);
        }
    };
    return (
        <SideDrawer title={t('records.paste')} close={close}>
            <p className="quiet">{format.text(dataset.title)}</p>
            {!sheet ? (
                <>
                    <p>{t('records.paste_lead')}</p>
                    <div className="field-box">
                        <label htmlFor="paste-here">{t('records.paste_here')}</label>
                        <textarea id="paste-here" className="field boxed paste-here" rows={6} onPaste={paste} onChange={(event) => event.target.value.includes('\n') && take(event.target.value)} />
                    </div>
                    <div className="drop-frame small">
                        <FileDrop label="records.paste_file" hint="records.paste_file_hint" kinds={['.csv', '.txt']} wrong_kind="records.paste_wrong_kind" max_megabytes={kMegabytes} take={(file) => void read(file)} />
                    </div>
                    <p className="quiet">{fields.map((field) => `${format.text(field.label) || field.name}${field.required ? ` (${t('records.required')})` : ''}`).join(' · ')}</p>
                </>
            ) : (
                <>
                    <div className="paste-head">
                        <div className="field-box">
                            <label htmlFor="paste-on">{t('records.on')}</label>
                            <DateField id="paste-on" value={on} set={setOn} />
                        </div>
                        <button type="button" className="simple" onClick={() => setSheet(null)}>{t('records.paste_again')}</button>
                    </div>
                    {sheet.is_old && <p className="warning-note" role="status">▲ {t('records.paste_old')}</p>}
                    {sheet.cut && <p className="warning-note">▲ {t('records.paste_most', { n: format.digits(kMost) })}</p>}
                    <p role="status" className={judged.state === 'bad' ? 'cell-trouble' : 'gain'}>
                        {judged.state === 'checking' && `◷ ${t('records.paste_checking')} (${t('records.paste_rows', { n: format.digits(sheet.rows.length) })})`}
                        {judged.state === 'good' && `✓ ${t('records.paste_good', { n: format.digits(sheet.rows.length) })}`}
                        {judged.state === 'bad' && `■ ${t('records.paste_bad', { n: format.digits(errors.length) })}`}
                    </p>
                    {judged.state === 'good' && <Gain tried={judged.tried} />}
                    {judged.state === 'failed' && <Trouble error={judged.error} />}
                    <div className="scroll-x paste-scroll" tabIndex={0} role="region" aria-label={t('records.paste')}>
                        <table className="data-table paste-table">
                            <thead>
                                <tr>
                                    <th scope="col"><span className="hidden">{t('records.paste_row', { n: '' })}</span></th>
                                    {sheet.columns.map((name, column) => (
                                        <th key={column} scope="col">
                                            <select
                                                className="boxed"
                                                aria-label={t('records.paste_column', { n: format.digits(column + 1) })}
                                                value={name ?? ''}
                                                onChange={(event) => setSheet({ ...sheet, columns: sheet.columns.map((old, at) => (at === column ? event.target.value || null : old === event.target.value ? null : old)) })}
                                            >
                                                <option value="">{t('records.paste_skip')}</option>
                                                {fields.map((field) => <option key={field.name} value={field.name}>{format.text(field.label) || field.name}</option>)}
                                            </select>
                                        </th>
                                    ))}
                                </tr>
                            </thead>
                            <tbody>
                                {shown.map(({ cells, index }) => {
                                    const mine = errors.filter((error) => error.record === index);
                                    const whole = mine.filter((error) => !sheet.columns.includes(error.field));
                                    return (
                                        <tr key={index}>
                                            <th scope="row">
                                                {format.digits(index + 1)}
                                                <button type="button" className="tool remove" aria-label={t('records.paste_remove', { n: format.digits(index + 1) })} onClick={() => setSheet({ ...sheet, rows: sheet.rows.filter((_, at) => at !== index) })}>
                                                    <Icon name="bin" />
                                                </button>
                                            </th>
                                            {sheet.columns.map((name, column) => {
                                                const error = mine.find((one) => one.field === name);
                                                const field = fields.find((one) => one.name === name);
                                                return (
                                                    <td key={column}>
                                                        <input
                                                            className="field boxed"
                                                            lang="th"
                                                            aria-label={`${t('records.paste_row', { n: format.digits(index + 1) })}, ${field ? format.text(field.label) || field.name : t('records.paste_skip')}`}
                                                            aria-invalid={error !== undefined || undefined}
                                                            aria-describedby={error ? `paste-${index}-${column}` : undefined}
                                                            disabled={name === null}
                                                            value={cells[column] ?? ''}
                                                            onChange={(event) => setCell(index, column, event.target.value)}
                                                        />
                                                        {error && <p id={`paste-${index}-${column}`} className="cell-trouble">■ {format.text(error.message)}</p>}
                                                        {column === 0 && whole.map((one) => <p key={one.field} className="cell-trouble">■ {format.text(one.message)}</p>)}
                                                    </td>
                                                );
                                            })}
                                        </tr>
                                    );
                                })}
                            </tbody>
                        </table>
                    </div>
                    {sheet.rows.length > shown.length && <p className="quiet">{t('records.paste_shown', { n: format.digits(kShown) })}</p>}
                    <div className="choices record-acts">
                        <button type="button" className="primary" disabled={busy || judged.state !== 'good' || sheet.rows.length === 0} onClick={() => void go()}>
                            {busy ? t('records.saving') : t('records.paste_save', { n: format.digits(sheet.rows.length) })}
                        </button>
                    </div>
                </>
            )}
        </SideDrawer>
    );
}
