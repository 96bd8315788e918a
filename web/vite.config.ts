import react from '@vitejs/plugin-react';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';
// @ts-expect-error a plain script without types
import { antdCss } from './scripts/antd_css.mjs';
import { themeConfig, themeKeys } from './src/lib/theme.ts';

const components = ['App', 'Button', 'Drawer', 'Input', 'Modal', 'Progress', 'Select', 'Spin', 'Tabs', 'message'];
const algorithms = createRequire(import.meta.url)('antd').theme;

function antdStyles(): Plugin {
    const id = 'virtual:antd.css';
    return {
        name: 'phaen-antd-styles',
        resolveId: (source) => (source === id ? `\0${id}` : null),
        load(resolved) {
            if (resolved !== `\0${id}`) return null;
            return antdCss(components, {
                [themeKeys.light]: themeConfig('light', algorithms),
                [themeKeys.dark]: themeConfig('dark', algorithms),
            }) as string;
        },
    };
}

// Libraries that would write <style> elements get a module that adopts style sheets instead: the policy forbids the first.
function adoptedStyles(): Plugin {
    const replacement = fileURLToPath(new URL('./src/lib/dynamic_css.ts', import.meta.url));
    return {
        name: 'phaen-adopted-styles',
        enforce: 'pre',
        resolveId(source, importer) {
            if (/\/dynamicCSS(\.js)?$/.test(source)) return replacement;
            if (/\/cssUtils(\.js)?$/.test(source) && importer?.includes('@ant-design/icons')) return replacement;
            return null;
        },
    };
}

export default defineConfig({
    plugins: [react(), antdStyles(), adoptedStyles()],
    build: {
        target: 'es2022',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
