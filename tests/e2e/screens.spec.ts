// Every state of every screen: nothing serious to axe in light, dark and on the phone; each language by itself; light enough.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { routeTable, type RouteName } from '../../web/src/app/route_table.ts';
import { kShort, kUnclear } from './office.ts';
import { kAdministrator, leave, Server } from './server.ts';
import { states, type Office } from './states.ts';
import { wrongLanguage } from './language.ts';

const server = new Server();
const empty = new Server();
let office: Office;

test.beforeAll(async () => {
    await Promise.all([server.start(), empty.start()]);
    const roles = new Set(Object.values(states).flatMap((list) => list.flatMap((state) => state.role ?? [])));
    for (const role of roles) server.addPerson(role);
    const plan = await server.plan();
    await server.change(plan, 'project-1', { budget: '2600000.00' });
    await server.change(plan, 'project-2', { name: 'โครงการพัฒนาเครือข่าย' });
    const short = await server.imported(kShort, 'แผนย่อ.txt');
    const other = await server.imported(kShort, 'แผนย่อ.txt');
    await server.accept(other);
    office = {
        address: server.address,
        empty_address: empty.address,
        plan,
        draft: short,
        unclear: await server.imported(kUnclear, 'แผน.txt'),
        accepted_import: other,
    };
});
test.afterAll(async () => {
    await Promise.all([server.stop(), empty.stop()]);
});

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
/** What a window of 1280 by 900 has room for at 200 %. */
const zoomed = { width: 640, height: 450 };

/** Colours fade from one theme to the other, and a new size is laid out frame by frame: what is judged is the end. */
async function settled(page: Page): Promise<void> {
    await page.evaluate(async () => {
        const frames = async () => await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        await frames();
        const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
        await Promise.allSettled(fading.map(async (animation) => await animation.finished));
        await frames();
    });
}

/** As another window of the same person would change it. */
async function set(page: Page, settings: { language: 'th' | 'en'; theme: 'light' | 'dark' }): Promise<void> {
    await page.evaluate((stored) => {
        localStorage.setItem('phaen.settings', JSON.stringify(stored));
        window.dispatchEvent(new StorageEvent('storage', { key: 'phaen.settings' }));
    }, settings);
    await expect(page.locator('html')).toHaveAttribute('lang', settings.language);
    await expect(page.locator('html')).toHaveAttribute('data-theme', settings.theme);
    await settled(page);
}

/** What is out of view keeps the colours of before a change of theme until it is drawn; a judge must see it all. */
async function drawAll(page: Page): Promise<void> {
    await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { content-visibility: visible !important; }');
        document.adoptedStyleSheets.push(sheet);
    });
}

/** What stands out to the right of the window, when one can scroll there. */
async function tooWide(page: Page): Promise<string[]> {
    return await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return [];
        const out = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > clientWidth);
        return [`${scrollWidth - clientWidth} px too wide: ${out.slice(-3).map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`).join(', ')}`];
    });
}

async function bad(page: Page, part: string | undefined, rules?: string[]): Promise<string[]> {
    // A change of theme or language may draw the part anew: it is judged when it is there again, or the state has gone.
    if (part !== undefined) await expect(page.locator(part).first()).toBeAttached();
    const axe = new AxeBuilder({ page: page as never }).options({ resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) });
    if (part !== undefined) axe.include(part);
    // No script runs in there, the judge's neither: a book is judged as a page of its own, below.
    axe.exclude('.book-frame');
    const { violations } = await axe.analyze().catch(async (error: Error) => {
        // Drawn anew just as the judge began: once more, and then it is an error.
        if (part === undefined || !error.message.includes('No elements found for include')) throw error;
        await expect(page.locator(part).first()).toBeAttached();
        return await axe.analyze();
    });
    return violations
        .filter((found) => found.impact === 'serious' || found.impact === 'critical')
        .map((found) => `${found.id}: ${found.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`);
}

for (const name of Object.keys(routeTable) as RouteName[]) {
    test(`${name}: every state is accessible and in one language`, async ({ page }) => {
        const all = states[name] ?? [];
        test.setTimeout(30_000 + 20_000 * all.length);
        expect(all.length, 'a new address needs a list of its states').toBeGreaterThan(0);
        const found: string[] = [];
        for (const state of all) {
            await test.step(state.name, async () => {
                const tell = (what: string, list: string[]) => found.push(...list.map((item) => `${state.name}, ${what}: ${item}`));
                await page.setViewportSize(desktop);
                await page.unrouteAll({ behavior: 'ignoreErrors' });
                // Cookies are a host's, whatever the port.
                await leave(page);
                if (!state.nobody) await (state.empty ? empty : server).enter(page.context(), state.administrator ? kAdministrator : state.role);
                await state.before?.(page);
                await page.goto((state.empty ? office.empty_address : office.address) + state.path(office));
                await set(page, { language: 'th', theme: 'light' });
                await state.reach(page);
                await drawAll(page);
                tell('light', await bad(page, state.part));
                tell('Thai', await wrongLanguage(page));
                await set(page, { language: 'en', theme: 'dark' });
                tell('dark', await bad(page, state.part, ['color-contrast', 'button-name', 'link-name', 'label']));
                tell('English', await wrongLanguage(page));
                await page.setViewportSize(phone);
                await settled(page);
                // What differs on the phone is the frame: once for each address.
                if (state === all[0]) tell('phone', await bad(page, undefined));
                tell('phone', await tooWide(page));
                await page.setViewportSize(zoomed);
                await settled(page);
                tell('200 % zoom', await tooWide(page));
                await set(page, { language: 'th', theme: 'light' });
            });
        }
        expect(found).toEqual([]);
    });
}

test('a book in its preview is accessible as a page of its own', async ({ page }) => {
    await server.enter(page.context());
    await page.goto(`${office.address}/documents?book=agreement`);
    const frame = page.locator('.book-frame');
    await expect(frame).toHaveAttribute('title', /.+/);
    await expect(frame).toHaveAttribute('sandbox', 'allow-same-origin');
    const html = (await frame.getAttribute('srcdoc')) ?? '';
    expect(html).not.toContain('<script');
    const alone = await page.context().newPage();
    await alone.setContent(html);
    expect(await bad(alone, undefined)).toEqual([]);
    await alone.close();
});

/** Bytes over the wire until the page is quiet: of our own files, fonts included. */
async function weigh(browser: Browser, path: string): Promise<number> {
    // A browser that has been nowhere: nothing is kept.
    const context = await browser.newContext();
    if (path !== '/sign-in') await server.enter(context);
    const page = await context.newPage();
    const session = await page.context().newCDPSession(page);
    let bytes = 0;
    const ours = new Set<string>();
    await session.send('Network.enable');
    session.on('Network.responseReceived', ({ requestId, response }) => {
        if (!response.url.includes('/api/')) ours.add(requestId);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        if (ours.has(requestId)) bytes += encodedDataLength;
    });
    await page.goto(office.address + path);
    await page.getByRole('heading').first().waitFor();
    await page.evaluate(async () => await document.fonts.ready);
    await page.waitForTimeout(300);
    await context.close();
    return bytes;
}

test('over the wire the shell with its fonts is at most 300 KB, a home with charts 550 KB, the sign-in page 142 KB', async ({ browser }) => {
    const shell = await weigh(browser, '/nowhere');
    const home = await weigh(browser, '/');
    const sign_in = await weigh(browser, '/sign-in');
    test.info().annotations.push({ type: 'weight', description: `shell ${shell}, home ${home}, sign-in ${sign_in} bytes` });
    console.log(`shell ${shell} bytes, home ${home} bytes, sign-in ${sign_in} bytes`);
    expect(shell).toBeGreaterThan(50_000);
    expect(shell).toBeLessThanOrEqual(300_000);
    expect(home).toBeLessThanOrEqual(550_000);
    expect(sign_in).toBeGreaterThan(20_000);
    expect(sign_in).toBeLessThanOrEqual(142_000);
});
