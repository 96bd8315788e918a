// A requester of another agency drafts a request with its letter, and sees what became of it; others' requests are not theirs to see.
import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { leave, Server } from './server.ts';

const server = new Server();
test.beforeAll(async () => {
    await server.start('--example');
    server.addPerson('requester', 'kanda');
    server.addPerson('director', 'prasit');
});
test.afterAll(async () => await server.stop());

const kLetter = 'หนังสือขอข้อมูล';
const drawer = (page: Page) => page.getByRole('dialog');

async function begin(page: Page, title: string): Promise<void> {
    await page.getByLabel('เริ่มเรื่องใหม่').selectOption({ label: 'คำขออนุมัติ' });
    await page.getByLabel('เรื่อง', { exact: true }).fill(title);
    await page.getByRole('button', { name: 'เปิดเรื่อง' }).click();
    await drawer(page).getByRole('button', { name: 'เสนอขออนุมัติ' }).click();
}
const send = async (page: Page) => await drawer(page).locator('form.take').getByRole('button', { name: 'เสนอขออนุมัติ' }).click();

test('a letter goes with the request, and what was decided comes back', async ({ page, context }) => {
    await server.enter(context);
    await page.goto(`${server.address}/approvals`);
    await begin(page, 'ขออนุมัติเดินทาง');
    await send(page);
    await expect(drawer(page)).toContainText('เสนอแล้ว');

    await leave(page);
    await server.enter(context, 'kanda');
    // Plans are not theirs to see: the first page is that of their requests.
    await page.goto(`${server.address}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('คำขอของฉัน');
    await expect(page.getByText('ขออนุมัติเดินทาง')).toHaveCount(0);
    await begin(page, 'ขอข้อมูลเมืองคู่มิตร');
    await drawer(page).getByLabel('แนบหนังสือหรือเอกสารสแกน').setInputFiles([{ name: `${kLetter}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7 ${kLetter}`) }]);
    await expect(drawer(page).locator('.attached')).toContainText(`${kLetter}.pdf`);
    await send(page);
    const link = drawer(page).getByRole('link', { name: `${kLetter}.pdf` });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe(`${kLetter}.pdf`);
    expect(await readFile(await download.path(), 'utf8')).toBe(`%PDF-1.7 ${kLetter}`);

    await leave(page);
    await server.enter(context, 'prasit');
    await page.goto(`${server.address}/approvals`);
    await page.getByRole('button', { name: 'ขอข้อมูลเมืองคู่มิตร' }).click();
    await expect(drawer(page).getByRole('link', { name: `${kLetter}.pdf` })).toBeVisible();
    await drawer(page).getByRole('button', { name: 'ไม่อนุมัติ' }).click();
    await drawer(page).getByLabel('เหตุผลหรือความเห็น').fill('ข้อมูลยังไม่เปิดเผย');
    await drawer(page).locator('form.take').getByRole('button', { name: 'ไม่อนุมัติ' }).click();
    await expect(drawer(page)).toContainText('ข้อมูลยังไม่เปิดเผย');

    await leave(page);
    await server.enter(context, 'kanda');
    await page.goto(`${server.address}/approvals`);
    await page.getByRole('button', { name: 'ขอข้อมูลเมืองคู่มิตร' }).click();
    await expect(drawer(page)).toContainText('ไม่อนุมัติ');
    await expect(drawer(page)).toContainText('ข้อมูลยังไม่เปิดเผย');
});
