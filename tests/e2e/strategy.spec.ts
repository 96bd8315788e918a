// The strategy, the SWOT board and the agreement: by mouse, by touch of one button after the other, and by keys; all of it can be undone.
import { expect, test, type Page } from '@playwright/test';
import { Server } from './server.ts';

const server = new Server();
let plan: string;

test.beforeAll(async () => {
    await server.start();
    plan = await server.plan();
});
test.beforeEach(async ({ context }) => await server.enter(context));
test.afterAll(async () => server.stop());

const card = (page: Page, kind: string) => page.locator('.board section').filter({ has: page.getByRole('heading', { name: new RegExp(`^${kind} `) }) }).locator('.board-card');
const items = async (page: Page) => (await card(page, 'SO').first().locator('.board-item strong').allTextContents()).map((text) => text.trim());
const openBoard = async (page: Page) => {
    await page.goto(`${server.address}/plans/${plan}?element=swot`);
    await expect(card(page, 'SO').first()).toBeVisible();
    // What was found comes a moment later, above it all.
    await expect(page.locator('.finding').first()).toBeVisible();
};

/** As a hand does it: not in one leap. */
async function drag(page: Page, from: string, to: ReturnType<typeof card>): Promise<void> {
    const [a, b] = [await page.locator(from).boundingBox(), await to.boundingBox()];
    if (!a || !b) throw new Error('nothing to drag, or nowhere to');
    await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
    await page.mouse.down();
    await page.mouse.move(a.x + 30, a.y + 20, { steps: 3 });
    await page.mouse.move(b.x + 60, b.y + 30, { steps: 6 });
    await page.mouse.move(b.x + 64, b.y + 32, { steps: 2 });
    await page.mouse.up();
}

test('a point is dragged into a combination, and undone', async ({ page }) => {
    await openBoard(page);
    const before = await items(page);
    expect(before).not.toContain('S3');
    await drag(page, '#element-S3 .board-grip', card(page, 'SO').first());
    await expect(card(page, 'SO').first().locator('.board-item strong')).toHaveCount(before.length + 1);
    // Points of one side stand together.
    expect(await items(page)).toEqual([...before.filter((item) => item.startsWith('S')), 'S3', ...before.filter((item) => !item.startsWith('S'))]);
    await page.getByRole('button', { name: 'เลิกทำ', exact: true }).click();
    await expect(card(page, 'SO').first().locator('.board-item strong')).toHaveCount(before.length);
});

test('what does not fit is taken nowhere', async ({ page }) => {
    await openBoard(page);
    const before = await items(page);
    await drag(page, '#element-S1 .board-grip', card(page, 'SO').first());
    await page.getByRole('button', { name: 'จับคู่ T1', exact: true }).click();
    await expect(card(page, 'SO').first().locator('.board-put')).toHaveCount(0);
    await expect(card(page, 'ST').first().locator('.board-put')).toBeVisible();
    await page.keyboard.press('Escape');
    expect(await items(page)).toEqual(before);
});

test('by the keyboard alone: picked up, put down, a new combination begun, taken out, undone', async ({ page }) => {
    await openBoard(page);
    const handle = page.getByRole('button', { name: 'จับคู่ W2', exact: true });
    await handle.focus();
    await page.keyboard.press('Enter');
    // The first place that takes it has the focus.
    await expect(page.locator('.board-put').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(handle).toBeFocused();
    await expect(page.locator('.board-put')).toHaveCount(0);
    await page.keyboard.press('Enter');
    const begin = page.getByRole('button', { name: 'เริ่มคู่ WT ใหม่ด้วย W2' });
    for (let step = 0; step < 40 && !(await begin.evaluate((button) => button === document.activeElement)); step += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(card(page, 'WT')).toHaveCount(1);
    await expect(card(page, 'WT').first()).toContainText('ยังขาดข้อจากอีกด้าน');
    const takeOut = card(page, 'WT').first().getByRole('button', { name: /^นำ W2 ออกจากคู่/ });
    await takeOut.focus();
    await page.keyboard.press('Enter');
    await expect(card(page, 'WT').first().locator('.board-item')).toHaveCount(0);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Control+z');
    await expect(card(page, 'WT').first().locator('.board-item')).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(card(page, 'WT')).toHaveCount(0);
});

test('the tree and the map are walked by arrow keys', async ({ page }) => {
    await page.goto(`${server.address}/plans/${plan}/strategy`);
    const rows = page.getByRole('treeitem');
    await expect(rows.first()).toBeVisible();
    const count = await rows.count();
    await rows.first().focus();
    await page.keyboard.press('ArrowLeft');
    await expect(rows.first()).toHaveAttribute('aria-expanded', 'false');
    expect(await rows.count()).toBeLessThan(count);
    await page.keyboard.press('ArrowRight');
    await expect(rows).toHaveCount(count);
    await page.keyboard.press('ArrowDown');
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(rows.first()).toBeFocused();
    await page.getByRole('button', { name: 'แผนที่ยุทธศาสตร์' }).click();
    const mission = page.locator('.layer-mission .strategy-card').first();
    await mission.focus();
    await expect(page.locator('.strategy-lines path.in').first()).toBeAttached();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.layer-indicator .strategy-card').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/element=indicator-/);
});

test('the agreement is negotiated, with the sum of weights in sight, and locked when it is signed', async ({ page }) => {
    server.addPerson('director');
    // The document prints no weights of components 4 and 5.
    for (const indicator of ['indicator-7', 'indicator-8', 'indicator-9']) await server.change(plan, indicator, { weight: 10 });
    await page.goto(`${server.address}/plans/${plan}/agreement`);
    const table = page.locator('.agreement-table');
    await expect(table.locator('tfoot td').last()).toContainText('ครบ 100');
    const weight = table.getByLabel(/^น้ำหนัก/).first();
    const before = await weight.inputValue();
    await weight.fill(String(Number(before) - 5));
    await weight.press('Enter');
    await expect(table.locator('tfoot td').last()).toContainText('ขาด 5');
    // What was proposed stays beside what it is now: the first version, as it was imported.
    await expect(table.locator('thead')).toContainText('ขณะนี้');
    await expect(table.locator('tfoot td').first()).toContainText('ขาด 30');
    await expect(table.locator('tbody tr').first()).toContainText('ต่างจากขั้นก่อน');
    await page.getByLabel(/เฉพาะที่เปลี่ยน \(4\)/).check();
    await expect(table.locator('tbody tr')).toHaveCount(4);
    await page.getByRole('button', { name: 'เลิกทำ', exact: true }).click();
    await expect(table.locator('tfoot td').last()).toContainText('ครบ 100');

    await page.getByRole('link', { name: 'บันทึกผลการเจรจา' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'บันทึกผลการเจรจา' }).click();
    await page.getByRole('dialog').getByLabel(/เหตุผลหรือความเห็น/).fill('คงน้ำหนักตามที่เสนอ');
    await page.getByRole('dialog').locator('form').getByRole('button', { name: 'บันทึกผลการเจรจา' }).click();
    await expect(page.getByRole('dialog')).toContainText('เจรจาแล้ว');
    await page.goto(`${server.address}/plans/${plan}/agreement`);
    await expect(page.locator('.agreement')).toContainText('คงน้ำหนักตามที่เสนอ');
    await expect(page.locator('.agreement .moves')).toContainText('สมหญิง');
    await server.enter(page.context(), 'director');
    await page.goto(`${server.address}/approvals?kind=agreement&subject=${plan}`);
    await page.getByRole('dialog').getByRole('button', { name: 'ลงนาม' }).click();
    await page.getByRole('dialog').getByLabel('ผู้ลงนาม').fill('ผู้อำนวยการสำนักงาน');
    await page.getByRole('dialog').getByLabel('ลงวันที่').fill('2021-11-15');
    await page.getByRole('dialog').locator('form').getByRole('button', { name: 'ลงนาม' }).click();
    await expect(page.getByRole('dialog')).toContainText('ลงนามแล้ว');
    await server.enter(page.context());
    await page.goto(`${server.address}/plans/${plan}/agreement`);
    await expect(page.locator('.agreement-parties')).toContainText('ผู้อำนวยการสำนักงาน');
    await expect(page.locator('.lock-band')).toBeVisible();
    await expect(table.getByLabel(/^น้ำหนัก/)).toHaveCount(0);
});
