// What an indicator reads, in the reader's words: the plan file has verbs, ids and field names there, and a person who asks where a
// number comes from shall not meet them.
import type { Dataset } from './records';
import { query_th } from './texts_query';
import type { TextKey } from './texts_th';
import type { Id, Texts } from './types';

/** A query of the plan file (docs/reference/plan.schema.json). */
export interface Query {
    fn: string;
    of?: string;
    distinct?: string[];
    where?: [field: string, op: string, value: unknown][];
    num?: Query;
    den?: Query;
}

export interface QueryWords {
    t: (key: TextKey, values?: Record<string, string>) => string;
    text: (texts: Texts | undefined) => string;
    digits: (text: string | number) => string;
    datasets: readonly Dataset[];
    /** The indicator whose query it is, with the schedules that carry it out. */
    own: ReadonlySet<Id>;
    /** Names of the plan's elements and items of evidence by id. */
    names: ReadonlyMap<Id, string>;
}

const known = (key: string): TextKey | null => (key in query_th ? (key as TextKey) : null);

function fieldName(dataset: Dataset | undefined, name: string, words: QueryWords): string {
    const field = dataset?.fields.find((one) => one.name === name);
    const key = known(`query.field.${name}`);
    return words.text(field?.label) || (key && !dataset ? words.t(key) : name);
}

interface Source {
    dataset: Dataset | undefined;
    name: string;
}

function sourceOf(of: string, words: QueryWords): Source {
    const plain = of === 'steps' || of === 'evidence' ? known(`query.${of}`) : of.startsWith('ledger.') ? known(`query.balance.${of.slice('ledger.'.length)}`) : null;
    if (plain) return { dataset: undefined, name: words.t(plain) };
    const whole = words.datasets.find(({ id }) => id === of);
    if (whole) return { dataset: whole, name: words.text(whole.title) || of };
    const dot = of.lastIndexOf('.');
    const dataset = dot > 0 ? words.datasets.find(({ id }) => id === of.slice(0, dot)) : undefined;
    if (!dataset) return { dataset, name: of };
    return { dataset, name: words.t('query.field_of', { field: fieldName(dataset, of.slice(dot + 1), words), of: words.text(dataset.title) || dataset.id }) };
}

function valueName(dataset: Dataset | undefined, field: string, value: unknown, words: QueryWords): string {
    if (Array.isArray(value)) return value.map((one) => valueName(dataset, field, one, words)).join(', ');
    const text = String(value as string | number | boolean);
    const choice = dataset?.fields.find((one) => one.name === field)?.choices?.find((one) => one.value === text);
    return words.text(choice?.label) || words.names.get(text) || words.digits(text);
}

function conditionName(dataset: Dataset | undefined, [field, op, value]: [string, string, unknown], words: QueryWords): string {
    const name = fieldName(dataset, field, words);
    if (op === '=' && typeof value === 'string' && words.own.has(value)) return words.t('query.this_indicator');
    if (op === '=' && value === true) return name;
    if (op === '=' && value === false) return words.t('query.not', { field: name });
    const key = known(`query.op.${op}`);
    const said = valueName(dataset, field, value, words);
    return key ? words.t(key, { field: name, value: said }) : `${name} ${op} ${said}`;
}

/** "จำนวนขั้นตอน (ของตัวชี้วัดนี้, ทำเสร็จแล้ว)". */
export function queryName(query: Query, words: QueryWords): string {
    if (query.fn === 'ratio' && query.num && query.den) return words.t('query.ratio', { num: queryName(query.num, words), den: queryName(query.den, words) });
    const source = sourceOf(query.of ?? '', words);
    const fields = (query.distinct ?? []).map((name) => fieldName(source.dataset, name, words)).join(', ');
    const key = known(`query.${query.fn}`);
    const main = fields !== '' && query.fn === 'count' ? words.t('query.distinct', { field: fields, of: source.name }) : key ? words.t(key, { of: source.name }) : `${query.fn} ${source.name}`;
    const conditions = (query.where ?? []).map((condition) => conditionName(source.dataset, condition, words));
    return conditions.length === 0 ? main : `${main} (${conditions.join(', ')})`;
}
