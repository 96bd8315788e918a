import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../lib/plan_tree';
import { readable } from '../lib/readable';
import { useFormat } from '../lib/settings';
import { th, type TextKey } from '../lib/texts_th';

/** Values of this plan as text, as this person reads them. */
export function useReadable(index: ReadonlyMap<string, Entry>): (field: string, value: unknown) => string {
    const { t } = useTranslation();
    const format = useFormat();
    return useMemo(() => {
        const readers = {
            money: format.money,
            month: format.month,
            title: (id: string) => index.get(id)?.title,
            label: (member: string) => (`field.${member}` in th ? t(`field.${member}` as TextKey) : member),
        };
        return (field: string, value: unknown) => readable(field, value, readers);
    }, [format, index, t]);
}
