// Hands that have a keyboard and nothing else: what has the focus is known by its visible name, and the focus is never lost.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Server } from './server.ts';

/** The name of what has the focus, to say where one is. */
const where = async (page: Page): Promise<string> =>
    await page.evaluate(() => {
        const at = document.activeElement as HTMLElement | null;
        if (!at || at === document.body) return 'nothing';
        const labels = 'labels' in at ? [...((at as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join(' ') : '';
        return `${at.tagName.toLowerCase()} ${(at.getAttribute('aria-label') ?? (labels || at.textContent) ?? '').trim().slice(0, 40)}`;
    });

export class Keys {
    /** Keys pressed, a typed text being one. */
    count = 0;
    constructor(readonly page: Page) {}

    async press(key: string): Promise<void> {
        this.count += 1;
        await this.page.keyboard.press(key);
    }

    async type(text: string): Promise<void> {
        this.count += 1;
        await this.page.keyboard.insertText(text);
    }

    /** By the Tab key until that has the focus: every stop on the way is a control, so nothing on the way is a trap. */
    async to(what: Locator, most = 250): Promise<void> {
        await expect(what).toBeVisible();
        const passed: string[] = [];
        for (let step = 0; step <= most; step += 1) {
            if (await what.evaluate((element) => element === document.activeElement)) return;
            await this.press('Tab');
            passed.push(await where(this.page));
        }
        throw new Error(`${String(what)} was not reached: ${passed.slice(-60).join(' | ')}`);
    }

    /** Goes there and presses it. */
    async act(what: Locator, key = 'Enter'): Promise<void> {
        await this.to(what);
        await this.press(key);
    }

    /** Writes over what is in the field. */
    async write(what: Locator, text: string): Promise<void> {
        await this.to(what);
        await this.press('Control+a');
        await this.type(text);
    }

    /** Chooses by the arrows: an answer may come for each that is passed. */
    async choose(what: Locator, label: string | RegExp): Promise<void> {
        await this.to(what);
        const labels = await what.evaluate((element) => [...(element as HTMLSelectElement).options].map((option) => option.label.trim()));
        const wanted = labels.findIndex((one) => (typeof label === 'string' ? one === label : label.test(one)));
        if (wanted < 0) throw new Error(`no choice ${String(label)} in ${labels.join(' | ')}`);
        const at = async () => await what.evaluate((element) => (element as HTMLSelectElement).selectedIndex);
        for (let step = 0; step < labels.length + 2; step += 1) {
            const now = await at();
            if (now === wanted) return;
            await this.press(now < wanted ? 'ArrowDown' : 'ArrowUp');
            await expect.poll(at).not.toBe(now);
        }
        throw new Error(`${String(label)} was not chosen`);
    }

    /** A file is given in the system's own window, which the space bar opens. */
    async give(what: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
        await this.to(what);
        // A browser that is busy may let the first press pass, as it may for a person, who presses again.
        await expect(async () => {
            const chooser = this.page.waitForEvent('filechooser', { timeout: 5000 });
            await this.press(' ');
            await (await chooser).setFiles(file);
        }).toPass();
    }

    /** A date field, as its parts are typed: day, month, year. */
    async date(what: Locator, iso: string): Promise<void> {
        await this.to(what);
        await this.press('Control+a');
        await this.type(iso);
    }

    /** Something has the focus, and it can be seen. */
    async kept(): Promise<void> {
        await expect.poll(async () => await where(this.page), 'something has the focus').not.toBe('nothing');
    }

    /** By the menu of places, as one who cannot point does: past it with the first stop, or along it. */
    async place(name: string): Promise<void> {
        await this.act(this.page.getByRole('navigation', { name: 'เมนูหลัก' }).getByRole('link', { name, exact: true }));
        await expect(this.page.getByRole('heading', { level: 1 })).toContainText(name);
    }

    /** Opens a dialog with what is pressed; the dialog has the focus then. */
    async opens(opener: Locator, dialog: Locator, key = 'Enter'): Promise<void> {
        await this.act(opener, key);
        await expect(dialog).toBeVisible();
        await expect.poll(async () => await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }

    /** Esc closes the topmost only, and the focus is back at what opened it. */
    async escapes(dialog: Locator, opener: Locator): Promise<void> {
        await this.press('Escape');
        await expect(dialog).toBeHidden();
        await expect(opener).toBeFocused();
    }
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
export const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' }).first();
export const drawer = (page: Page) => page.getByRole('dialog').last();

/** Opens a page of somebody, at its beginning: nothing has the focus yet. */
export const opens = (server: Server) => async (page: Page, path: string, login?: string): Promise<Keys> => {
    await server.enter(page.context(), login);
    await page.goto(server.address + path);
    await expect(page.locator('.as-of summary')).toBeVisible();
    return new Keys(page);
};
