// The way of product.md from a new server to a reported month: by visible labels only, and not many of them.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { example } from './office.ts';
import { kOfficer, kPassword, Server } from './server.ts';

const server = new Server();
const kMost = 60;

test.beforeAll(async () => server.start());
test.afterAll(async () => server.stop());

/** Counts what a person does. */
class Hand {
    actions = 0;
    constructor(readonly page: Page) {}
    async click(what: Locator) {
        this.actions += 1;
        await what.click();
    }
    async type(what: Locator, text: string) {
        this.actions += 1;
        await what.fill(text);
    }
    async choose(what: Locator, label: string) {
        this.actions += 1;
        await what.selectOption({ label });
    }
    async give(what: Locator, file: string | { name: string; mimeType: string; buffer: Buffer }) {
        this.actions += 1;
        await what.setInputFiles(file);
    }
}

test('from a new server to a reported month with evidence and a PDF', async ({ page }) => {
    const hand = new Hand(page);
    const link = (name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' }).first();
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    hand.actions += 1;
    await page.goto(server.address);
    await hand.type(page.getByLabel('ชื่อผู้ใช้'), kOfficer);
    await hand.type(page.getByLabel('รหัสผ่าน'), kPassword);
    await hand.click(button('เข้าสู่ระบบ'));

    await hand.give(page.getByLabel(/วางไฟล์แผน/), example);
    await hand.click(button('รับเป็นแผน'));
    await hand.click(page.getByRole('dialog').getByRole('button', { name: 'รับเป็นแผน' }));

    await expect(page.getByRole('navigation', { name: 'สารบัญของแผน' })).toBeVisible();
    await hand.click(link('รายงานความก้าวหน้า'));
    await hand.choose(page.getByRole('combobox', { name: 'เดือน' }), 'ธ.ค. 64');
    // Every step that the month asks for.
    const percents = page.getByLabel(/^ทำได้ \(%\):/);
    await expect(percents.first()).toBeVisible();
    await expect(page.getByText(/^เดือน ธ\.ค\./)).toBeVisible();
    const asked = Math.min(await percents.count(), 12);
    expect(asked).toBeGreaterThan(3);
    for (let row = 0; row < asked; ++row) await hand.type(percents.nth(row), String(40 + row));
    await hand.type(page.getByLabel(/^ผลการดำเนินงาน:/).first(), 'ดำเนินการตามแผน');
    await hand.click(button('ส่งรายงาน'));
    await expect(page.getByText(/ส่งรายงาน.*ขั้นตอนแล้ว/)).toBeVisible();
    await hand.give(page.getByLabel(/แนบหลักฐาน/).first(), { name: 'รายงานการประชุม.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await expect(link('รายงานการประชุม')).toBeVisible();

    await hand.click(link('แผน'));
    await hand.click(link(/แผนปฏิบัติการ/));
    await hand.click(page.locator('summary', { hasText: 'ดาวน์โหลด' }));
    const coming = page.waitForEvent('download');
    await hand.click(link('ดาวน์โหลด PDF'));
    const bytes = await readFile(await (await coming).path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(hand.actions).toBeLessThanOrEqual(kMost);
    test.info().annotations.push({ type: 'actions', description: String(hand.actions) });
    console.log(`actions: ${hand.actions}`);
});
