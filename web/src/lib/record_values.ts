// Values of records between the screen and the server: what a person typed or pasted becomes the value that the dictionary
// asks for; what cannot be read goes to the server as it is, which says what is wrong with it. And tables as CSV.
import { parseMoney } from './money';
import { toArabicDigits } from './digits';
import type { DataRecord, Dataset, DatasetField, RecordValues } from './records';
import type { Texts } from './types';

const kBuddhist = 543;
const kMonths: readonly (readonly string[])[] = [
    ['ม.ค.', 'มกราคม', 'jan'], ['ก.พ.', 'กุมภาพันธ์', 'feb'], ['มี.ค.', 'มีนาคม', 'mar'], ['เม.ย.', 'เมษายน', 'apr'],
    ['พ.ค.', 'พฤษภาคม', 'may'], ['มิ.ย.', 'มิถุนายน', 'jun'], ['ก.ค.', 'กรกฎาคม', 'jul'], ['ส.ค.', 'สิงหาคม', 'aug'],
    ['ก.ย.', 'กันยายน', 'sep'], ['ต.ค.', 'ตุลาคม', 'oct'], ['พ.ย.', 'พฤศจิกายน', 'nov'], ['ธ.ค.', 'ธันวาคม', 'dec'],
];

/** "15/1/2565", "15 ม.ค. 65", "2022-01-15" as "2022-01-15"; null when it is no day. Two digits are a Buddhist year. */
export function parseDay(typed: string): string | null {
    const text = toArabicDigits(typed).trim().replace(/พ\.ศ\.\s*/, '');
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text);
    const worded = /^(\d{1,2})\s*([^\d\s]+)\s*(\d{4}|\d{2})$/.exec(text);
    let parts: [number, number, number] | null = null;
    if (iso) parts = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
    else if (slashed) parts = [Number(slashed[3]), Number(slashed[2]), Number(slashed[1])];
    else if (worded) {
        const word = (worded[2] ?? '').toLowerCase();
        const month = kMonths.findIndex((names) => names.some((name) => name === word || (/^[a-z]/.test(name) && word.startsWith(name))));
        if (month >= 0) parts = [Number(worded[3]), month + 1, Number(worded[1])];
    }
    if (!parts) return null;
    let [year] = parts;
    const [, month, day] = parts;
    if (year < 100) year += 2500;
    if (year > 2300) year -= kBuddhist;
    const date = new Date(Date.UTC(year, month - 1, day));
    if (year < 1800 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
    return date.toISOString().slice(0, 10);
}

const kYes = ['true', 'yes', 'y', '1', 'ใช่', 'มี', '✓', 'จริง'];
const kNo = ['false', 'no', 'n', '0', 'ไม่', 'ไม่ใช่', 'ไม่มี', 'เท็จ'];

/** The value of a typed text; undefined when nothing was typed. */
export function valueOf(field: DatasetField, typed: string): unknown {
    const text = typed.trim();
    if (text === '') return undefined;
    const plain = toArabicDigits(text).replace(/,/g, '');
    switch (field.type) {
        case 'integer':
            return /^-?\d{1,15}$/.test(plain) ? Number(plain) : text;
        case 'decimal':
            return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? plain : text;
        case 'money':
            return parseMoney(text) ?? text;
        case 'boolean':
            return kYes.includes(text.toLowerCase()) ? true : kNo.includes(text.toLowerCase()) ? false : text;
        case 'date':
            return parseDay(text) ?? text;
        case 'period': {
            const ends = text.split(/\s*(?:–|—|\.\.|ถึง|\bto\b)\s*/);
            const [from, to] = [parseDay(ends[0] ?? ''), parseDay(ends[1] ?? ends[0] ?? '')];
            return from && to ? { from, to } : text;
        }
        case 'choice': {
            const same = (label: string | undefined) => label !== undefined && label.trim().toLowerCase() === text.toLowerCase();
            return (field.choices ?? []).find((choice) => same(choice.value) || same(choice.label?.th) || same(choice.label?.en))?.value ?? text;
        }
        default:
            return text;
    }
}

/** A value as it is typed; what `valueOf` reads again. */
export function typedOf(value: unknown): string {
    if (value === undefined || value === null) return '';
    if (typeof value === 'object' && 'from' in value && 'to' in value) return `${String(value.from)} – ${String(value.to)}`;
    if (typeof value === 'object') return JSON.stringify(value);
    return String(value as string | number | boolean);
}

export interface Shower {
    text: (texts: Texts | undefined) => string;
    date: (iso: string) => string;
    money: (amount: string) => string;
    digits: (text: string | number) => string;
    yes: string;
    no: string;
    label: (dataset: string, record: string) => string;
}

/** A value for the eye. */
export function shownOf(field: DatasetField, value: unknown, show: Shower): string {
    if (value === undefined || value === null) return '';
    if (field.type === 'boolean' && typeof value === 'boolean') return value ? show.yes : show.no;
    if (field.type === 'choice') {
        const choice = (field.choices ?? []).find((one) => one.value === value);
        return choice?.label ? show.text(choice.label) : typedOf(value);
    }
    if (field.type === 'date') return show.date(typedOf(value));
    if (field.type === 'period' && typeof value === 'object' && 'from' in value && 'to' in value) return `${show.date(String(value.from))} – ${show.date(String(value.to))}`;
    if (field.type === 'money') return show.money(typedOf(value));
    if (field.type === 'integer' || field.type === 'decimal') return show.digits(typedOf(value));
    if (field.type === 'reference') return show.label(field.references ?? '', typedOf(value));
    if (field.type === 'file') return typedOf(value).slice(0, 12);
    return typedOf(value);
}

const collator = new Intl.Collator('th', { numeric: true });

export interface TableView {
    text: string;
    /** By field, the value that is wanted. */
    where: Record<string, string>;
    sort: string;
    down: boolean;
}

/** The records that fit, in the order that is wanted; the server's order without one. Empty values stand last. */
export function viewOf(records: readonly DataRecord[], dataset: Dataset, view: TableView, show: Shower): DataRecord[] {
    const wanted = view.text.trim().toLowerCase();
    const found = records.filter(
        (item) =>
            Object.entries(view.where).every(([name, value]) => value === '' || typedOf(item.values[name]) === value) &&
            (wanted === '' || dataset.fields.some((field) => shownOf(field, item.values[field.name], show).toLowerCase().includes(wanted))),
    );
    const field = dataset.fields.find((one) => one.name === view.sort);
    if (!field) return view.sort === 'on' ? found.sort((a, b) => (view.down ? -1 : 1) * collator.compare(a.on, b.on)) : found;
    const key = (item: DataRecord) => (field.type === 'text' || field.type === 'choice' || field.type === 'reference' ? shownOf(field, item.values[field.name], show) : typedOf(item.values[field.name]));
    return found.sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x === '' || y === '') return x === y ? 0 : x === '' ? 1 : -1;
        return (view.down ? -1 : 1) * collator.compare(x, y);
    });
}

/** A cell of CSV. A spreadsheet takes what begins with one of these as a formula, so a quote goes before it. */
export function csvCell(value: string): string {
    const safe = /^[\s]*[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(safe) || safe !== safe.trim() ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** As values of the dictionary, with the fields' Thai labels; a byte order mark makes a spreadsheet read it as UTF-8. */
export function toCsv(records: readonly DataRecord[], fields: readonly DatasetField[]): string {
    const lines = [fields.map((field) => csvCell(field.label?.th ?? field.name)), ...records.map((item) => fields.map((field) => csvCell(typedOf(item.values[field.name]))))];
    return `\ufeff${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

/** For each column of a pasted table the field that it is of, by its heading; null without headings. */
export function columnsByHeading(fields: readonly DatasetField[], heading: readonly string[]): (string | null)[] | null {
    const plain = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
    const columns = heading.map((cell) => fields.find((field) => plain(cell) !== '' && [field.name, field.label?.th, field.label?.en].some((name) => plain(name) === plain(cell)))?.name ?? null);
    return columns.filter((name) => name !== null).length * 2 >= heading.length ? columns : null;
}

/** The values of one row of cells; computed fields and columns without a field are left out. */
export function rowValues(fields: readonly DatasetField[], columns: readonly (string | null)[], cells: readonly string[]): RecordValues {
    const values: RecordValues = {};
    columns.forEach((name, index) => {
        const field = fields.find((one) => one.name === name);
        const value = field ? valueOf(field, cells[index] ?? '') : undefined;
        if (field && value !== undefined) values[field.name] = value;
    });
    return values;
}
