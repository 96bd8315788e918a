import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toArabicDigits } from './digits';
import { useFormat } from './settings';
import type { Texts } from './types';

/** With the fiscal year behind it, unless the title says that year itself, in either digits. */
export function withYear(title: string, year: number, shown: string): string {
    return toArabicDigits(title).includes(String(year)) ? title : `${title} (${shown})`;
}

/** How a plan is called on the screen, and in which language when that is not the screen's own. */
export function usePlanTitle() {
    const { t } = useTranslation();
    const format = useFormat();
    return useCallback(
        (title: Texts | undefined): { text: string; lang: 'th' | undefined } => {
            const text = format.text(title);
            return { text: text === '' ? t('plan.untitled') : text, lang: text !== '' && text === title?.th ? 'th' : undefined };
        },
        [t, format],
    );
}
