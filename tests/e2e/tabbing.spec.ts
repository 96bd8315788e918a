// Every control of every screen is reached by the Tab key, shows that it has the focus, and lets it go again.
import { expect, test, type Page } from '@playwright/test';
import { routeTable, type RouteName } from '../../web/src/app/route_table.ts';
import { kShort, kUnclear } from './office.ts';
import { kAdministrator, Server } from './server.ts';
import { states, type Office } from './states.ts';

const server = new Server();
let office: Office;

test.beforeAll(async () => {
    await server.start();
    const plan = await server.plan();
    await server.change(plan, 'project-1', { budget: '2600000.00' });
    await server.change(plan, 'project-2', { name: 'โครงการพัฒนาเครือข่าย' });
    const short = await server.imported(kShort, 'แผนย่อ.txt');
    office = { address: server.address, empty_address: '', plan, draft: short, unclear: await server.imported(kUnclear, 'แผน.txt'), accepted_import: short };
});
test.afterAll(async () => server.stop());

const kMost = 1200;

/** Notes what gets the focus, and what of it cannot be seen. */
async function watch(page: Page): Promise<void> {
    await page.evaluate(() => {
        document.addEventListener('focusin', (event) => {
            const element = event.target as HTMLElement;
            element.dataset.reached = '';
            const look = getComputedStyle(element);
            const holder = element.closest('.drop, label, .field-box') ?? element;
            const seen = [element, holder].some((one) => {
                const style = getComputedStyle(one);
                return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
            });
            if (!seen && look.opacity !== '0' && !element.matches('iframe')) element.dataset.unseen = '';
        });
    });
}

/** Controls that are in sight and were passed over; those that got the focus without showing it. */
async function judged(page: Page): Promise<string[]> {
    return await page.evaluate(() => {
        const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}`;
        const all = [...document.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input:not(:disabled, [type=hidden], [type=radio]), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]')];
        // Rows of a long table are drawn anew as it scrolls: those in sight at the end are others than were passed.
        const controls = all.filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0 && !element.closest('[inert], [aria-hidden="true"], .record-table tbody'));
        return [
            ...controls.filter((element) => !('reached' in element.dataset)).map((element) => `not reached: ${name(element)}`),
            ...[...document.querySelectorAll('[data-unseen]')].map((element) => `focus not seen: ${name(element)}`),
        ].slice(0, 12);
    });
}

for (const name of Object.keys(routeTable) as RouteName[]) {
    test(`${name}: all of it by the Tab key`, async ({ page }) => {
        const state = states[name][0];
        if (!state) throw new Error('no state');
        await page.context().clearCookies();
        if (!state.nobody) await server.enter(page.context(), state.administrator ? kAdministrator : undefined);
        await state.before?.(page);
        await page.goto(office.address + state.path(office));
        await state.reach(page);
        // What is round the page comes when the agency is known.
        if (!state.nobody) await expect(page.locator('.as-of summary')).toBeVisible();
        await watch(page);
        let presses = 0;
        // Round until the first control has the focus again; when something had it from the start, the way leads over the end.
        for (; presses < kMost; presses += 1) {
            await page.keyboard.press('Tab');
            if (await page.evaluate((isFirst) => {
                const at = document.activeElement as HTMLElement | null;
                if (!at || at === document.body) return false;
                if (isFirst) at.dataset.first = '';
                return !isFirst && 'first' in at.dataset;
            }, presses === 0)) break;
        }
        expect(presses, 'the focus comes round again').toBeLessThan(kMost);
        expect(await judged(page)).toEqual([]);
    });
}
