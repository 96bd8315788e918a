// The finance system's sheet step by step: the file, what its columns and texts mean, what it would change, the import, and back.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SideDrawer } from '../../components/drawer';
import { FileDrop } from '../../components/file_drop';
import { Loading, Trouble } from '../../components/page';
import { isNothing } from '../../lib/curve';
import { useFormat } from '../../lib/settings';
import type { TextKey } from '../../lib/texts_th';
import type { PlanSummary } from '../../lib/types';
import type { Money } from '../../lib/types_year';
import { yearKeys } from '../../lib/year';
import { importSheet, lookAtSheet, takeBack, type Looked, type SeenSheet, type SheetColumn, type SheetField, type SheetImported, type SheetMapping } from './sheet_requests';

const kKinds = ['disbursement', 'commitment', 'advance', 'advance_clearing', 'return', 'transfer_in', 'transfer_out', 'appropriation', 'allotment', 'carry_over'] as const;
const kColumns = [
    ['date', 'sheet.date'], ['posting', 'sheet.kind'], ['project', 'one.project'], ['category', 'money.category'], ['fund', 'money.fund'], ['document', 'money.document'], ['note', 'money.note'],
] as const satisfies readonly (readonly [SheetColumn, TextKey])[];
const kFields = ['posting', 'project', 'category', 'fund'] as const satisfies readonly SheetField[];
const kFieldNames = { posting: 'sheet.kind', project: 'one.project', category: 'money.category', fund: 'money.fund' } as const satisfies Record<SheetField, TextKey>;

interface Choice {
    id: string;
    name: string;
}

function useChoices(money: Money): Record<SheetField, Choice[]> {
    const { t } = useTranslation();
    return { posting: kKinds.map((kind) => ({ id: kind, name: t(`posting.${kind}`) })), project: money.projects, category: money.categories, fund: money.funds };
}

interface PartProps {
    seen: SeenSheet;
    mapping: SheetMapping;
    set: (mapping: SheetMapping) => void;
    money: Money;
}

/** Which column is what, as it was recognised, to be corrected. */
function Columns({ seen, mapping, set, money }: PartProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const choices = useChoices(money);
    const headings = seen.columns.map((column) => column.heading);
    const options = headings.map((heading) => <option key={heading} value={heading} lang="th">{heading}</option>);
    const setColumn = (field: SheetColumn, heading: string) => {
        const columns = { ...mapping.columns };
        if (heading === '') delete columns[field];
        else columns[field] = heading;
        set({ ...mapping, columns, key: mapping.key?.length && columns.document ? [columns.document] : [] });
    };
    const setFixed = (field: 'project' | 'category' | 'fund', value: string) => set({ ...mapping, fixed: { ...mapping.fixed, [field]: value } });
    const amounts = [...mapping.amounts, { column: '' }];
    const setAmount = (index: number, amount: { column: string; posting?: string }) => {
        const next = amounts.map((old, at) => (at === index ? amount : old)).filter(({ column }) => column !== '');
        set({ ...mapping, amounts: next });
    };
    return (
        <fieldset className="sheet-part">
            <legend>{t('sheet.columns')}</legend>
            {kColumns.map(([field, label]) => (
                <div key={field} className="sheet-pair">
                    <label>
                        <span>{t(label)}</span>
                        <select className="boxed" value={mapping.columns[field] ?? ''} onChange={(event) => setColumn(field, event.target.value)}>
                            <option value="">{t('sheet.none')}</option>
                            {options}
                        </select>
                    </label>
                    {(field === 'project' || field === 'category' || field === 'fund') && !mapping.columns[field] && (
                        <select className="boxed" aria-label={`${t('sheet.fixed')}: ${t(label)}`} value={mapping.fixed?.[field] ?? ''} onChange={(event) => setFixed(field, event.target.value)}>
                            <option value="">{t('sheet.fixed')}…</option>
                            {choices[field].map((item) => <option key={item.id} value={item.id} lang="th">{item.name}</option>)}
                        </select>
                    )}
                </div>
            ))}
            {amounts.map((amount, index) => (
                <div key={index} className="sheet-pair">
                    <label>
                        <span>{t('sheet.amount', { n: format.digits(index + 1) })}</span>
                        <select className="boxed" value={amount.column} onChange={(event) => setAmount(index, { ...amount, column: event.target.value })}>
                            <option value="">{t('sheet.none')}</option>
                            {options}
                        </select>
                    </label>
                    {amount.column !== '' && (
                        <select className="boxed" aria-label={`${t('sheet.amount', { n: format.digits(index + 1) })}: ${t('sheet.kind')}`} value={amount.posting ?? ''} onChange={(event) => setAmount(index, event.target.value === '' ? { column: amount.column } : { column: amount.column, posting: event.target.value })}>
                            <option value="">{t('sheet.from_column')}</option>
                            {choices.posting.map((item) => <option key={item.id} value={item.id}>{item.name}</option>)}
                        </select>
                    )}
                </div>
            ))}
        </fieldset>
    );
}

/** What each text of the chosen columns means; what nobody knows stands first. */
function Meanings({ seen, mapping, set, money }: PartProps) {
    const { t } = useTranslation();
    const choices = useChoices(money);
    const known = mapping.values ?? [];
    const setValue = (field: SheetField, text: string, value: string) => {
        const others = known.filter((item) => item.field !== field || item.text !== text);
        set({ ...mapping, values: value === '' ? others : [...others, { field, text, value }] });
    };
    const parts = kFields.flatMap((field) => {
        const column = seen.columns.find(({ heading }) => heading === mapping.columns[field]);
        const skipped = new Set(mapping.skip ?? []);
        const texts = column?.texts.filter((text) => !skipped.has(text)) ?? [];
        return texts.length === 0 ? [] : [{ field, texts }];
    });
    if (parts.length === 0) return null;
    return (
        <fieldset className="sheet-part">
            <legend>{t('sheet.meanings')}</legend>
            {parts.map(({ field, texts }) => texts.map((text) => {
                const value = known.find((item) => item.field === field && item.text === text)?.value ?? '';
                return (
                    <label key={`${field} ${text}`}>
                        <span>{t(kFieldNames[field])}: <span lang="th">{text}</span></span>
                        <select className="boxed" value={value} aria-invalid={value === '' || undefined} onChange={(event) => setValue(field, text, event.target.value)}>
                            <option value="">{t('sheet.choose')}</option>
                            {choices[field].map((item) => <option key={item.id} value={item.id} lang={field === 'posting' ? undefined : 'th'}>{item.name}</option>)}
                        </select>
                    </label>
                );
            }))}
        </fieldset>
    );
}

function Found({ found }: { found: SheetImported }) {
    const { t } = useTranslation();
    const format = useFormat();
    const n = (value: number) => format.digits(value);
    return (
        <div role="status" className="sheet-found">
            <p>
                {found.problems.length === 0 && found.added + found.corrected + found.withdrawn === 0
                    ? t('sheet.nothing_new')
                    : t('sheet.result', { added: n(found.added), corrected: n(found.corrected), withdrawn: n(found.withdrawn), unchanged: n(found.unchanged), skipped: n(found.skipped) })}
            </p>
            {found.gone > 0 && <p className="state-waiting">◷ {t('sheet.gone', { n: n(found.gone) })}</p>}
            {found.problems.length > 0 && (
                <>
                    <p className="state-late">■ {t('sheet.problems', { n: n(found.problems.length) })}</p>
                    <ul className="plain sheet-problems">
                        {found.problems.map((problem, index) => (
                            <li key={index} className="message">
                                {problem.row > 0 && problem.column === '' && `${t('sheet.row', { row: n(problem.row) })}: `}
                                {format.text(problem.message)}
                            </li>
                        ))}
                    </ul>
                </>
            )}
            {found.reconciled.length > 0 && (
                <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-label={t('sheet.reconciled')}>
                    <table className="data-table stacked">
                        <caption>{t('sheet.reconciled')}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{t('sheet.kind')}</th>
                                <th scope="col" className="number">{t('sheet.in_sheet')}</th>
                                <th scope="col" className="number">{t('sheet.in_ledger')}</th>
                                <th scope="col" className="number">{t('sheet.difference')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {found.reconciled.map((one) => (
                                <tr key={`${one.fiscal_year} ${one.posting}`} className={isNothing(one.difference) ? undefined : 'strong'}>
                                    <th scope="row">{t(`posting.${one.posting}` as TextKey)} {n(one.fiscal_year)}</th>
                                    <td className="number" data-label={t('sheet.in_sheet')}>{format.money(one.in_sheet)}</td>
                                    <td className="number" data-label={t('sheet.in_ledger')}>{format.money(one.in_ledger)}</td>
                                    <td className="number" data-label={t('sheet.difference')}>{isNothing(one.difference) ? '✓ ' : '▲ '}{format.money(one.difference)}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </div>
    );
}

export function SheetDrawer({ money, plan, close }: { money: Money; plan: PlanSummary; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [seen, setSeen] = useState<(Looked & { name: string }) | null>(null);
    const [mapping, setMapping] = useState<SheetMapping | null>(null);
    const [found, setFound] = useState<SheetImported | null>(null);
    const [done, setDone] = useState<string[] | 'undone' | null>(null);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const work = async (does: () => Promise<void>) => {
        setBusy(true);
        setError(null);
        try {
            await does();
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    };
    const change = (next: SheetMapping) => {
        setMapping(next);
        setFound(null);
        setDone(null);
    };
    const choose = async (file: File) => {
        setSeen(null);
        await work(async () => {
            const looked = await lookAtSheet(plan.id, file);
            setSeen({ ...looked, name: file.name });
            if (looked.sheets[0]) change(looked.sheets[0].mapping);
        });
    };
    const fresh = async () => await client.invalidateQueries({ queryKey: yearKeys.all(plan.id) });
    const send = async (trial: boolean) =>
        await work(async () => {
            if (!seen || !mapping) return;
            const answer = await importSheet(plan.id, seen.file, mapping, trial);
            setFound(answer);
            if (trial) return;
            setDone(answer.facts);
            await fresh();
        });
    const undo = async (facts: string[]) =>
        await work(async () => {
            await takeBack(plan.id, facts);
            setDone('undone');
            setFound(null);
            await fresh();
        });
    const sheet = seen?.sheets.find(({ name }) => name === (mapping?.sheet ?? name));
    const changes = found ? found.added + found.corrected + found.withdrawn : 0;
    return (
        <SideDrawer title={t('sheet.open')} close={close}>
            <p className="quiet">{t('sheet.lead')}</p>
            <div className="drop-frame small">
                <FileDrop label="sheet.file" hint="sheet.file_hint" kinds={['.xlsx', '.csv', '.txt']} wrong_kind="sheet.wrong_kind" disabled={busy} take={(file) => void choose(file)} />
            </div>
            {seen && <p className="quiet">{t('sheet.file_name')} <span lang="th">{seen.name}</span></p>}
            {seen?.encoding === 'windows-874' && <p className="warning-note" role="status">▲ {t('sheet.old_letters')}</p>}
            {busy && !seen && <Loading />}
            {seen && mapping && sheet && (
                <form className="posting-form" onSubmit={(event) => { event.preventDefault(); void send(true); }}>
                    {seen.sheets.length > 1 && (
                        <label>
                            <span>{t('sheet.sheet')}</span>
                            <select className="boxed" value={sheet.name} onChange={(event) => { const next = seen.sheets.find(({ name }) => name === event.target.value); if (next) change(next.mapping); }}>
                                {seen.sheets.map(({ name }) => <option key={name} value={name} lang="th">{name}</option>)}
                            </select>
                        </label>
                    )}
                    <p className="quiet">{t('sheet.rows', { rows: format.digits(sheet.rows) })}</p>
                    <Columns seen={sheet} mapping={mapping} set={change} money={money} />
                    <Meanings seen={sheet} mapping={mapping} set={change} money={money} />
                    <label className="sheet-tick">
                        <input type="checkbox" disabled={!mapping.columns.document} checked={(mapping.key?.length ?? 0) > 0} onChange={(event) => change({ ...mapping, key: event.target.checked && mapping.columns.document ? [mapping.columns.document] : [] })} />{' '}
                        {t('sheet.key')}
                    </label>
                    <label className="sheet-tick">
                        <input type="checkbox" checked={mapping.is_complete ?? false} onChange={(event) => change({ ...mapping, is_complete: event.target.checked })} /> {t('sheet.complete')}
                    </label>
                    {!found && done === null && <button type="submit" className="primary" disabled={busy}>{t(busy ? 'sheet.trying' : 'sheet.try')}</button>}
                </form>
            )}
            {error !== null && <Trouble error={error} />}
            {found && <Found found={found} />}
            {found && done === null && found.problems.length === 0 && changes > 0 && (
                <p><button type="button" className="primary" disabled={busy} onClick={() => void send(false)}>{t('sheet.import', { n: format.digits(changes) })}</button></p>
            )}
            {done === 'undone' && <p role="status">✓ {t('sheet.undone')}</p>}
            {Array.isArray(done) && (
                <p role="status">
                    ✓ {t('sheet.imported', { n: format.digits(done.length) })}{' '}
                    <button type="button" className="simple" disabled={busy} onClick={() => void undo(done)}>{t('sheet.undo')}</button>
                </p>
            )}
        </SideDrawer>
    );
}
