// The month's form as people use it: pasted from a spreadsheet, typed while the connection is gone, a photograph as evidence.
import { devices, expect, test, type Page } from '@playwright/test';
import { Server } from './server.ts';

const server = new Server();
test.beforeAll(async () => {
    await server.start();
    await server.plan();
});
test.afterAll(async () => server.stop());

const percents = (page: Page) => page.getByLabel(/ทำได้ \(%\):/);
const texts = (page: Page) => page.getByLabel(/ผลการดำเนินงาน:/);

async function open(page: Page): Promise<void> {
    await server.enter(page.context());
    await page.goto(`${server.address}/progress?month=2022-03&all=1`);
    await expect(percents(page).nth(2)).toBeVisible();
}

test('rows copied from a spreadsheet go into the cells from the chosen one on', async ({ page }) => {
    await open(page);
    await percents(page).nth(1).focus();
    await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData('text/plain', '๔๐\tร่างหนังสือแล้ว\n62.5\t"บรรทัดแรก\nบรรทัดสอง"\n');
        document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await expect(percents(page).nth(0)).toHaveValue('');
    await expect(percents(page).nth(1)).toHaveValue('๔๐');
    await expect(texts(page).nth(1)).toHaveValue('ร่างหนังสือแล้ว');
    await expect(percents(page).nth(2)).toHaveValue('62.5');
    await expect(texts(page).nth(2)).toHaveValue('บรรทัดแรก\nบรรทัดสอง');
    await page.getByRole('button', { name: 'ส่งรายงาน' }).click();
    await expect(page.getByText(/ส่งรายงาน 2 ขั้นตอนแล้ว/)).toBeVisible();
});

test('what is typed while the connection is gone is sent when it is back', async ({ page, context }) => {
    await open(page);
    await context.setOffline(true);
    await percents(page).nth(3).fill('75');
    await texts(page).nth(3).fill('พิมพ์ขณะไม่มีสัญญาณ');
    await page.getByRole('button', { name: 'ส่งรายงาน' }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expect(texts(page).nth(3)).toHaveValue('พิมพ์ขณะไม่มีสัญญาณ');
    await context.setOffline(false);
    // Even the page may be closed meanwhile.
    await page.reload();
    await expect(percents(page).nth(3)).toHaveValue('75');
    await expect(texts(page).nth(3)).toHaveValue('พิมพ์ขณะไม่มีสัญญาณ');
    await page.getByRole('button', { name: 'ส่งรายงาน' }).click();
    await expect(page.getByText(/ส่งรายงาน 1 ขั้นตอนแล้ว/)).toBeVisible();
});

test('a phone photographs the evidence', async ({ browser, page }) => {
    await open(page);
    await expect(page.getByText('ถ่ายภาพหลักฐาน').first()).toBeHidden();
    const context = await browser.newContext({ ...devices['Pixel 5'], locale: 'th-TH' });
    const phone = await context.newPage();
    await open(phone);
    const camera = phone.getByLabel(/ถ่ายภาพหลักฐาน/).first();
    await expect(camera).toHaveAttribute('capture', 'environment');
    await camera.setInputFiles({ name: 'ป้ายงาน.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xd9]) });
    await expect(phone.getByRole('link', { name: /ป้ายงาน/ })).toBeVisible();
    await context.close();
});
