// How the application looks to this person: digits, language, light or dark. In the top bar; on the phone in the person's menu.
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icons';
import { useSettings } from '../lib/settings';

export function Looks() {
    const { t } = useTranslation();
    const settings = useSettings();
    const dark = settings.theme === 'dark';
    const thai_digits = settings.digits === 'thai';
    return (
        <>
            <button
                type="button"
                className="tool"
                aria-label={thai_digits ? t('app.to_arabic_digits') : t('app.to_thai_digits')}
                title={thai_digits ? t('app.to_arabic_digits') : t('app.to_thai_digits')}
                onClick={() => settings.set({ digits: thai_digits ? 'arabic' : 'thai' })}
            >
                <span lang="th">{thai_digits ? '123' : '๑๒๓'}</span>
            </button>
            <div role="group" aria-label={t('app.language')} className="languages">
                <button type="button" className="tool" lang="th" aria-pressed={settings.language === 'th'} onClick={() => settings.set({ language: 'th' })}>
                    ไทย
                </button>
                <button type="button" className="tool" lang="en" aria-pressed={settings.language === 'en'} onClick={() => settings.set({ language: 'en' })}>
                    English
                </button>
            </div>
            <button
                type="button"
                className="tool"
                aria-label={dark ? t('app.to_light') : t('app.to_dark')}
                title={dark ? t('app.to_light') : t('app.to_dark')}
                onClick={() => settings.set({ theme: dark ? 'light' : 'dark' })}
            >
                <Icon name={dark ? 'sun' : 'moon'} />
            </button>
        </>
    );
}
