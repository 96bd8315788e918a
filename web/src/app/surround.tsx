// Ant Design round the screens that use it: theme, language, messages. Its style sheet was made at build.
import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import thTH from 'antd/locale/th_TH';
import { useMemo } from 'react';
import { Outlet } from 'react-router';
import 'virtual:antd.css';
import { useSettings } from '../lib/settings';
import { themeConfig, themeKeys } from '../lib/theme';

export default function Surround() {
    const settings = useSettings();
    const config = useMemo(
        () => {
            const base = themeConfig(settings.theme, theme);
            const motion = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
            return { ...base, token: { ...base.token, motion }, hashed: false, cssVar: { key: themeKeys[settings.theme] }, zeroRuntime: true };
        },
        [settings.theme],
    );
    return (
        <ConfigProvider locale={settings.language === 'th' ? thTH : enUS} theme={config} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
            <App component={false} message={{ top: 64, maxCount: 2 }}>
                <Outlet />
            </App>
        </ConfigProvider>
    );
}
