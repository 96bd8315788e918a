// The whole main task without a mouse: only keys are pressed, and what has the focus is known by its name.
import { expect, test, type Page } from '@playwright/test';
import { exampleBytes } from './office.ts';
import { Server } from './server.ts';

const server = new Server();

test.beforeAll(async () => {
    await server.start();
    await server.imported(exampleBytes, 'document.docx');
});
test.beforeEach(async ({ context }) => await server.enter(context));
test.afterAll(async () => server.stop());

/** What one hears of the element with the focus. */
const focused = async (page: Page): Promise<string> =>
    await page.evaluate(() => {
        const at = document.activeElement as HTMLElement | null;
        if (!at || at === document.body) return '';
        const labels = 'labels' in at ? [...((at as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join(' ') : '';
        return (at.getAttribute('aria-label') ?? (labels || at.textContent) ?? '').trim();
    });

async function tabTo(page: Page, name: RegExp, most = 120): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < most; step += 1) {
        await page.keyboard.press('Tab');
        const now = await focused(page);
        if (name.test(now)) return;
        passed.push(now.slice(0, 30));
    }
    throw new Error(`${String(name)} was not reached: ${passed.join(' | ')}`);
}

test('review, accept, edit, undo by the keyboard alone', async ({ page }) => {
    await page.goto(`${server.address}/plans`);
    await expect(page.getByRole('link', { name: 'document.docx' })).toBeVisible();
    // The first stop leads past the menu.
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('ข้ามไปยังเนื้อหา');
    await page.keyboard.press('Enter');
    await tabTo(page, /วางไฟล์แผน/);
    await tabTo(page, /^document\.docx$/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /ตรวจการนำเข้า/ })).toBeVisible();
    await tabTo(page, /^รับเป็นแผน$/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'รับเป็นแผน' })).toBeVisible();
    await tabTo(page, /^รับเป็นแผน$/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/plans\//);
    await expect(page.getByRole('navigation', { name: 'สารบัญของแผน' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.locator('.palette').getByRole('combobox')).toBeFocused();
    await page.keyboard.type('เวทีระดับโลก');
    await expect(page.locator('.palette').getByRole('option', { selected: true })).toContainText('เวทีระดับโลก');
    await page.keyboard.press('Enter');
    await tabTo(page, /^งบประมาณ \(บาท\)$/, 200);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2600000');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/แต่เอกสารที่นำเข้าพิมพ์/).first()).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByLabel('งบประมาณ (บาท)')).toHaveValue('2,500,000.00');
    await page.keyboard.press('Control+y');
    await expect(page.getByLabel('งบประมาณ (บาท)')).toHaveValue('2,600,000.00');
});
