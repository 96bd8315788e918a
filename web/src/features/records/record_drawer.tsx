// One record as a form made from its dictionary.
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/date_field';
import { Elsewhere } from '../../components/elsewhere';
import { SideDrawer } from '../../components/drawer';
import { FileButton } from '../../components/file_drop';
import { Trouble } from '../../components/page';
import { useAgency } from '../../lib/agency';
import { recordErrors } from '../../lib/record_errors';
import { shownOf, typedOf, valueOf, type Shower } from '../../lib/record_values';
import { recordName, tryRecords, type DataRecord, type Dataset, type DatasetField, type NewRecord, type RecordsTried, type RecordValues, type RegistriesView } from '../../lib/records';
import { useFormat } from '../../lib/settings';
import type { Id, Texts } from '../../lib/types';
import { Gain } from './gain';

interface InputProps {
    id: string;
    field: DatasetField;
    value: string;
    set: (value: string) => void;
    describedBy: string | undefined;
    invalid: boolean;
    references: { id: Id; label: string }[];
}

function FieldInput({ id, field, value, set, describedBy, invalid, references }: InputProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const shared = { id, className: 'field boxed', 'aria-describedby': describedBy, 'aria-invalid': invalid || undefined, 'aria-required': field.required || undefined };
    const choices = field.type === 'choice' ? (field.choices ?? []).map((choice) => ({ id: choice.value, label: format.text(choice.label) || choice.value })) : field.type === 'boolean' ? [{ id: 'true', label: t('records.yes') }, { id: 'false', label: t('records.no') }] : field.type === 'reference' ? references : null;
    if (choices) {
        return (
            <select {...shared} value={value} onChange={(event) => set(event.target.value)}>
                <option value="">{t('records.choose')}</option>
                {value !== '' && !choices.some((choice) => choice.id === value) && <option value={value}>{value}</option>}
                {choices.map((choice) => (
                    <option key={choice.id} value={choice.id} lang={field.type === 'reference' ? 'th' : undefined}>{choice.label}</option>
                ))}
            </select>
        );
    }
    if (field.type === 'date') return <DateField id={id} value={value} set={set} required={field.required} invalid={invalid} describedBy={describedBy} />;
    if (field.type === 'period') {
        const [from = '', to = ''] = value.split(' – ');
        return (
            <span className="period">
                <DateField id={id} name={`${format.text(field.label)} ${t('records.from')}`} value={from} set={(day) => set(`${day} – ${to}`)} required={field.required} invalid={invalid} describedBy={describedBy} />
                <DateField id={`${id}-to`} name={`${format.text(field.label)} ${t('records.to')}`} value={to} set={(day) => set(`${from} – ${day}`)} invalid={invalid} />
            </span>
        );
    }
    if (field.type === 'file') {
        const hash = async (file: File) => {
            const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
            set([...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
        };
        return (
            <span className="period">
                <input {...shared} placeholder={t('records.file_hash')} value={value} onChange={(event) => set(event.target.value)} />
                {globalThis.isSecureContext && <FileButton label={t('records.choose_file')} take={(file) => void hash(file)} />}
            </span>
        );
    }
    if (field.type === 'text') return <textarea {...shared} rows={1} lang="th" value={value} onChange={(event) => set(event.target.value)} />;
    const number = field.type === 'integer' || field.type === 'decimal' || field.type === 'money';
    return <input {...shared} className={`field boxed${number ? ' number' : ''}`} inputMode={number ? 'decimal' : undefined} type={field.type === 'url' ? 'url' : 'text'} value={value} onChange={(event) => set(event.target.value)} />;
}

interface DrawerProps {
    plan: Id;
    dataset: Dataset;
    datasets: readonly Dataset[];
    /** What its fields may refer to. */
    registers: RegistriesView['registers'];
    /** Absent: a new one. */
    record: DataRecord | undefined;
    day: string;
    editable: boolean;
    show: Shower;
    close: () => void;
    save: (record: NewRecord) => Promise<void>;
    withdraw: (record: DataRecord) => Promise<void>;
}

function Shown({ dataset, record, show }: { dataset: Dataset; record: DataRecord; show: Shower }) {
    const { t } = useTranslation();
    return (
        <dl className="drawer-facts">
            {dataset.fields.map((field) => (
                <div key={field.name}>
                    <dt>
                        {show.text(field.label) || field.name}
                        {field.personal && <span className="tag personal">{t('records.personal')}</span>}
                    </dt>
                    <dd lang={field.type === 'text' || field.type === 'reference' ? 'th' : undefined}>{field.type === 'url' || field.type === 'file' ? <code>{shownOf(field, record.values[field.name], show)}</code> : shownOf(field, record.values[field.name], show) || '–'}</dd>
                </div>
            ))}
            <div>
                <dt>{t('records.on')}</dt>
                <dd>{show.date(record.on)}</dd>
            </div>
        </dl>
    );
}

function Form({ plan, dataset, datasets, registers, record, day, save, withdraw }: DrawerProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const fields = dataset.fields.filter((field) => !field.computed);
    const computed = dataset.fields.filter((field) => field.computed);
    const [typed, setTyped] = useState<Record<string, string>>(() => Object.fromEntries(fields.map((field) => [field.name, typedOf(record?.values[field.name])])));
    const [on, setOn] = useState(record?.on ?? day);
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const [tried, setTried] = useState<RecordsTried | null>(null);
    const errors = failed === null ? [] : (recordErrors(failed) ?? []);
    const errorOf = (name: string): Texts | undefined => errors.find((error) => error.field === name)?.message;
    const others = errors.filter((error) => error.field !== 'on' && !fields.some((field) => field.name === error.field));
    const made = (): NewRecord => {
        const values: RecordValues = {};
        for (const field of fields) {
            const value = valueOf(field, field.type === 'period' && (typed[field.name] ?? '').trim() === '–' ? '' : (typed[field.name] ?? ''));
            if (value !== undefined) values[field.name] = value;
        }
        // The same day: what was said is put right. Another day: it is so from then on.
        return { dataset: dataset.id, ...(record ? { record: record.record } : {}), on, values, ...(record && record.on === on ? { corrects: record.fact } : {}) };
    };
    const references = ({ references: of = '' }: DatasetField) => {
        const dictionary = datasets.find((item) => item.id === of);
        return (registers.get(of)?.records ?? []).map((item) => ({ id: item.record, label: recordName(item, dictionary) }));
    };
    const go = async (work: () => Promise<void>) => {
        setBusy(true);
        setFailed(null);
        setTried(null);
        try {
            await work();
        } catch (error) {
            setFailed(error);
            const first = recordErrors(error)?.find(({ field }) => fields.some((one) => one.name === field));
            if (first) document.getElementById(`${id}-${first.field}`)?.focus();
        } finally {
            setBusy(false);
        }
    };
    const submit = (event: FormEvent) => {
        event.preventDefault();
        void go(() => save(made()));
    };
    return (
        <form className="record-form" noValidate onSubmit={submit}>
            {fields.map((field) => {
                const error = errorOf(field.name);
                const label = format.text(field.label) || field.name;
                const hints = [field.description, field.unit && t('records.unit', { unit: field.unit }), field.examples?.[0] && t('records.example', { example: field.examples[0] })].filter(Boolean);
                const key = `${id}-${field.name}`;
                return (
                    <div key={field.name} className="field-box">
                        <label htmlFor={key}>
                            {label}
                            {field.required && <span className="needed"> · {t('records.required')}</span>}
                            {field.personal && <span className="tag personal">{t('records.personal')}</span>}
                        </label>
                        <FieldInput
                            id={key}
                            field={field}
                            value={typed[field.name] ?? ''}
                            set={(value) => setTyped({ ...typed, [field.name]: value })}
                            describedBy={[error && `${key}-error`, hints.length > 0 && `${key}-hint`].filter(Boolean).join(' ') || undefined}
                            invalid={error !== undefined}
                            references={references(field)}
                        />
                        {error && <p id={`${key}-error`} className="cell-trouble" role="alert">■ {format.text(error)}</p>}
                        {hints.length > 0 && <p id={`${key}-hint`} className="quiet" lang="th">{hints.join(' · ')}</p>}
                    </div>
                );
            })}
            <div className="field-box">
                <label htmlFor={`${id}-on`}>{t('records.on')}</label>
                <DateField id={`${id}-on`} value={on} set={setOn} describedBy={`${id}-on-hint`} />
                {errorOf('on') && <p className="cell-trouble" role="alert">■ {format.text(errorOf('on'))}</p>}
                {record && <p id={`${id}-on-hint`} className="quiet">{t('records.on_hint')}</p>}
            </div>
            {computed.length > 0 && <p className="quiet">{t('records.computed_fields', { fields: computed.map((field) => format.text(field.label) || field.name).join(', ') })}</p>}
            {others.map((error) => (
                <p key={`${error.field} ${error.message.th}`} className="cell-trouble" role="alert">■ {format.text(error.message)}</p>
            ))}
            {failed !== null && recordErrors(failed) === null && <Trouble error={failed} />}
            {tried && <Gain tried={tried} />}
            <div className="choices record-acts">
                <button type="submit" className="primary" disabled={busy}>{t(busy ? 'records.saving' : 'records.save')}</button>
                <button type="button" className="simple" disabled={busy} onClick={() => void go(async () => setTried(await tryRecords(plan, [made()])))}>{t('records.try')}</button>
                {record && <button type="button" className="simple danger" disabled={busy} onClick={() => void go(() => withdraw(record))}>{t('records.withdraw')}</button>}
            </div>
        </form>
    );
}

export function RecordDrawer(props: DrawerProps) {
    const { t } = useTranslation();
    const { dataset, record, editable, show, close } = props;
    const { agency } = useAgency();
    const first = dataset.fields[0];
    const title = record && first ? shownOf(first, record.values[first.name], show) || record.record : t('records.new');
    return (
        <SideDrawer title={title} data={record !== undefined} close={close}>
            <p className="quiet">{show.text(dataset.title)}</p>
            {editable ? <Form {...props} /> : record && <Shown dataset={dataset} record={record} show={show} />}
            {record && <Elsewhere agency={agency?.id} plan={props.plan} subject={{ kind: 'record', id: record.record }} />}
        </SideDrawer>
    );
}
