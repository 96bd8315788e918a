// What an officer does on the first day, by what she can read on the screen only.
import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { accept, kUnclear, open, openPlan, somebodyElse, upload, watchErrors } from './office.ts';
import { Server } from './server.ts';

const server = new Server();

test.beforeAll(async () => {
    await server.start();
    await server.plan();
});
test.beforeEach(async ({ context }) => await server.enter(context));
test.afterAll(async () => server.stop());

test('drop, review, accept, edit a budget, see the finding, undo and redo', async ({ page }) => {
    const errors = watchErrors(page);
    await upload(page, server);
    await accept(page);
    await open(page, /โครงการส่งเสริมศักยภาพของเมืองในเวทีระดับโลก/);
    const budget = page.getByLabel('งบประมาณ (บาท)');
    await expect(budget).toHaveValue('2,500,000.00');
    await budget.fill('2600000');
    await budget.press('Enter');
    await expect(page.getByText(/แต่เอกสารที่นำเข้าพิมพ์/).first()).toBeVisible();
    await page.getByRole('button', { name: 'เลิกทำ' }).click();
    await expect(budget).toHaveValue('2,500,000.00');
    await expect(page.getByText(/แต่เอกสารที่นำเข้าพิมพ์/)).toHaveCount(0);
    await page.getByRole('button', { name: 'ทำซ้ำ' }).click();
    await expect(budget).toHaveValue('2,600,000.00');
    await page.getByRole('button', { name: 'เลิกทำ' }).click();
    await expect(budget).toHaveValue('2,500,000.00');
    expect(errors).toEqual([]);
});

test('an import is corrected, then discarded', async ({ page }) => {
    await upload(page, server);
    await page.getByRole('button', { name: /โครงการส่งเสริมศักยภาพของเมืองในเวทีระดับโลก/ }).first().click();
    const budget = page.getByLabel('งบประมาณ (บาท)');
    await budget.fill('๒,๗๐๐,๐๐๐');
    await budget.press('Enter');
    await expect(page.getByText('✓ บันทึกแล้ว')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('งบประมาณ (บาท)')).toHaveValue('2,700,000.00');
    await page.getByRole('button', { name: 'ทิ้งการนำเข้า' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'ทิ้ง', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'แผน', exact: true })).toBeVisible();
    await expect(page.getByText('ทิ้งแล้ว')).toBeVisible();
});

test('a line that was not understood is taken as prose', async ({ page }) => {
    await upload(page, server, { name: 'แผน.txt', mimeType: 'text/plain', buffer: Buffer.from(kUnclear) });
    const waiting = page.getByRole('listitem').filter({ hasText: 'หมวดที่ ๙ เรื่องที่ไม่มีผู้ใดรู้จัก' });
    await waiting.getByRole('button', { name: 'รับเป็นข้อความบรรยาย' }).click();
    await expect(page.getByText('อ่านเอกสารใหม่แล้ว')).toBeVisible();
    await expect(page.getByRole('button', { name: 'รับเป็นข้อความบรรยาย' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'ข้อความบรรยาย' })).toBeVisible();
});

test('two people correct one thing of a draft: the second chooses', async ({ page, browser }) => {
    await upload(page, server);
    const other = await somebodyElse(browser, server);
    for (const someone of [page, other]) {
        await someone.goto(page.url());
        await someone.getByRole('button', { name: /โครงการส่งเสริมศักยภาพของเมืองในเวทีระดับโลก/ }).first().click();
        await expect(someone.getByLabel('งบประมาณ (บาท)')).toHaveValue('2,500,000.00');
    }
    const [mine, theirs] = [page.getByLabel('งบประมาณ (บาท)'), other.getByLabel('งบประมาณ (บาท)')];
    await mine.focus();
    await theirs.fill('1000000');
    await theirs.press('Enter');
    await expect(other.getByText('✓ บันทึกแล้ว')).toBeVisible();
    await mine.fill('2000000');
    await mine.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'มีผู้อื่นแก้ไขส่วนนี้ก่อนท่าน' });
    await dialog.getByRole('radio', { name: /ใช้ของเขา/ }).check();
    await dialog.getByRole('button', { name: 'บันทึกตามที่เลือก' }).click();
    await expect(mine).toHaveValue('1,000,000.00');
    await other.context().close();
});

test('a plan is downloaded in both forms', async ({ page }) => {
    await openPlan(page, server);
    for (const [form, begins] of [['TOML', /schema = "phaen.plan\/1"/], ['JSON', /"schema": ?"phaen.plan\/1"/]] as const) {
        await page.getByText('ดาวน์โหลด', { exact: true }).click();
        const coming = page.waitForEvent('download');
        await page.getByRole('link', { name: new RegExp(form) }).click();
        const file = await coming;
        expect(file.suggestedFilename()).toMatch(form === 'TOML' ? /\.toml$/ : /\.json$/);
        expect(await readFile(await file.path(), 'utf8')).toMatch(begins);
        await page.reload();
    }
});

test('two people change one project: the second sees both versions and merges', async ({ page, browser }) => {
    const other = await somebodyElse(browser, server);
    for (const someone of [page, other]) {
        await openPlan(someone, server);
        await open(someone, /โครงการส่งเสริมศักยภาพของเมืองในเวทีระดับโลก/);
    }
    const [mine, theirs] = [page.getByLabel('งบประมาณ (บาท)'), other.getByLabel('งบประมาณ (บาท)')];
    // The value that she saw when she began to type is what her change is about.
    await mine.focus();
    await theirs.fill('3000000');
    await theirs.press('Enter');
    await expect(other.getByText('✓ บันทึกแล้ว')).toBeVisible();
    await mine.fill('4000000');
    await mine.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'มีผู้อื่นแก้ไขส่วนนี้ก่อนท่าน' });
    await expect(dialog).toContainText('4,000,000.00');
    await expect(dialog).toContainText('3,000,000.00');
    await expect(dialog.getByRole('radio', { name: /ใช้ของฉัน/ })).toBeChecked();
    await dialog.getByRole('button', { name: 'บันทึกตามที่เลือก' }).click();
    await expect(mine).toHaveValue('4,000,000.00');
    await expect(theirs).toHaveValue('4,000,000.00');
    await other.context().close();
});

test('two people change two projects: both land', async ({ page, browser }) => {
    const other = await somebodyElse(browser, server);
    await openPlan(page, server);
    await openPlan(other, server);
    await open(page, /โครงการส่งเสริมศักยภาพของเมืองในเวทีระดับโลก/);
    await open(other, /โครงการส่งเสริมความร่วมมือจากแนวปฏิบัติที่ดีที่สุด/);
    await page.getByLabel('งบประมาณ (บาท)').fill('5000000');
    await other.getByLabel('งบประมาณ (บาท)').fill('6000000');
    await Promise.all([page, other].map(async (someone) => await someone.getByLabel('งบประมาณ (บาท)').press('Enter')));
    for (const someone of [page, other]) {
        await expect(someone.getByText('✓ บันทึกแล้ว')).toBeVisible();
        await open(someone, /โครงการส่งเสริมศักยภาพของเมืองในเวทีระดับโลก/);
        await expect(someone.getByLabel('งบประมาณ (บาท)')).toHaveValue('5,000,000.00');
        await open(someone, /โครงการส่งเสริมความร่วมมือจากแนวปฏิบัติที่ดีที่สุด/);
        await expect(someone.getByLabel('งบประมาณ (บาท)')).toHaveValue('6,000,000.00');
    }
    await other.context().close();
});

test('a finding is accepted with a reason', async ({ page }) => {
    await openPlan(page, server);
    await page.getByRole('link', { name: /ข้อที่พบ/ }).click();
    await page.getByLabel('ความสำคัญ').selectOption({ index: 1 });
    const first = page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('button', { name: 'เพราะอะไร' }) }).first();
    const said = (await first.getByText(/ข้อผิด/).first().innerText()).trim();
    await first.getByRole('button', { name: 'ยอมรับ' }).click();
    const dialog = page.getByRole('dialog', { name: 'ยอมรับ' });
    await expect(dialog.getByRole('button', { name: 'ยอมรับ' })).toBeDisabled();
    await dialog.getByLabel('เหตุผลที่ยอมรับ').fill('ผู้อำนวยการเห็นชอบแล้ว');
    await dialog.getByRole('button', { name: 'ยอมรับ' }).click();
    await page.getByText('ข้อที่ยอมรับแล้ว (1)').click();
    await expect(page.getByText(/ผู้อำนวยการเห็นชอบแล้ว/)).toBeVisible();
    expect(said).not.toBe('');
});

test('a finding with a proposal is mended', async ({ page }) => {
    await openPlan(page, server);
    await open(page, /โครงการส่งเสริมความร่วมมือจากแนวปฏิบัติที่ดีที่สุด/);
    const name = page.getByLabel('ชื่อ', { exact: true });
    const before = await name.inputValue();
    await name.fill(`${before} ,ระยะที่สอง`);
    await name.press('Enter');
    await page.getByRole('button', { name: 'แก้ไขตามข้อเสนอ' }).click();
    await expect(page.getByText('แก้ไขแล้ว')).toBeVisible();
    await expect(name).toHaveValue(`${before},ระยะที่สอง`);
});

test('language and background are switched and remembered', async ({ page }) => {
    await openPlan(page, server);
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('link', { name: /Findings/ })).toBeVisible();
    await page.getByRole('button', { name: 'Use the dark background' }).click();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.getByRole('button', { name: 'Use the light background' }).click();
    await page.getByRole('button', { name: 'ไทย' }).click();
    await expect(page.getByRole('link', { name: /ข้อที่พบ/ })).toBeVisible();
});

test('a project is added, found by Ctrl+K, removed, and brought back', async ({ page }) => {
    await openPlan(page, server);
    await page.getByRole('button', { name: 'เพิ่มโครงการ' }).click();
    const dialog = page.getByRole('dialog', { name: 'เพิ่มโครงการ' });
    await dialog.getByRole('textbox').fill('งานที่เพิ่งคิดได้');
    await dialog.getByRole('button', { name: 'เพิ่ม', exact: true }).click();
    const heading = page.getByRole('heading', { name: 'งานที่เพิ่งคิดได้' });
    await expect(heading).toBeVisible();
    await open(page, /ภาพรวมของแผน/);
    await expect(page.getByRole('heading', { name: 'ภาพรวมของแผน' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'พิมพ์ชื่อ เลขลำดับ หรือคำสั่ง' }).fill('งานที่เพิ่ง');
    await page.keyboard.press('Enter');
    await expect(heading).toBeVisible();
    await page.getByRole('button', { name: 'ลบรายการนี้' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'ลบ', exact: true }).click();
    await expect(page.getByText('ลบแล้ว')).toBeVisible();
    await expect(page.getByRole('link', { name: 'งานที่เพิ่งคิดได้' })).toHaveCount(0);
    await page.getByRole('button', { name: 'เลิกทำ' }).click();
    await expect(page.getByRole('link', { name: 'งานที่เพิ่งคิดได้' })).toBeVisible();
});
