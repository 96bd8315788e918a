// The colours and measures of screens.md, for Ant Design. The same values stand as CSS variables in styles.css.

export type ThemeName = 'light' | 'dark';

/** Class under which Ant Design's variables of a theme stand. */
export const themeKeys: Record<ThemeName, string> = { light: 'phaen-light', dark: 'phaen-dark' };

interface Algorithms<A> {
    defaultAlgorithm: A;
    darkAlgorithm: A;
}

/** The theme; the algorithms are an argument so that the build can give those of its own copy of Ant Design. */
export function themeConfig<A>(name: ThemeName, algorithms: Algorithms<A>) {
    const dark = name === 'dark';
    return {
        algorithm: dark ? algorithms.darkAlgorithm : algorithms.defaultAlgorithm,
        token: {
            colorPrimary: dark ? '#57c79c' : '#0b6e4f',
            colorInfo: dark ? '#57c79c' : '#0b6e4f',
            colorLink: dark ? '#57c79c' : '#0b6e4f',
            colorError: dark ? '#ff8a7a' : '#b3261e',
            colorTextBase: dark ? '#e8eeea' : '#1b2b26',
            colorBgBase: dark ? '#111916' : '#fbfcfa',
            // What stands above the page, as --raised; the algorithm alone makes a dark page's surfaces bright green.
            ...(dark ? { colorBgContainer: '#18221e', colorBgElevated: '#18221e', colorBorder: '#71807a', colorBorderSecondary: '#2e3b35' } : {}),
            fontFamily: 'Sarabun, "Noto Sans Thai", sans-serif',
            fontSize: 16,
            fontSizeSM: 14,
            lineHeight: 1.65,
            controlHeight: 40,
            borderRadius: 6,
            motionDurationFast: '0.05s',
            motionDurationMid: '0.1s',
            motionDurationSlow: '0.15s',
            wireframe: false,
        },
        components: {
            Button: { primaryShadow: 'none', defaultShadow: 'none', primaryColor: dark ? '#08261b' : '#ffffff', dangerColor: dark ? '#3a0d08' : '#ffffff' },
        },
    };
}
