// Where one will sign in. There are no accounts yet, and the page says so. It does without router and data, so that it is small.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../lib/settings';

export function SignIn() {
    const { t } = useTranslation();
    const settings = useSettings();
    const dark = settings.theme === 'dark';
    useEffect(() => {
        document.title = `${t('sign_in.title')} · ${t('app.name')}`;
    }, [t]);
    return (
        <div className="sign-in">
            <header className="sign-in-head">
                <p className="brand">{t('app.name')}</p>
                <div className="top-tools">
                    <div role="group" aria-label={t('app.language')} className="languages">
                        {(['th', 'en'] as const).map((language) => (
                            <button key={language} type="button" className="tool" lang={language} aria-pressed={settings.language === language} onClick={() => settings.set({ language })}>
                                {language === 'th' ? 'ไทย' : 'English'}
                            </button>
                        ))}
                    </div>
                    <button type="button" className="tool" onClick={() => settings.set({ theme: dark ? 'light' : 'dark' })}>
                        {dark ? t('app.theme_light') : t('app.theme_dark')}
                    </button>
                </div>
            </header>
            <main className="sign-in-card">
                <h1>{t('sign_in.title')}</h1>
                <p>{t('sign_in.lead')}</p>
                <ul className="sign-in-facts">
                    <li>{t('sign_in.fact_open')}</li>
                    <li>{t('sign_in.fact_name')}</li>
                    <li>{t('sign_in.fact_later')}</li>
                </ul>
                <a className="primary-link" href="/">
                    {t('sign_in.enter')}
                </a>
            </main>
        </div>
    );
}
