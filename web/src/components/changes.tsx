// What changed between two plans, side by side, word by word.
import { useTranslation } from 'react-i18next';
import { useReadable } from './readable';
import type { Entry } from '../lib/plan_tree';
import { diffText } from '../lib/text_diff';
import { th, type TextKey } from '../lib/texts_th';
import type { Change, FieldChange, Id } from '../lib/types';

export const changeMarks: Record<Change['kind'], string> = { added: '+', removed: '−', moved: '↕', changed: '≠' };

export function useFieldName() {
    const { t } = useTranslation();
    return (field: string) => {
        const first = field.split('/')[0] ?? field;
        const name = `field.${first}` in th ? t(`field.${first}` as TextKey) : first;
        const rest = field.split('/').slice(1).join(' · ');
        return rest ? `${name} · ${rest}` : name;
    };
}

export function Sides({ change, index }: { change: FieldChange; index: ReadonlyMap<Id, Entry> }) {
    const { t } = useTranslation();
    const readable = useReadable(index);
    const text = (value: unknown) => readable(change.field, value);
    const pieces = diffText(text(change.before), text(change.after));
    const side = (kind: 'removed' | 'added', value: unknown) => (
        <p className="prose" lang="th">
            {value === undefined || value === null ? (
                <span className="quiet">({t('versions.empty')})</span>
            ) : (
                pieces
                    .filter((piece) => piece.kind === 'same' || piece.kind === kind)
                    .map((piece, position) =>
                        piece.kind === 'same' ? <span key={position}>{piece.text}</span> : kind === 'removed' ? <del key={position}>{piece.text}</del> : <ins key={position}>{piece.text}</ins>,
                    )
            )}
        </p>
    );
    return (
        <div className="compare-sides">
            <div>
                <span className="quiet">{t('versions.before')}</span>
                {side('removed', change.before)}
            </div>
            <div>
                <span className="quiet">{t('versions.after')}</span>
                {side('added', change.after)}
            </div>
        </div>
    );
}
