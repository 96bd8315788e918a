// Values of the plan as text for comparisons: lists a line each, references by their titles, months and money as elsewhere.

export interface Readers {
    money: (amount: string) => string;
    month: (month: string) => string;
    /** What a reader calls the element; absent where it is no element. */
    title: (id: string) => string | undefined;
    label: (member: string) => string;
}

type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

function scalar(member: string, value: unknown, readers: Readers): string {
    if (typeof value !== 'string') return String(value);
    if (member === 'budget' || member === 'amount') return readers.money(value);
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return readers.month(value);
    return readers.title(value) ?? value;
}

function members(value: Members, readers: Readers): string {
    if (typeof value.unresolved === 'string') return value.unresolved;
    if (typeof value.from === 'string' && typeof value.to === 'string') return `${scalar('from', value.from, readers)} – ${scalar('to', value.to, readers)}`;
    return Object.entries(value)
        .filter(([member, inner]) => member !== 'id' && inner !== null && inner !== undefined)
        .map(([member, inner]) => `${readers.label(member)}: ${typeof inner === 'object' ? JSON.stringify(inner) : scalar(member, inner, readers)}`)
        .join(', ');
}

/** `field` is a member or a JSON Pointer to one, without its first slash. */
export function readable(field: string, value: unknown, readers: Readers): string {
    if (value === null || value === undefined) return '';
    const member = field.split('/').pop() ?? field;
    const one = (item: unknown) => (isMembers(item) ? members(item, readers) : scalar(member, item, readers));
    return Array.isArray(value) ? value.map(one).join('\n') : one(value);
}
