// The budget officer's work on the screen: the finance system's sheet, a transfer, and what the finance system says on a day.
import { expect, test } from '@playwright/test';
import { watchErrors } from './office.ts';
import { Server } from './server.ts';

const server = new Server();
test.beforeAll(async () => {
    await server.start('--example');
    server.addPerson('budget_officer', 'malee');
});
test.afterAll(async () => await server.stop());

const sheet = (spent: string, category: string) => ({
    name: 'รายงาน.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`รายงานการเงิน\nวันที่,เลขที่เอกสาร,รายการ,หมวดรายจ่าย,โครงการ,จำนวนเงิน\n28/09/2565,ฎ.901,จัดสรร,${category},project-1,"1,000.00"\n29/09/2565,ฎ.902,เบิกจ่าย,${category},project-1,${spent}\nรวม,,,,,"1,250.00"\n`),
});

test('a sheet is imported by what its columns mean, again, and taken back; a balance is checked; money is moved', async ({ page }) => {
    const errors = watchErrors(page);
    await server.enter(page.context(), 'malee');
    await page.goto(`${server.address}/budget`);
    await page.getByRole('button', { name: 'นำเข้าตารางการเงิน' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel(/วางแฟ้มตาราง/).setInputFiles(sheet('250.00', 'หมวดอื่น'));
    // The columns were recognised below the title; the category's text is nobody's, and what is wrong is told by row.
    await expect(drawer.getByRole('combobox', { name: 'วันที่', exact: true })).toHaveValue('วันที่');
    await drawer.getByLabel('ทุกแถวเป็น: แหล่งเงิน').selectOption({ label: 'งบประมาณรายจ่ายประจำปี' });
    const check = drawer.getByRole('button', { name: 'ตรวจก่อนนำเข้า' });
    await check.click();
    await expect(drawer.getByText(/ต้องแก้ก่อนนำเข้า/)).toBeVisible();
    await drawer.getByRole('combobox', { name: 'งบรายจ่าย: หมวดอื่น' }).selectOption({ label: 'งบรายจ่ายอื่น' });
    await check.click();
    await expect(drawer.getByRole('row', { name: /เบิกจ่าย/ })).toContainText('250.00');
    await drawer.getByRole('button', { name: 'นำเข้า 2 รายการ' }).click();
    await expect(drawer.getByText('นำเข้าแล้ว 2 รายการ')).toBeVisible();
    // The same file once more changes nothing, and the whole can be taken back.
    await drawer.getByRole('button', { name: 'เลิกการนำเข้านี้' }).click();
    await expect(drawer.getByText('ถอนรายการที่นำเข้าแล้ว')).toBeVisible();
    await drawer.getByRole('button', { name: 'ปิด' }).click();

    // What the finance system says is not what was recorded: the page says so loudly.
    await page.getByRole('button', { name: 'ลงรายการเงิน' }).click();
    await drawer.getByRole('combobox', { name: 'รายการ', exact: true }).selectOption({ label: 'สอบยอดกับระบบการเงิน' });
    await drawer.getByLabel('ยอดที่สอบ').selectOption({ label: 'เบิกจ่าย' });
    await drawer.getByLabel('จำนวนเงิน').fill('1');
    await drawer.getByRole('button', { name: 'ลงรายการเงิน' }).click();
    await expect(drawer).toHaveCount(0);
    await expect(page.getByRole('alert').filter({ hasText: 'ยอดไม่ตรงกับระบบการเงิน' })).toBeVisible();

    // A transfer is two postings: what goes out of one project comes into the other, if it is there.
    const projects = page.getByRole('region', { name: 'รายโครงการ (บาท)' });
    const rows = await projects.locator('tbody tr').evaluateAll((list) => list.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    const spent = rows.find((cells) => cells.at(-1) === '0.00')?.[0] ?? '';
    const left = rows.find((cells) => cells.at(-1) !== '0.00')?.[0] ?? '';
    await page.getByRole('button', { name: 'ลงรายการเงิน' }).click();
    await drawer.getByRole('combobox', { name: 'รายการ', exact: true }).selectOption({ label: 'โอนระหว่างโครงการ' });
    await drawer.getByLabel('จำนวนเงิน').fill('1');
    const move = async (from: string, to: string) => {
        await drawer.getByRole('combobox', { name: 'โครงการ', exact: true }).selectOption({ label: from });
        await drawer.getByRole('combobox', { name: 'โอนไปโครงการ' }).selectOption({ label: to });
        await drawer.getByRole('button', { name: 'ลงรายการเงิน' }).click();
    };
    await move(spent, left);
    await expect(drawer.getByText('งบประมาณคงเหลือขาด 1.00 บาท')).toBeVisible();
    await move(left, spent);
    await expect(drawer).toHaveCount(0);
    await expect(projects.getByRole('row', { name: spent }).getByRole('cell').last()).toHaveText('1.00');
    expect(errors).toEqual([]);
});
