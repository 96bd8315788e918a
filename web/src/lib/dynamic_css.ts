// Stands in for the helpers by which Ant Design writes <style> elements (see vite.config.ts): the same functions, but with
// constructed style sheets, which a content security policy without 'unsafe-inline' allows.

interface Sheet {
    sheet: CSSStyleSheet;
    node: HTMLElement;
}

const sheets = new Map<string, Sheet>();
let unnamed = 0;

export function updateCSS(css: string, key: string): HTMLElement {
    let entry = sheets.get(key);
    if (!entry) {
        entry = { sheet: new CSSStyleSheet(), node: document.createElement('template') };
        sheets.set(key, entry);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, entry.sheet];
    }
    entry.sheet.replaceSync(css);
    return entry.node;
}

export function injectCSS(css: string): HTMLElement {
    unnamed += 1;
    return updateCSS(css, `unnamed-${unnamed}`);
}

export function removeCSS(key: string): void {
    const entry = sheets.get(key);
    if (!entry) return;
    sheets.delete(key);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== entry.sheet);
}

export function clearContainerCache(): void {
    // Nothing is cached by container here.
}

// The two further exports of the icons' module.
export function getShadowRoot(element: Node | null): ShadowRoot | null {
    const root = element?.getRootNode();
    return root instanceof ShadowRoot ? root : null;
}

export function warningOnce(): void {
    // Development warnings of the icons are not for the people who use this.
}
