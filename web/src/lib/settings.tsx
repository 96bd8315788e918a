// What a person sets for themselves: language, background, digits, agency. Remembered in the browser.
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { formatDate, formatFullDate, formatMonth, type Language } from './dates';
import { withDigits, type Digits } from './digits';
import { points, signedPoints } from './exact';
import { setTextLanguage } from './i18n';
import { formatMoney } from './money';
import type { Texts } from './types';

export interface Settings {
    language: Language;
    theme: 'light' | 'dark';
    digits: Digits;
    agency: string | null;
    /** The plan that the year's pages are about; null: of the newest year. */
    plan: string | null;
    /** The first steps are not shown any more. */
    guide_hidden: boolean;
}

const kStored = 'phaen.settings';

export function readSettings(): Settings {
    const prefersDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false;
    const settings: Settings = { language: 'th', theme: prefersDark ? 'dark' : 'light', digits: 'arabic', agency: null, plan: null, guide_hidden: false };
    try {
        const stored = JSON.parse(localStorage.getItem(kStored) ?? '{}') as Partial<Settings>;
        if (stored.language === 'th' || stored.language === 'en') settings.language = stored.language;
        if (stored.theme === 'light' || stored.theme === 'dark') settings.theme = stored.theme;
        if (stored.digits === 'thai' || stored.digits === 'arabic') settings.digits = stored.digits;
        if (typeof stored.agency === 'string') settings.agency = stored.agency;
        if (typeof stored.plan === 'string') settings.plan = stored.plan;
        if (typeof stored.guide_hidden === 'boolean') settings.guide_hidden = stored.guide_hidden;
    } catch {
        // A browser that keeps nothing, or rubbish in it: the defaults hold.
    }
    return settings;
}

export function showSettings(settings: Settings): void {
    document.documentElement.lang = settings.language;
    document.documentElement.dataset.theme = settings.theme;
}

interface Context extends Settings {
    set: (change: Partial<Settings>) => void;
}

const SettingsContext = createContext<Context | null>(null);

export function SettingsProvider({ children }: { children: ReactNode }) {
    const [settings, setSettings] = useState(readSettings);
    const set = useCallback((change: Partial<Settings>) => setSettings((old) => ({ ...old, ...change })), []);
    useEffect(() => {
        showSettings(settings);
        void setTextLanguage(settings.language);
        try {
            localStorage.setItem(kStored, JSON.stringify(settings));
        } catch {
            // Not remembered then.
        }
    }, [settings]);
    // What is set in another window holds here too.
    useEffect(() => {
        const onStorage = (event: StorageEvent) => {
            if (event.key === kStored) setSettings(readSettings());
        };
        window.addEventListener('storage', onStorage);
        return () => window.removeEventListener('storage', onStorage);
    }, []);
    const value = useMemo(() => ({ ...settings, set }), [settings, set]);
    return <SettingsContext value={value}>{children}</SettingsContext>;
}

export function useSettings(): Context {
    const context = use(SettingsContext);
    if (!context) throw new Error('useSettings outside of SettingsProvider');
    return context;
}

/** How values look to this person. */
export function useFormat() {
    const { language, digits } = useSettings();
    return useMemo(
        () => ({
            digits: (text: string | number) => withDigits(String(text), digits),
            /** A score or a weight: two places. */
            points: (value: string | number | null | undefined) => withDigits(points(value), digits),
            /** A change of a score, with its sign. */
            gain: (value: string | null | undefined) => withDigits(signedPoints(value), digits),
            money: (amount: string) => formatMoney(amount, digits) ?? amount,
            date: (iso: string) => formatDate(iso, language, digits),
            fullDate: (iso: string) => formatFullDate(iso, language, digits),
            month: (month: string) => formatMonth(month, language, digits),
            /** Fiscal years are Buddhist in the data; English readers get them named so. */
            text: (texts: Texts | undefined) => (language === 'en' ? (texts?.en ?? texts?.th) : texts?.th) ?? '',
        }),
        [language, digits],
    );
}
