import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import './app/styles.css';
import { routeTable } from './app/route_table';
import { startTexts } from './lib/i18n';
import { readSession, SessionContext, signInAddress } from './lib/session';
import { readSettings, SettingsProvider, showSettings } from './lib/settings';

// Whoever comes to sign in loads that page alone, and so does who must sign in first.
const load = async (): Promise<ComponentType> => {
    if (location.pathname === routeTable.link.path) return (await import('./app/private_link')).PrivateLink;
    const application = location.pathname === routeTable.sign_in.path ? null : import('./app/app');
    const session = application ? await readSession() : null;
    if (!application || session?.signed_in === false) {
        if (application) history.replaceState(null, '', signInAddress());
        return (await import('./app/sign_in')).SignIn;
    }
    const { Application } = await application;
    return () => (
        <SessionContext value={session?.account ?? null}>
            <Application />
        </SessionContext>
    );
};

const settings = readSettings();
showSettings(settings);
const [Screen] = await Promise.all([load(), startTexts(settings.language)]);
const root = document.getElementById('root');
if (root) {
    createRoot(root).render(
        <StrictMode>
            <SettingsProvider>
                <Screen />
            </SettingsProvider>
        </StrictMode>,
    );
}
