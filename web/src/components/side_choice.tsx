// Two versions of one field side by side, with the words marked in which they differ, and a choice between them.
import { useTranslation } from 'react-i18next';
import type { Entry } from '../lib/plan_tree';
import { diffText } from '../lib/text_diff';
import type { Id } from '../lib/types';
import { useReadable } from './readable';

interface Side<Name extends string> {
    name: Name;
    label: string;
    value: unknown;
}

export interface SideChoiceProps<Name extends string> {
    /** Groups the two radio buttons: of its own for each field. */
    group: string;
    legend: string;
    field: string;
    sides: readonly [Side<Name>, Side<Name>];
    index: ReadonlyMap<Id, Entry>;
    chosen: Name;
    choose: (name: Name) => void;
}

export function SideChoice<Name extends string>({ group, legend, field, sides, index, chosen, choose }: SideChoiceProps<Name>) {
    const { t } = useTranslation();
    const readable = useReadable(index);
    const [first, second] = sides;
    const pieces = diffText(readable(field, first.value), readable(field, second.value));
    return (
        <fieldset className="conflict">
            <legend>{legend}</legend>
            {sides.map((side) => (
                <label key={side.name} className={chosen === side.name ? 'side chosen' : 'side'}>
                    <span className="side-name">
                        <input type="radio" name={group} checked={chosen === side.name} onChange={() => choose(side.name)} /> {side.label}
                    </span>
                    {readable(field, side.value) === '' ? (
                        <p className="quiet">({t('versions.empty')})</p>
                    ) : (
                        <p className="prose" lang="th">
                            {pieces
                                .filter((piece) => piece.kind === 'same' || piece.kind === (side === first ? 'removed' : 'added'))
                                .map((piece, position) => (piece.kind === 'same' ? <span key={position}>{piece.text}</span> : <mark key={position}>{piece.text}</mark>))}
                        </p>
                    )}
                </label>
            ))}
        </fieldset>
    );
}
