import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import './app/styles.css';
import { routeTable } from './app/route_table';
import { startTexts } from './lib/i18n';
import { readSettings, SettingsProvider, showSettings } from './lib/settings';

// Whoever comes to sign in loads that page alone.
const load = async (): Promise<ComponentType> =>
    location.pathname === routeTable.sign_in.path ? (await import('./app/sign_in')).SignIn : (await import('./app/app')).Application;

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
