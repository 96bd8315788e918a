// A book as it will be, in a frame of its own: no script runs there, and nothing is fetched but the fonts of this application.
import { useCallback, useEffect, useRef } from 'react';

/** The page's own rules: the style element itself is not allowed by the content security policy of the page around it. */
const kStyle = /<style>([\s\S]*?)<\/style>/;
const rulesOf = (html: string) => kStyle.exec(html)?.[1] ?? '';

/** Narrow frames have no room for the margins of paper. */
const kOnScreen = '@media screen { html { background: #f3f3f3 } .sheet { overflow-x: auto } }\n@media screen and (max-width: 720px) { body { font-size: 11pt } table { font-size: 10pt; min-width: 560px } .sheet { padding: 16px; margin: 0 auto 12px } p.justified { text-align: left } }';

function fontFaces(): string {
    const faces: string[] = [];
    for (const sheet of document.styleSheets) {
        try {
            for (const rule of sheet.cssRules) if (rule instanceof CSSFontFaceRule) faces.push(rule.cssText);
        } catch {
            // Of another origin: not ours.
        }
    }
    return faces.join('\n');
}

export function PreviewFrame({ html, title }: { html: string; title: string }) {
    const frame = useRef<HTMLIFrameElement>(null);
    // Where one was reading is where one goes on after the book was renewed.
    const place = useRef({ x: 0, y: 0 });
    const dress = useCallback(() => {
        const [view, page] = [frame.current?.contentWindow as (Window & typeof globalThis) | null | undefined, frame.current?.contentDocument];
        if (!view || !page) return;
        const sheet = new view.CSSStyleSheet();
        sheet.replaceSync(`${fontFaces()}\n${rulesOf(html)}\n${kOnScreen}`);
        page.adoptedStyleSheets = [sheet];
        view.scrollTo(place.current.x, place.current.y);
        page.addEventListener('scroll', () => {
            place.current = { x: view.scrollX, y: view.scrollY };
        });
        // A link leads within the book, or nowhere.
        page.addEventListener('click', (event) => {
            const link = (event.target as Element | null)?.closest?.('a');
            if (!link) return;
            event.preventDefault();
            const target = link.getAttribute('href') ?? '';
            if (target.startsWith('#')) page.getElementById(target.slice(1))?.scrollIntoView();
        });
    }, [html]);
    useEffect(() => {
        place.current = { x: 0, y: 0 };
    }, [title]);
    return <iframe ref={frame} className="book-frame" title={title} sandbox="allow-same-origin" srcDoc={html.replace(kStyle, '')} onLoad={dress} />;
}
