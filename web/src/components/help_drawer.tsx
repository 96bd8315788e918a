// What the page is for, how its main tasks are done, and its keys.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readHelp, type Help } from '../lib/help';
import { useSettings } from '../lib/settings';
import type { TextKey } from '../lib/texts_th';
import { SideDrawer } from './drawer';

export default function HelpDrawer({ help, title, close }: { help: TextKey; title: string; close: () => void }) {
    const { t } = useTranslation();
    const { language } = useSettings();
    const [read, setRead] = useState<Help | null>(null);
    useEffect(() => {
        let current = true;
        void readHelp(help.replace(/^help\./, '')).then((found) => current && setRead(found));
        return () => {
            current = false;
        };
    }, [help]);
    const text = read?.[language];
    return (
        <SideDrawer title={`${t('app.help')}: ${title}`} close={close}>
            <div className="help-page">
                <p className="help-for">{text?.for ?? t(help).split('\n')[0]}</p>
                {!text && (
                    <ul>
                        {t(help).split('\n').slice(1).map((line) => <li key={line}>{line}</li>)}
                    </ul>
                )}
                {(text?.tasks ?? []).map((task) => (
                    <section key={task.title}>
                        <h3>{task.title}</h3>
                        <ol>{task.steps.map((step) => <li key={step}>{step}</li>)}</ol>
                    </section>
                ))}
                {text && text.keys.length > 0 && (
                    <section>
                        <h3>{t('help_page.keys')}</h3>
                        <dl className="drawer-facts">
                            {text.keys.map((one) => (
                                <div key={one.key}>
                                    <dt><kbd>{one.key}</kbd></dt>
                                    <dd>{one.does}</dd>
                                </div>
                            ))}
                        </dl>
                    </section>
                )}
            </div>
        </SideDrawer>
    );
}
