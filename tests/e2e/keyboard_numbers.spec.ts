// Money, registries, scores and documents without a mouse, in the example office's year.
import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { button, drawer, opens } from './keys.ts';
import { watchErrors } from './office.ts';
import { Server } from './server.ts';

const server = new Server();

test.beforeAll(async () => {
    await server.start('--example');
    for (const role of ['budget_officer', 'evaluator']) server.addPerson(role, `a_${role}`);
});
test.afterAll(async () => await server.stop());

const open = opens(server);

test('money is posted, moved, and checked against the finance system', async ({ page }) => {
    const errors = watchErrors(page);
    const keys = await open(page, '/', 'a_budget_officer');
    await keys.place('งบประมาณ');
    const opener = button(page, 'ลงรายการเงิน');
    const post = async (kind: string, amount: string, more: () => Promise<void> = async () => undefined) => {
        await keys.opens(opener, drawer(page));
        await keys.choose(drawer(page).getByRole('combobox', { name: 'รายการ', exact: true }), kind);
        await more();
        await keys.write(drawer(page).getByLabel('จำนวนเงิน'), amount);
        await keys.act(drawer(page).getByRole('button', { name: 'ลงรายการเงิน' }));
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await expect(opener).toBeFocused();
    };
    await post('เบิกจ่าย', '๑๐๐.๕๐', async () => await keys.choose(drawer(page).getByRole('combobox', { name: 'โครงการ', exact: true }), /เวทีระดับโลก/));
    // 13,903,200.00 and what was just spent.
    await expect(page.getByText('13,903,300.50').first()).toBeVisible();
    await post('โอนระหว่างโครงการ', '1', async () => {
        await keys.choose(drawer(page).getByRole('combobox', { name: 'โครงการ', exact: true }), /เวทีระดับโลก/);
        await keys.choose(drawer(page).getByRole('combobox', { name: 'โอนไปโครงการ' }), /เอกอัครราชทูต/);
    });
    await post('สอบยอดกับระบบการเงิน', '1', async () => await keys.choose(drawer(page).getByLabel('ยอดที่สอบ'), 'เบิกจ่าย'));
    await expect(page.getByRole('alert').filter({ hasText: /ยอดไม่ตรงกับระบบการเงิน.*แจ้ง 1\.00/ })).toBeVisible();
    // Begun and left: Esc, and one is at the button again.
    await keys.opens(opener, drawer(page));
    await keys.write(drawer(page).getByLabel('จำนวนเงิน'), '5');
    await keys.escapes(page.getByRole('dialog'), opener);
    expect(errors).toEqual([]);
});

test('a sheet of the finance system is imported and taken back', async ({ page }) => {
    const keys = await open(page, '/budget', 'a_budget_officer');
    const opener = button(page, 'นำเข้าตารางการเงิน');
    await keys.opens(opener, drawer(page));
    const rows = 'วันที่,เลขที่เอกสาร,รายการ,หมวดรายจ่าย,โครงการ,จำนวนเงิน\n28/09/2565,ฎ.901,จัดสรร,หมวดอื่น,project-1,"1,000.00"\n';
    await keys.give(drawer(page).getByLabel('แฟ้มตาราง'), { name: 'รายงาน.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
    await keys.choose(drawer(page).getByLabel('ทุกแถวเป็น: แหล่งเงิน'), 'งบประมาณรายจ่ายประจำปี');
    await keys.choose(drawer(page).getByRole('combobox', { name: 'งบรายจ่าย: หมวดอื่น' }), 'งบรายจ่ายอื่น');
    await keys.act(drawer(page).getByRole('button', { name: 'ตรวจก่อนนำเข้า' }));
    const send = drawer(page).getByRole('button', { name: 'นำเข้า 1 รายการ' });
    await expect(send).toBeVisible();
    await keys.kept();
    await keys.act(send);
    await expect(drawer(page).getByText('นำเข้าแล้ว 1 รายการ')).toBeVisible();
    await keys.kept();
    await keys.act(drawer(page).getByRole('button', { name: 'เลิกการนำเข้านี้' }));
    await expect(drawer(page).getByText('ถอนรายการที่นำเข้าแล้ว')).toBeVisible();
    await keys.kept();
    await keys.escapes(page.getByRole('dialog'), opener);
});

test('a record is found, changed in its form, added, withdrawn, and brought back', async ({ page }) => {
    const keys = await open(page, '/');
    await keys.place('ข้อมูลและทะเบียน');
    await keys.act(page.getByRole('navigation', { name: 'ทะเบียนทั้งหมด' }).getByRole('link', { name: 'ผลงานที่เผยแพร่ในต่างประเทศ' }));
    const table = page.getByRole('table');
    const rows = table.locator('tbody').getByRole('button');
    await expect(rows).toHaveCount(5);
    // Along the rows by arrows; a record opens with Enter, and Esc comes back to it.
    await keys.to(rows.first());
    await keys.press('ArrowDown');
    await expect(rows.nth(1)).toBeFocused();
    await keys.press('Enter');
    await expect(drawer(page)).toBeVisible();
    await keys.escapes(page.getByRole('dialog'), rows.nth(1));
    await keys.press('Enter');
    const name = drawer(page).getByLabel('เรื่อง', { exact: false }).first();
    await keys.write(name, 'สวนสิบห้านาทีใกล้บ้าน ฉบับแก้ไข');
    // A day is typed as it is written here, or chosen from the calendar: Esc closes that alone.
    const day = drawer(page).getByLabel(/^วันที่เผยแพร่/);
    await keys.write(day, '21/1/2565');
    await keys.press('Tab');
    await expect(day).toHaveValue('21 ม.ค. 65');
    await keys.press('Enter');
    const calendar = drawer(page).getByRole('group', { name: 'เลือกจากปฏิทิน' });
    await expect(calendar.getByRole('button', { name: '21 มกราคม พ.ศ. 2565' })).toBeFocused();
    await keys.press('Escape');
    await expect(calendar).toBeHidden();
    await expect(drawer(page)).toBeVisible();
    await keys.press('Enter');
    await keys.press('ArrowLeft');
    await keys.press('Enter');
    await expect(day).toHaveValue('20 ม.ค. 65');
    await keys.act(drawer(page).getByRole('button', { name: 'ลองดูผลต่อคะแนน' }));
    await expect(drawer(page).getByText('ยังไม่ได้บันทึกสิ่งใด')).toBeVisible();
    await keys.act(drawer(page).getByRole('button', { name: 'บันทึกรายการ' }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(table.getByRole('button', { name: 'สวนสิบห้านาทีใกล้บ้าน ฉบับแก้ไข' })).toBeVisible();
    await keys.kept();
    await keys.act(button(page, 'เลิกทำ'));
    await expect(table.getByRole('button', { name: 'สวนสิบห้านาทีใกล้บ้าน ฉบับแก้ไข' })).toHaveCount(0);
    await keys.kept();

    const add = button(page, 'เพิ่มรายการ');
    await keys.opens(add, drawer(page));
    // What is missing is said at its field, and the first has the focus.
    await keys.act(drawer(page).getByRole('button', { name: 'บันทึกรายการ' }));
    await expect(drawer(page).locator('.cell-trouble').first()).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    await keys.escapes(page.getByRole('dialog'), add);
    await keys.act(rows.first());
    await keys.act(drawer(page).getByRole('button', { name: 'ถอนรายการนี้' }));
    await expect(page.getByText('ถอนรายการแล้ว')).toBeVisible();
    await expect(rows).toHaveCount(4);
    await keys.kept();
    await keys.act(button(page, 'เลิกทำ'));
    await expect(rows).toHaveCount(5);
});

test('rows are pasted from a spreadsheet, a cell is mended, all are saved', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const keys = await open(page, '/data?dataset=works');
    const opener = button(page, 'วางจาก Excel');
    await keys.opens(opener, drawer(page));
    await page.evaluate(async () => await navigator.clipboard.writeText('เรื่อง\tแพลตฟอร์ม\tรูปแบบ\tสถานะ\nคลองสวย\tเว็บไซต์เมืองพี่เมืองน้อง\tบทความ\tวางแผน\nสวนสวย\tเว็บไซต์เมืองพี่เมืองน้อง\tบทความ\tหายไป\n'));
    await keys.to(drawer(page).getByLabel('วางตารางที่นี่'));
    await keys.press('Control+v');
    await expect(drawer(page).locator('.paste-table .cell-trouble').first()).toBeVisible();
    await keys.kept();
    const wrong = drawer(page).getByLabel('แถวที่ 2, สถานะ');
    await keys.write(wrong, 'วางแผน');
    const save = drawer(page).getByRole('button', { name: 'บันทึก 2 รายการ' });
    await expect(save).toBeEnabled();
    await keys.act(save);
    await expect(page.getByText('เพิ่มแล้ว 2 รายการ')).toBeVisible();
    await expect(opener).toBeFocused();
    await keys.act(button(page, 'เลิกทำ'));
    await expect(page.getByRole('table').getByRole('button', { name: 'คลองสวย' })).toHaveCount(0);
});

test('a score is followed down to a record, and the agency judges itself', async ({ page }) => {
    const keys = await open(page, '/');
    await keys.place('ประเมินผล');
    const score = page.getByRole('table').getByRole('button', { name: /^1 ระดับความสำเร็จ/ });
    await keys.opens(score, drawer(page));
    // From the number to what was counted, and to one of the records.
    await keys.act(drawer(page).locator('summary').first());
    const record = drawer(page).locator('.leaves').getByRole('link').first();
    await keys.to(record);
    await keys.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page).toHaveURL(/\/data\?.*record=/);
    await keys.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await keys.kept();

    const judge = await open(page, '/scores');
    await judge.opens(score, drawer(page));
    await judge.act(drawer(page).getByRole('button', { name: 'บันทึกการประเมินตนเอง' }));
    await judge.choose(drawer(page).getByLabel('ระดับที่ประเมิน'), 'ระดับ 4');
    await judge.write(drawer(page).getByLabel('เหตุผล'), 'ครบตามเกณฑ์ระดับสี่');
    await judge.act(drawer(page).getByRole('button', { name: 'บันทึกผลการประเมิน' }));
    await expect(drawer(page).getByText('ครบตามเกณฑ์ระดับสี่')).toBeVisible();
    await judge.kept();
    await judge.escapes(page.getByRole('dialog'), score);
});

test('the evaluator judges, with a reason', async ({ page }) => {
    const keys = await open(page, '/scores', 'a_evaluator');
    const score = page.getByRole('table').getByRole('button', { name: /^1 ระดับความสำเร็จ/ });
    await keys.opens(score, drawer(page));
    await keys.act(drawer(page).getByRole('button', { name: 'บันทึกผลของผู้ประเมิน' }));
    await keys.choose(drawer(page).getByLabel('ระดับที่ประเมิน'), 'ระดับ 3');
    await keys.choose(drawer(page).getByLabel('สถานะของผล'), 'ตรวจสอบแล้ว');
    await keys.write(drawer(page).getByLabel('เหตุผล'), 'หลักฐานยังไม่ครบ');
    await keys.act(drawer(page).getByRole('button', { name: 'บันทึกผลการประเมิน' }));
    await expect(drawer(page).getByText('หลักฐานยังไม่ครบ')).toBeVisible();
    await keys.act(drawer(page).getByRole('button', { name: 'ปิด', exact: true }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(score).toBeFocused();
});

test('what if: tried, seen, taken out; nothing is saved', async ({ page }) => {
    const keys = await open(page, '/scores');
    const opener = button(page, 'ลองดูว่าถ้า…');
    await keys.opens(opener, drawer(page));
    await keys.choose(drawer(page).getByLabel('ตัวชี้วัด', { exact: true }), /^2 /);
    await keys.choose(drawer(page).getByLabel('ระดับ', { exact: true }), '1');
    await keys.act(drawer(page).getByRole('button', { name: 'ลองข้อนี้' }));
    await expect(drawer(page).getByText(/^คะแนนรวม/)).toBeVisible();
    await keys.choose(drawer(page).getByLabel('สิ่งที่จะลอง'), 'การเบิกจ่าย');
    await keys.write(drawer(page).getByLabel('จำนวนเงิน (บาท)'), '1000');
    await keys.act(drawer(page).getByRole('button', { name: 'ลองข้อนี้' }));
    await expect(drawer(page).getByRole('button', { name: 'เอาออก' })).toHaveCount(2);
    await keys.act(drawer(page).getByRole('button', { name: 'เอาออก' }).first());
    await expect(drawer(page).getByRole('button', { name: 'เอาออก' })).toHaveCount(1);
    await keys.kept();
    await keys.escapes(page.getByRole('dialog'), opener);
});

test('a document is looked at, downloaded, and verified', async ({ page }) => {
    const keys = await open(page, '/');
    await keys.place('เอกสารและการเผยแพร่');
    await keys.act(button(page, 'คำรับรองการปฏิบัติราชการ'));
    await expect(page.locator('.book-frame')).toBeVisible();
    const pdf = page.getByRole('region', { name: 'ดาวน์โหลด' }).getByRole('button', { name: 'PDF' });
    const coming = page.waitForEvent('download');
    await keys.act(pdf);
    const file = await coming;
    const bytes = await readFile(await file.path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await expect(page.getByText('ดาวน์โหลดแล้ว')).toBeVisible();
    await keys.kept();
    await keys.act(button(page, 'ตรวจ PDF'));
    await keys.give(page.getByLabel(/วางแฟ้ม PDF ที่นี่/), { name: 'คำรับรอง.pdf', mimeType: 'application/pdf', buffer: bytes });
    await expect(page.getByText('✓ ตรงกัน')).toBeVisible();
    await keys.kept();
});
