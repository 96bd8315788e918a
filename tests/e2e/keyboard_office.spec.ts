// What an office looks after, without a mouse: who is responsible, people, roles, notices, tokens, search, help, the SWOT board.
import { expect, test, type Page } from '@playwright/test';
import { button, drawer, link, opens } from './keys.ts';
import { watchErrors } from './office.ts';
import { kAdministrator, Server } from './server.ts';

const server = new Server();
let plan: string;

test.beforeAll(async () => {
    await server.start();
    plan = await server.plan();
    for (const role of ['project_owner', 'section_head']) server.addPerson(role);
});
test.afterAll(async () => await server.stop());

const open = opens(server);

test('somebody is made responsible, and all of it is handed over', async ({ page }) => {
    const keys = await open(page, '/');
    await keys.place('ผู้รับผิดชอบ');
    const row = page.getByRole('row', { name: /เวทีระดับโลก/ });
    const set = row.getByRole('button', { name: 'กำหนด' });
    await keys.opens(set, drawer(page));
    await keys.choose(drawer(page).getByLabel('ผู้รับผิดชอบ', { exact: true }), 'project_owner');
    await keys.write(drawer(page).getByLabel(/^ตั้งแต่วันที่/), '1/10/2564');
    await keys.act(drawer(page).getByRole('button', { name: 'บันทึกผู้รับผิดชอบ' }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(row).toContainText('project_owner');
    await expect(set).toBeFocused();
    const hand = button(page, 'มอบงานทั้งหมด');
    await keys.opens(hand, drawer(page));
    await keys.choose(drawer(page).getByLabel('ผู้มอบ'), 'project_owner');
    await keys.choose(drawer(page).getByLabel('ผู้รับ', { exact: true }), 'section_head');
    await keys.act(drawer(page).getByRole('button', { name: 'มอบงานทั้งหมด' }));
    await expect(drawer(page).getByText('มอบแล้ว 1 เรื่อง')).toBeVisible();
    await keys.kept();
    await keys.escapes(page.getByRole('dialog'), hand);
});

test('a person is invited, given a role, and the role is ended', async ({ page }) => {
    const keys = await open(page, '/', kAdministrator);
    await keys.act(link(page, 'ตั้งค่า'));
    const invite = button(page, 'เพิ่มผู้ใช้');
    await keys.opens(invite, drawer(page));
    await keys.write(drawer(page).getByLabel('ชื่อ', { exact: true }), 'สมใจ ใจดี');
    await keys.write(drawer(page).getByLabel('ชื่อผู้ใช้'), 'somjai');
    await keys.choose(drawer(page).getByLabel('บทบาท', { exact: true }), 'ผู้ประเมิน');
    await keys.act(drawer(page).getByRole('button', { name: 'สร้างบัญชี' }));
    await expect(drawer(page).getByText(/แสดงครั้งเดียว/)).toBeVisible();
    await keys.kept();
    await keys.escapes(page.getByRole('dialog'), invite);
    const person = page.getByRole('table').getByRole('button', { name: 'สมใจ ใจดี' });
    await keys.opens(person, drawer(page));
    await keys.choose(drawer(page).getByLabel('บทบาท', { exact: true }), 'ผู้อ่าน');
    await keys.write(drawer(page).getByLabel('ถึงวันที่'), '30 ก.ย. 75');
    await keys.act(drawer(page).getByRole('button', { name: 'มอบบทบาท' }));
    const ends = drawer(page).getByRole('button', { name: 'สิ้นสุดบทบาท' });
    await expect(ends).toHaveCount(2);
    await keys.kept();
    await keys.act(ends.first());
    await expect(ends).toHaveCount(1);
    await keys.kept();
    await keys.escapes(page.getByRole('dialog'), person);
});

test('rules of notices are changed', async ({ page }) => {
    const errors = watchErrors(page);
    const keys = await open(page, '/admin', kAdministrator);
    await keys.act(link(page, 'การแจ้งเตือน'));
    const days = page.getByLabel('วันล่วงหน้า').first();
    await keys.write(days, '5');
    await keys.act(page.getByRole('table').locator('summary').first());
    await keys.act(page.getByRole('table').getByRole('checkbox', { name: 'ผู้อำนวยการ' }).first(), ' ');
    await keys.act(button(page, 'บันทึกกฎ'));
    await expect(page.getByText('บันทึกแล้ว')).toBeVisible();
    await keys.kept();
    await page.reload();
    await expect(days).toHaveValue('5');
    expect(errors).toEqual([]);
});

test('a token is made, shown once, and revoked', async ({ page }) => {
    const keys = await open(page, '/');
    const person = page.locator('.person-menu summary');
    await keys.act(person);
    // Esc folds the menu, and one is at what opened it.
    await keys.to(link(page, 'โทเค็น API'));
    await keys.press('Escape');
    await expect(person).toBeFocused();
    await keys.press('Enter');
    await keys.act(link(page, 'โทเค็น API'));
    const add = button(page, 'สร้างโทเค็น');
    await keys.opens(add, drawer(page));
    await keys.write(drawer(page).getByLabel('ใช้ทำอะไร'), 'โปรแกรมรายงาน');
    await keys.write(drawer(page).getByLabel(/^ใช้ได้กี่วัน/), '30');
    await keys.act(drawer(page).getByRole('checkbox').first(), ' ');
    await keys.act(drawer(page).getByRole('button', { name: 'สร้างโทเค็น' }));
    await expect(drawer(page).getByText(/แสดงครั้งเดียว/)).toBeVisible();
    await keys.kept();
    await keys.escapes(page.getByRole('dialog'), add);
    const made = page.getByRole('listitem').filter({ hasText: 'โปรแกรมรายงาน' });
    await keys.act(made.getByRole('button', { name: 'เพิกถอน' }));
    await expect(made).toHaveCount(0);
    await keys.kept();
});

test('search finds a part of the plan by its words, a place, and a command', async ({ page }) => {
    const keys = await open(page, '/progress');
    const field = page.getByRole('combobox', { name: 'พิมพ์ชื่อ เลขลำดับ หรือคำสั่ง' });
    const find = button(page, 'ค้นหาหรือสั่งงาน');
    await keys.opens(find, page.getByRole('dialog', { name: 'ค้นหาหรือสั่งงาน' }));
    await keys.escapes(page.getByRole('dialog'), find);
    await keys.press('Control+k');
    await expect(field).toBeFocused();
    await keys.type('เวทีระดับโลก');
    await keys.press('ArrowDown');
    await keys.press('ArrowUp');
    await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText('เวทีระดับโลก');
    await keys.press('Enter');
    await expect(page.getByRole('heading', { name: /เวทีระดับโลก/ }).first()).toBeVisible();
    await keys.kept();
    await keys.press('Control+k');
    await keys.type('งบประมาณ');
    await keys.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await keys.press('Control+k');
    await keys.type('แสดงเป็นภาษาอังกฤษ');
    await keys.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await keys.kept();
});

test('help and notices open and close where one is', async ({ page }) => {
    const keys = await open(page, '/steps');
    const help = button(page, 'วิธีใช้หน้านี้');
    await keys.opens(help, drawer(page));
    await expect(drawer(page)).toContainText('ขั้นตอนและระยะเวลาดำเนินการ');
    // The palette opens over it; Esc closes the palette alone, and then the help.
    await keys.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'ค้นหาหรือสั่งงาน' });
    await expect(palette).toBeVisible();
    await keys.press('Escape');
    await expect(palette).toBeHidden();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await keys.escapes(page.getByRole('dialog'), help);
    const bell = button(page, /^การแจ้งเตือน/);
    await keys.opens(bell, drawer(page));
    await keys.act(drawer(page).getByRole('button', { name: 'วิธีรับการแจ้งเตือน' }));
    await keys.choose(drawer(page).getByLabel('รับการแจ้งเตือนทาง'), 'ไม่รับการแจ้งเตือน');
    await keys.act(drawer(page).getByRole('button', { name: 'บันทึก', exact: true }));
    await expect(drawer(page).getByText('บันทึกแล้ว')).toBeVisible();
    await keys.kept();
    await keys.escapes(page.getByRole('dialog'), bell);
});

test('a point of the SWOT is put into a combination, taken out, and the plan is as before', async ({ page }) => {
    const keys = await open(page, `/plans/${plan}?element=swot`);
    const pick = button(page, 'จับคู่ W2');
    await keys.act(pick);
    const put = page.getByRole('button', { name: /^เริ่มคู่ WT ใหม่ด้วย W2/ });
    await expect(put).toBeVisible();
    await keys.press('Escape');
    await expect(pick).toBeFocused();
    await keys.press('Enter');
    await keys.act(put);
    const out = page.getByRole('button', { name: /^นำ W2 ออกจากคู่/ });
    await expect(out).toBeVisible();
    await keys.kept();
    await keys.act(out);
    await expect(out).toHaveCount(0);
    await keys.kept();
    await keys.act(button(page, 'เลิกทำ'));
    await expect(out).toBeVisible();
    await keys.act(button(page, 'เลิกทำ'));
    await expect(out).toHaveCount(0);
});

test('a finding is understood and accepted; an element is added and removed', async ({ page }) => {
    const keys = await open(page, `/plans/${plan}/findings`);
    const why = button(page, 'เพราะอะไร');
    await keys.opens(why, drawer(page));
    await keys.escapes(page.getByRole('dialog'), why);
    const accept = button(page, 'ยอมรับ');
    await keys.opens(accept, drawer(page));
    await keys.escapes(page.getByRole('dialog'), accept);
    await keys.opens(accept, drawer(page));
    await keys.write(drawer(page).getByLabel('เหตุผลที่ยอมรับ'), 'ผู้อำนวยการเห็นชอบแล้ว');
    await keys.act(drawer(page).getByRole('button', { name: 'ยอมรับ', exact: true }));
    await expect(page.getByText('ข้อที่ยอมรับแล้ว (1)')).toBeVisible();
    await keys.kept();
    await keys.act(link(page, 'เนื้อหาแผน'));
    const add = button(page, 'เพิ่มโครงการ');
    await keys.opens(add, drawer(page));
    await keys.escapes(page.getByRole('dialog'), add);
    await keys.opens(add, drawer(page));
    await keys.write(drawer(page).getByRole('textbox'), 'งานที่เพิ่งคิดได้');
    await keys.act(drawer(page).getByRole('button', { name: 'เพิ่ม', exact: true }));
    await expect(page.getByRole('heading', { name: 'งานที่เพิ่งคิดได้' })).toBeVisible();
    await keys.kept();
    await keys.opens(button(page, 'ลบรายการนี้'), drawer(page));
    await keys.act(drawer(page).getByRole('button', { name: 'ลบ', exact: true }));
    await expect(page.getByRole('link', { name: 'งานที่เพิ่งคิดได้' })).toHaveCount(0);
    await keys.kept();
});

test('two versions are compared, a weight is negotiated, next year is looked at', async ({ page }) => {
    await server.change(plan, 'project-1', { budget: '2600000.00' });
    const keys = await open(page, `/plans/${plan}`);
    await keys.act(link(page, 'ประวัติ'));
    await expect(page.getByRole('heading', { name: /เทียบกับ/ })).toBeVisible();
    await keys.act(page.getByRole('checkbox').last(), ' ');
    await keys.kept();
    await keys.act(link(page, 'คำรับรอง'));
    const weight = page.getByLabel(/^น้ำหนัก/).first();
    const before = await weight.inputValue();
    await keys.write(weight, String(Number(before) - 5));
    await keys.press('Enter');
    await expect(page.locator('.agreement-table tfoot')).toContainText('ขาด');
    await keys.kept();
    await keys.act(button(page, 'เลิกทำ'));
    await expect(weight).toHaveValue(before);
    await keys.place('แผน');
    const next = button(page, /ทำแผนปีถัดไป/);
    await keys.opens(next, drawer(page));
    await expect(drawer(page).getByRole('group').first()).toBeVisible();
    await keys.escapes(page.getByRole('dialog'), next);
});
