// What a screen is on paper, and what its tables are on a phone.
import { expect, test } from '@playwright/test';
import type { RouteName } from '../../web/src/app/route_table.ts';
import { openExample, type Change } from './changes.ts';
import { kAdministrator, Server } from './server.ts';

const server = new Server();
let changes: Record<RouteName, Change>;
test.beforeAll(async () => {
    changes = await openExample(server);
});
test.afterAll(async () => await server.stop());

test('on paper a page says whose it is, as of which day and where the living one is, dark on white and whole', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('phaen.settings', JSON.stringify({ language: 'th', theme: 'dark' })));
    await server.enter(page.context());
    await page.goto(`${server.address}/steps?as_of=2022-03-31`);
    await page.locator('.tl-step').first().waitFor();
    await expect(page.locator('.print-head')).toHaveCount(0);
    const all = Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'));
    expect(await page.locator('.tl-row').count()).toBeLessThan(all);

    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const head = page.locator('.print-head');
    await expect(head).toContainText('สำนักงานตัวอย่าง');
    await expect(head).toContainText('31 มีนาคม พ.ศ. 2565');
    await expect(head.getByRole('img', { name: `${server.address}/steps?as_of=2022-03-31` })).toBeVisible();
    await expect(page.locator('.tl-row')).toHaveCount(all);
    await expect(page.locator('body')).toHaveCSS('color', 'rgb(27, 43, 38)');
    for (const part of ['.top', '.places', '.timeline-tools']) await expect(page.locator(part)).toBeHidden();

    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(head).toHaveCount(0);
});

test('on paper what is open at the side stands instead of the page', async ({ page }) => {
    await server.enter(page.context());
    await page.goto(`${server.address}/scores?indicator=indicator-2`);
    await page.locator('.side-drawer .derivation').waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.side-drawer .derivation')).toBeVisible();
    await expect(page.locator('.score-sheet')).toBeHidden();
});

test('on a phone the rows of tables stand as cards, without scrolling sideways', async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of ['admin', 'admin_workflows', 'admin_schemes', 'admin_notices', 'admin_privacy', 'admin_datasets', 'admin_audit', 'agreement', 'budget', 'responsible'] as const) {
        const { to, sees, administrator } = changes[name];
        await server.enter(page.context(), administrator ? kAdministrator : undefined);
        await page.goto(server.address + to);
        await page.locator(`main ${sees}`).first().waitFor();
        const table = page.locator('main table').first();
        await expect(table, name).toHaveCSS('display', 'block');
        const [own, room] = await table.evaluate((element) => [element.scrollWidth, element.clientWidth]);
        expect(own, name).toBeLessThanOrEqual(room ?? 0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBe(0);
    }
});
