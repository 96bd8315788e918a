// The month's work without a mouse: report, confirm, approve, decide on paper, move a bar, look back; the focus is never lost.
import { expect, test, type Page } from '@playwright/test';
import { watchErrors } from './office.ts';
import { button, drawer, link, Keys, opens } from './keys.ts';
import { Server } from './server.ts';

const server = new Server();
let plan: string;

test.beforeAll(async () => {
    await server.start();
    plan = await server.plan();
    for (const role of ['section_head', 'director']) server.addPerson(role);
});
test.afterAll(async () => await server.stop());

const open = opens(server);

/** Takes a step of the subject in the drawer, with what it asks for. */
async function take(keys: Keys, action: string, given: Record<string, string> = {}): Promise<void> {
    const at = drawer(keys.page);
    await keys.act(at.getByRole('group', { name: 'ขั้นต่อไป' }).getByRole('button', { name: action, exact: true }));
    for (const [label, text] of Object.entries(given)) await keys.write(at.getByLabel(label), text);
    await keys.act(at.locator('form').getByRole('button', { name: action, exact: true }));
    await expect(at.getByRole('listitem').filter({ has: keys.page.getByText(action, { exact: true }) }).last()).toBeVisible();
    await keys.kept();
}

async function begin(keys: Keys, kind: string, choices: Record<string, string> = {}, words: Record<string, string> = {}): Promise<void> {
    const { page } = keys;
    await keys.choose(page.getByLabel('เริ่มเรื่องใหม่'), kind);
    for (const [label, value] of Object.entries(choices)) await keys.choose(page.getByLabel(label, { exact: true }), value);
    for (const [label, value] of Object.entries(words)) await keys.write(page.getByLabel(label, { exact: true }), value);
    await keys.act(button(page, 'เปิดเรื่อง'));
    await expect(drawer(page)).toBeVisible();
}

test('sign in, and to the content past the menu', async ({ page }) => {
    await page.context().clearCookies();
    await page.goto(`${server.address}/sign-in`);
    const keys = new Keys(page);
    await keys.write(page.getByLabel('ชื่อผู้ใช้'), 'somying');
    await keys.write(page.getByLabel('รหัสผ่าน'), 'ฝนตกที่หน้าต่างบานเก่า');
    await keys.press('Enter');
    await expect(page.getByRole('navigation', { name: 'เมนูหลัก' })).toBeVisible();
    await keys.act(link(page, 'ข้ามไปยังเนื้อหา'));
    await expect(page.getByRole('main')).toBeFocused();
});

test('a month is reported: chosen, typed, pasted, sent with Ctrl and Enter, evidence given', async ({ page, context }) => {
    const errors = watchErrors(page);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const keys = await open(page, '/');
    await keys.place('รายงานความก้าวหน้า');
    await keys.choose(page.getByRole('combobox', { name: 'เดือน' }), 'มี.ค. 65');
    await keys.act(page.getByLabel('แสดงทุกขั้นตอน'), ' ');
    const percents = page.getByLabel(/^ทำได้ \(%\):/);
    const texts = page.getByLabel(/^ผลการดำเนินงาน:/);
    await keys.write(percents.first(), '๓๐');
    // Enter goes down the column as in a spreadsheet; the arrow goes to the next cell of the row.
    await keys.press('Enter');
    await expect(percents.nth(1)).toBeFocused();
    await page.evaluate(async () => await navigator.clipboard.writeText('40\tร่างหนังสือแล้ว\n62.5\tส่งหนังสือแล้ว\n'));
    await keys.press('Control+v');
    await expect(texts.nth(2)).toHaveValue('ส่งหนังสือแล้ว');
    await keys.press('ArrowRight');
    await expect(texts.nth(1)).toBeFocused();
    await keys.write(page.getByLabel(/^ปัญหาและอุปสรรค:/).nth(1), 'รอหนังสือตอบ');
    await keys.press('Control+Enter');
    await expect(page.getByText('ส่งรายงาน 3 ขั้นตอนแล้ว')).toBeVisible();
    await keys.kept();
    await keys.give(page.getByLabel(/แนบหลักฐาน/).first(), { name: 'บันทึกการประชุม.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await expect(link(page, 'บันทึกการประชุม')).toBeVisible();
    await keys.kept();
    // Once more, by the button.
    await keys.write(percents.nth(1), '45');
    await keys.act(button(page, 'ส่งรายงาน'));
    await expect(page.getByText('ส่งรายงาน 1 ขั้นตอนแล้ว')).toBeVisible();
    await keys.kept();
    expect(errors).toEqual([]);
});

test('a month goes up, comes back with a reason, and is confirmed', async ({ page }) => {
    const keys = await open(page, '/approvals');
    await begin(keys, 'การยืนยันรายงานประจำเดือน', { เดือน: 'มี.ค. 65', ส่วนราชการ: 'ส่วนแผนงานฯ' });
    await take(keys, 'ส่งรายงาน');
    await keys.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await keys.kept();

    const head = await open(page, '/approvals', 'section_head');
    const row = page.getByRole('region', { name: 'รอฉันดำเนินการ' }).getByRole('listitem').filter({ hasText: 'การยืนยันรายงานประจำเดือน' }).getByRole('button').first();
    await head.opens(row, drawer(page));
    // Esc closes the drawer and nothing else, and one is where one was.
    await head.escapes(drawer(page), row);
    await head.opens(row, drawer(page));
    await take(head, 'ส่งคืนเพื่อแก้ไข', { เหตุผลหรือความเห็น: 'ขอหลักฐานการประชุม' });
    await expect(drawer(page)).toContainText('ขอหลักฐานการประชุม');

    const again = await open(page, '/approvals');
    await again.opens(button(page, /การยืนยันรายงานประจำเดือน|มี\.ค\. 65/), drawer(page));
    await take(again, 'ส่งรายงาน');
    const second = await open(page, '/approvals', 'section_head');
    await second.opens(row, drawer(page));
    await take(second, 'ยืนยันรายงาน');
    await second.act(drawer(page).getByRole('button', { name: 'ปิด', exact: true }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await second.kept();
});

test('the plan is approved with a comment', async ({ page }) => {
    const keys = await open(page, '/approvals');
    await begin(keys, 'การอนุมัติแผน');
    await take(keys, 'ขออนุมัติ');
    await take(keys, 'ตรวจแล้วเสนอต่อ');
    const director = await open(page, '/', 'director');
    await director.place('งานอนุมัติและหนังสือ');
    await director.opens(page.getByRole('region', { name: 'รอฉันดำเนินการ' }).getByRole('listitem').filter({ hasText: 'การอนุมัติแผน' }).getByRole('button').first(), drawer(page));
    await take(director, 'อนุมัติ', { เหตุผลหรือความเห็น: 'เห็นชอบตามเสนอ' });
    await expect(drawer(page)).toContainText('เห็นชอบตามเสนอ');
    const officer = await open(page, '/approvals?kind=plan&subject=' + plan);
    await take(officer, 'ขอแก้ไขแผน', { เหตุผลหรือความเห็น: 'ปรับช่วงเดือน' });
});

test('a decision signed on paper is recorded', async ({ page }) => {
    const keys = await open(page, '/approvals');
    await begin(keys, 'คำขออนุมัติ', {}, { เรื่อง: 'ขออนุมัติเดินทางไปประชุม' });
    await take(keys, 'เสนอขออนุมัติ');
    await take(keys, 'อนุมัติ', { เลขที่หนังสือ: 'กท 0001/88', ลงวันที่: '10/1/2565', ผู้ลงนาม: 'ปลัด' });
    await expect(drawer(page)).toContainText('10 ม.ค. 65');
    await expect(drawer(page)).toContainText('กท 0001/88');
});

test('a submission goes out, its answer comes in, and it is closed', async ({ page }) => {
    const keys = await open(page, '/approvals');
    await begin(keys, 'การเสนอผู้บริหาร', {}, { เรื่อง: 'ผลการประชุมเครือข่ายเมือง' });
    await take(keys, 'เสนอผู้บริหาร');
    await take(keys, 'รับทราบและมอบหมาย', { เลขที่หนังสือ: 'กท 0001/95', ลงวันที่: '1 ก.พ. 65', ผู้ลงนาม: 'ปลัด' });
    await take(keys, 'ส่งหน่วยงานที่ได้รับมอบหมาย', { เลขที่หนังสือ: 'กท 0001/96' });
    await take(keys, 'บันทึกคำตอบ', { เหตุผลหรือความเห็น: 'รับไปดำเนินการ' });
    await take(keys, 'ปิดเรื่อง', { เหตุผลหรือความเห็น: 'ครบทุกหน่วยงาน' });
    await keys.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await keys.kept();
    // What waits in another system, by its number there.
    const add = button(page, 'เพิ่มเรื่องที่รอในระบบอื่น');
    await keys.opens(add, drawer(page));
    await keys.choose(drawer(page).getByLabel('เรื่อง', { exact: true }), /โครงการส่งเสริมศักยภาพ/);
    await keys.write(drawer(page).getByLabel('ระบบ', { exact: true }), 'ระบบงบประมาณ');
    await keys.write(drawer(page).getByLabel('เลขที่', { exact: true }), 'งป. 12/2565');
    await keys.act(drawer(page).getByRole('button', { name: 'บันทึกเรื่องที่รอ' }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(add).toBeFocused();
    await keys.act(button(page, /ได้คำตอบแล้ว/));
    await expect(page.getByText('ไม่มีเรื่องที่รอในระบบอื่น')).toBeVisible();
    await keys.kept();
});

test('a bar is moved and stretched with the effect shown, and taken back', async ({ page }) => {
    const keys = await open(page, '/');
    await keys.place('ขั้นตอนและระยะเวลาดำเนินการ');
    const grid = page.getByRole('treegrid');
    const row = page.locator('.tl-row.active');
    const months = async () => await row.getByRole('gridcell').last().getAttribute('aria-label');
    await keys.to(grid);
    // Folded and unfolded, and on to a step.
    await keys.press('ArrowLeft');
    await expect(row).toHaveAttribute('aria-expanded', 'false');
    await keys.press('ArrowRight');
    await keys.press('ArrowDown');
    const question = page.getByRole('dialog', { name: 'ปรับช่วงเวลาของขั้นตอน' });
    // The first that can still go a month later.
    for (let step = 0; step < 20; step += 1) {
        await keys.press('Alt+ArrowRight');
        if (await question.isVisible()) break;
        await keys.press('ArrowDown');
    }
    await expect(question).toBeVisible();
    await expect(question.locator('.confirm-effect')).not.toContainText('◷');
    // Esc: nothing was moved, and one is on the row still.
    const before = await months();
    await keys.escapes(question, grid);
    expect(await months()).toBe(before);
    await keys.press('Alt+ArrowRight');
    await expect(question).toBeVisible();
    await keys.press('Enter');
    await expect(question).toBeHidden();
    await expect(grid).toBeFocused();
    await expect.poll(months).not.toBe(before);
    await keys.press('Control+z');
    await expect.poll(months).toBe(before);
    // By the drawer: stretched; the question is above it, and goes alone.
    await keys.press('Enter');
    const details = page.locator('.side-drawer');
    await expect(details).toBeVisible();
    const longer = details.getByRole('button', { name: /ยืดหนึ่งเดือน/ });
    await keys.opens(longer, question);
    await keys.escapes(question, longer);
    await expect(details).toBeVisible();
    await keys.opens(longer, question);
    await keys.act(question.getByRole('button').first());
    await expect(question).toBeHidden();
    await keys.kept();
    await keys.escapes(details, grid);
    await expect.poll(months).not.toBe(before);
    await keys.act(button(page, 'เลิกทำ'));
    await expect.poll(months).toBe(before);
});

test('the day is turned back, everything shows it, and one comes back', async ({ page }) => {
    const keys = await open(page, '/');
    const menu = page.locator('.as-of summary');
    await keys.act(menu);
    await keys.choose(page.locator('.as-of').getByRole('combobox', { name: 'เดือน' }), 'มี.ค. 65');
    await expect(page.getByText('ข้อมูล ณ วันที่ 31 มีนาคม พ.ศ. 2565')).toBeVisible();
    await keys.choose(page.locator('.as-of').getByRole('combobox', { name: 'วันที่' }), '28');
    await keys.press('Escape');
    await expect(menu).toBeFocused();
    await keys.place('รายงานความก้าวหน้า');
    await expect(page.getByText('ข้อมูล ณ วันที่ 28 มีนาคม พ.ศ. 2565')).toBeVisible();
    await expect(button(page, 'ส่งรายงาน')).toHaveCount(0);
    await keys.act(page.getByRole('main').getByRole('button', { name: 'กลับเป็นวันนี้' }));
    await expect(page.getByText(/^ข้อมูล ณ วันที่ 28/)).toHaveCount(0);
    await keys.kept();
});
