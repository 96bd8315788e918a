// The style sheet of the Ant Design components that we use, made at build for both themes. The browser makes none, which
// is what lets the content security policy say `style-src 'self'`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** CSS text for `components` under `themes`, a map from the key (a class) to an Ant Design theme. */
export function antdCss(components, themes) {
    const React = require('react');
    const antd = require('antd');
    const { extractStyle } = require('@ant-design/static-style-extract');
    const complain = console.error;
    // Rendering every component without its usual surroundings makes Ant Design warn; nothing is wrong.
    console.error = () => {};
    try {
        const sheets = Object.entries(themes).map(([key, theme]) =>
            extractStyle({
                includes: components,
                customTheme: (node) =>
                    React.createElement(
                        antd.ConfigProvider,
                        { theme: { ...theme, hashed: false, cssVar: { key }, zeroRuntime: false } },
                        node,
                    ),
            }).replace(/\.data-ant-cssinjs-cache-path\{content:"[^"]*";\}/g, ''),
        );
        const keys = Object.keys(themes);
        // The rules are the same in every theme; only the blocks of variables differ.
        const [first, ...others] = sheets;
        const variables = others.map((sheet, index) =>
            [...sheet.matchAll(new RegExp(`\\.${keys[index + 1]}[^{}]*\\{[^{}]*\\}`, 'g'))].map((match) => match[0]).join(''),
        );
        return [first, ...variables].join('\n');
    } finally {
        console.error = complain;
    }
}
