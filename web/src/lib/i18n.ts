import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from './dates';
import { first_en, first_th } from './texts_first';
import type { TextKey } from './texts_th';

declare module 'i18next' {
    interface CustomTypeOptions {
        defaultNS: 'translation';
        keySeparator: false;
        nsSeparator: false;
        resources: { translation: Record<TextKey, string> };
    }
}

export async function startTexts(language: Language): Promise<void> {
    await i18next.use(initReactI18next).init({
        lng: language,
        fallbackLng: 'th',
        keySeparator: false,
        nsSeparator: false,
        pluralSeparator: '__',
        resources: { th: { translation: first_th }, en: { translation: first_en } },
        interpolation: { escapeValue: false },
    });
}

export const setTextLanguage = (language: Language) => i18next.changeLanguage(language);
