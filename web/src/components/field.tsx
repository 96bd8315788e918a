// Editing in place: the value is the input. It saves when one leaves it or presses Enter, and Escape gives the old value back.
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemTexts } from '../lib/api';
import { holdFocus } from '../lib/hold_focus';
import { toArabicDigits } from '../lib/digits';
import type { Json, Patch } from '../lib/merge';
import { memberOf } from '../lib/findings';
import { parseMoney } from '../lib/money';
import { useFormat } from '../lib/settings';
import type { Id, Texts } from '../lib/types';
import { useEditor } from './editor';
import { FindingChip } from './finding';

type Kind = 'text' | 'prose' | 'money' | 'number' | 'points';

interface FieldProps {
    element: Id;
    /** The member of the element; what findings about it name. */
    member: string;
    label: string;
    value: string | number | null | undefined;
    kind?: Kind;
    /** The label is there for screen readers only. */
    hidden_label?: boolean;
    /** The whole label for screen readers, where the visible one is short. */
    spoken?: string;
    required?: boolean;
    hint?: string;
    /** What to send for a value; by default the member itself. */
    patch?: (value: Json) => Patch;
    show_findings?: boolean;
}

type Wrong = 'edit.bad_money' | 'edit.bad_number' | 'edit.required';

type State = { name: 'idle' } | { name: 'saving' } | { name: 'saved' } | { name: 'refused'; why: Wrong | { title: Texts; detail?: Texts } };

/** The value to send for what was typed, or why there is none. */
function read(kind: Kind, typed: string, required: boolean): { value: Json } | { wrong: Wrong } {
    const trimmed = typed.trim();
    if (trimmed === '') return required ? { wrong: 'edit.required' } : { value: null };
    if (kind === 'money') {
        const amount = parseMoney(trimmed);
        return amount === null ? { wrong: 'edit.bad_money' } : { value: amount };
    }
    if (kind === 'number' || kind === 'points') {
        const plain = toArabicDigits(trimmed).replace(/,/g, '');
        if (!/^-?\d+(\.\d+)?$/.test(plain)) return { wrong: 'edit.bad_number' };
        // Whole numbers are numbers in the plan file, others decimal strings.
        return { value: /^-?\d{1,15}$/.test(plain) ? Number(plain) : plain };
    }
    return { value: trimmed };
}

/** What was typed is done with: out of the field, but no further than to what is round it. */
function stepOut(field: HTMLElement): void {
    if (field.parentElement) holdFocus(field.parentElement);
    else field.blur();
}

export function Field(props: FieldProps) {
    const { element, member, label, value, kind = 'text', hidden_label, spoken, required = false, hint, patch, show_findings = true } = props;
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const id = useId();
    const raw = value === null || value === undefined ? '' : String(value);
    const looks: Record<Kind, () => string> = {
        text: () => raw,
        prose: () => raw,
        money: () => (raw === '' ? raw : format.money(raw)),
        number: () => format.digits(raw),
        // What the plan says more exactly than two places is not rounded where it is written.
        points: () => (/\.\d{3}/.test(raw) ? format.digits(raw) : format.points(raw)),
    };
    const shown = looks[kind]();
    const [draft, setDraft] = useState<string | null>(null);
    const [state, setState] = useState<State>({ name: 'idle' });
    const tag = useRef<string | undefined>(undefined);
    const cancelled = useRef(false);

    const save = async (typed: string) => {
        if (typed === shown) {
            setDraft(null);
            setState((old) => (old.name === 'refused' ? { name: 'idle' } : old));
            return;
        }
        const result = read(kind, typed, required);
        if ('wrong' in result) {
            setState({ name: 'refused', why: result.wrong });
            return;
        }
        if (String(result.value ?? '') === raw) {
            setDraft(null);
            setState({ name: 'idle' });
            return;
        }
        setState({ name: 'saving' });
        try {
            await editor.save(element, patch ? patch(result.value) : { [member]: result.value }, tag.current);
            setDraft(null);
            setState({ name: 'saved' });
        } catch (error) {
            setState({ name: 'refused', why: problemTexts(error) });
        }
    };
    const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape' && draft !== null) {
            cancelled.current = true;
            stepOut(event.currentTarget);
        }
        if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            stepOut(event.currentTarget);
        }
    };
    const common = {
        id,
        'aria-label': spoken,
        className: `field ${kind === 'points' ? 'number' : kind}`,
        lang: kind === 'text' || kind === 'prose' ? 'th' : undefined,
        value: draft ?? shown,
        readOnly: !editor.editable,
        placeholder: editor.editable ? t('plan.not_set') : '–',
        'aria-invalid': state.name === 'refused' || undefined,
        'aria-describedby': `${id}-state`,
        onFocus: () => {
            if (state.name !== 'refused') tag.current = editor.tagOf(element);
        },
        onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
        onBlur: () => {
            if (cancelled.current) {
                cancelled.current = false;
                setDraft(null);
                setState({ name: 'idle' });
                return;
            }
            if (draft !== null && editor.editable) void save(draft);
        },
        onKeyDown,
    };
    const own = show_findings ? (editor.findings.get(element) ?? []).filter((finding) => finding.element === element && memberOf(finding, [member])) : [];
    return (
        <div className="field-box">
            <label htmlFor={id} className={hidden_label ? 'hidden' : undefined}>
                {label}
            </label>
            {kind === 'prose' ? <textarea rows={1} {...common} /> : <input type="text" inputMode={kind === 'text' ? undefined : 'decimal'} {...common} />}
            <p id={`${id}-state`} className={`field-state ${state.name}`} aria-live="polite">
                {state.name === 'saving' && t('plan.saving')}
                {state.name === 'saved' && `✓ ${t('plan.saved')}`}
                {state.name === 'refused' && `■ ${t('plan.unsaved')}: ${typeof state.why === 'string' ? t(state.why) : `${format.text(state.why.title)} ${format.text(state.why.detail)}`.trim()}`}
                {state.name === 'idle' && hint}
            </p>
            {own.map((finding) => (
                <FindingChip key={finding.key} finding={finding} />
            ))}
        </div>
    );
}
