// A file that was downloaded, edited by hand and comes back, while somebody else works on the same plan.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, watchErrors } from './office.ts';
import { root, Server } from './server.ts';

const server = new Server();
const folder = mkdtempSync(join(tmpdir(), 'phaen-edited-'));
const kPlan = 'iao-2565';

test.beforeAll(async () => {
    await server.start('--example');
    server.addPerson('planning_officer', 'malee');
});
test.beforeEach(async ({ context }) => await server.enter(context));
test.afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
});

/** Projects whose names stand once in the plan: replaced in a file, nothing else changes. */
async function lone(): Promise<{ id: string; name: string }[]> {
    const content = await server.content(kPlan);
    const all = JSON.stringify(content);
    const names: { id: string; name: string }[] = content.projects.filter((one: { name: string }) => all.split(one.name).length === 2);
    expect(names.length).toBeGreaterThanOrEqual(4);
    return names;
}

/** The plan's book is downloaded from the page; where it lies. */
async function download(page: Page, form: RegExp, name: string): Promise<string> {
    await page.goto(`${server.address}/documents?book=plan`);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: form }).click()]);
    const path = join(folder, name);
    await file.saveAs(path);
    return path;
}

function edit(path: string, ...pairs: [string, string][]): string {
    const out = path.replace(/(\.\w+)$/, '-edited$1');
    execFileSync('/usr/bin/python3', [join(root, 'tests/edit_office_file.py'), path, out, ...pairs.flat()]);
    return out;
}

/** Another officer, in a browser of her own, gives projects other names on the screen. */
async function renamedMeanwhile(browser: Browser, ...names: [string, string][]): Promise<void> {
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width: 1280, height: 900 } });
    await server.enter(context, 'malee');
    const page = await context.newPage();
    await page.goto(`${server.address}/plans/${kPlan}`);
    for (const [before, after] of names) {
        await open(page, new RegExp(before.replace(/[()./]/g, '\\$&')));
        const name = page.getByLabel('ชื่อ', { exact: true });
        await expect(name).toHaveValue(before);
        await name.fill(after);
        await name.press('Enter');
        await expect(page.getByText('✓ บันทึกแล้ว')).toBeVisible();
    }
    await context.close();
}

async function bringBack(page: Page, path: string): Promise<void> {
    await page.goto(`${server.address}/documents?view=bring_back`);
    await page.getByLabel(/วางแฟ้มที่แก้ไขแล้วที่นี่/).setInputFiles(path);
    await expect(page.getByText(/แฟ้มนี้ทำจากฉบับที่/)).toBeVisible({ timeout: 60_000 });
}

/** The plan with other names, all else as it was. */
function renamed(content: any, names: Record<string, string>): any {
    return { ...content, projects: content.projects.map((one: { id: string; name: string }) => ({ ...one, name: names[one.id] ?? one.name })) };
}

test('a Word file that changes what somebody else changed meanwhile: each field is decided, and the plan is exactly that', async ({ page, browser }) => {
    const errors = watchErrors(page);
    const before = await server.content(kPlan);
    const [both, kept, mine, hers] = (await lone()) as [{ id: string; name: string }, { id: string; name: string }, { id: string; name: string }, { id: string; name: string }];
    const path = await download(page, /Word/, 'แผน.docx');
    const edited = edit(path, [both.name, 'ชื่อที่หนึ่งในแฟ้ม'], [kept.name, 'ชื่อที่สองในแฟ้ม'], [mine.name, 'ชื่อที่สามในแฟ้ม']);
    await renamedMeanwhile(browser, [both.name, 'ชื่อที่หนึ่งในระบบ'], [kept.name, 'ชื่อที่สองในระบบ'], [hers.name, 'ชื่อที่สี่ในระบบ']);
    await bringBack(page, edited);

    const conflicts = page.getByRole('region', { name: /แก้ต่างกันทั้งในแฟ้มและในแผน \(2\)/ });
    const field = (words: string) => conflicts.getByRole('group', { name: 'ชื่อ' }).filter({ hasText: words });
    for (const words of ['ชื่อที่หนึ่ง', 'ชื่อที่สอง']) {
        // Both sides stand there; the plan's is chosen until somebody says otherwise.
        await expect(field(words).getByRole('radio', { name: /ใช้ของแผน/ })).toBeChecked();
        await expect(field(words)).toContainText(`${words}ในระบบ`);
        await expect(field(words)).toContainText(`${words}ในแฟ้ม`);
    }
    await expect(page.getByRole('heading', { name: 'สิ่งที่แฟ้มเปลี่ยน (1)' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'รับ 1 รายการเข้าแผน' })).toBeVisible();
    await field('ชื่อที่หนึ่ง').getByRole('radio', { name: /ใช้ของแฟ้ม/ }).check();
    // Nothing was changed by looking.
    const meanwhile = renamed(before, { [both.id]: 'ชื่อที่หนึ่งในระบบ', [kept.id]: 'ชื่อที่สองในระบบ', [hers.id]: 'ชื่อที่สี่ในระบบ' });
    expect(await server.content(kPlan)).toEqual(meanwhile);
    await page.getByRole('button', { name: 'รับ 2 รายการเข้าแผน' }).click();
    await expect(page.getByText(/แก้ไขแผนแล้ว เป็นฉบับที่/)).toBeVisible();
    expect(await server.content(kPlan)).toEqual(renamed(meanwhile, { [both.id]: 'ชื่อที่หนึ่งในแฟ้ม', [mine.id]: 'ชื่อที่สามในแฟ้ม' }));
    await page.getByRole('link', { name: 'ดูแผน' }).click();
    await expect(page.getByRole('navigation', { name: 'สารบัญของแผน' }).getByRole('link', { name: /ชื่อที่หนึ่งในแฟ้ม/ }).first()).toBeVisible();
    expect(errors).toEqual([]);
});

test('a workbook that changes other things than somebody else did: both are kept, and it can be undone', async ({ page, browser }) => {
    const errors = watchErrors(page);
    const before = await server.content(kPlan);
    const [mine, hers] = (await lone()).slice(-2) as [{ id: string; name: string }, { id: string; name: string }];
    const edited = edit(await download(page, /Excel/, 'แผน.xlsx'), [mine.name, 'ชื่อใหม่ในสมุดงาน']);
    await renamedMeanwhile(browser, [hers.name, 'ชื่อใหม่บนจอ']);
    await bringBack(page, edited);
    await expect(page.getByRole('heading', { name: 'สิ่งที่แฟ้มเปลี่ยน (1)' })).toBeVisible();
    await expect(page.getByText(/แก้ต่างกันทั้งในแฟ้มและในแผน/)).toHaveCount(0);
    await page.getByRole('button', { name: 'รับ 1 รายการเข้าแผน' }).click();
    await expect(page.getByText(/แก้ไขแผนแล้ว เป็นฉบับที่/)).toBeVisible();
    expect(await server.content(kPlan)).toEqual(renamed(before, { [mine.id]: 'ชื่อใหม่ในสมุดงาน', [hers.id]: 'ชื่อใหม่บนจอ' }));
    await page.getByRole('button', { name: 'เลิกทำการแก้ไขนี้' }).click();
    await expect(page.getByText('เลิกทำแล้ว แผนกลับเป็นเหมือนเดิม')).toBeVisible();
    expect(await server.content(kPlan)).toEqual(renamed(before, { [hers.id]: 'ชื่อใหม่บนจอ' }));
    expect(errors).toEqual([]);
});
