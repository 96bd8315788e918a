// An agency's year on the screen, each role with its own browser: from the document to the final score and the open data.
//
// Who of product.md does what: the planning officer imports, sends up, negotiates, follows up, assesses and publishes; the project owner
// reports a month with evidence and sends it in; the section head and the director approve, the executive acknowledges; the budget officer
// keeps the money; the evaluator judges; the data steward keeps the registries and hands out the open data; the district officer, of
// another agency, asks, and finds the answer. A reader may only look.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { accept, upload, watchErrors } from './office.ts';
import { kPassword, Server } from './server.ts';

const server = new Server();
const roles = ['planning_officer', 'project_owner', 'data_steward', 'section_head', 'budget_officer', 'director', 'executive', 'evaluator', 'reader'] as const;
/** An officer of a district looks as a reader does, and asks as who is of another agency. */
const kDistrict = 'district_officer';
type Role = (typeof roles)[number];
const people = new Map<string, Page>();
const errors: string[][] = [];

test.describe.configure({ mode: 'serial' });

/** Signs in as people do, once for each role. */
async function as(browser: Browser, role: Role | typeof kDistrict): Promise<Page> {
    const known = people.get(role);
    if (known) return known;
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    errors.push(watchErrors(page));
    await page.goto(`${server.address}/sign-in`);
    await page.getByLabel('ชื่อผู้ใช้').fill(role);
    await page.getByLabel('รหัสผ่าน').fill(kPassword);
    await page.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
    await expect(page.getByRole('navigation').first()).toBeVisible();
    people.set(role, page);
    return page;
}

const place = async (page: Page, name: string) => await page.getByRole('link', { name, exact: true }).first().click();

/** Takes a step of what is open in the drawer. */
async function step(page: Page, action: string, given: Record<string, string> = {}): Promise<void> {
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('group', { name: 'ขั้นต่อไป' }).getByRole('button', { name: action, exact: true }).click();
    for (const [label, value] of Object.entries(given)) await drawer.getByLabel(label).fill(value);
    await drawer.locator('form').getByRole('button', { name: action, exact: true }).click();
    // What was done stands in the history.
    await expect(drawer.getByRole('listitem').filter({ has: page.getByText(action, { exact: true }) }).last()).toBeVisible();
}

async function begin(page: Page, kind: string, choices: Record<string, string> = {}, words: Record<string, string> = {}): Promise<void> {
    await place(page, 'งานอนุมัติและหนังสือ');
    await page.getByLabel('เริ่มเรื่องใหม่').selectOption({ label: kind });
    for (const [label, value] of Object.entries(choices)) await page.getByLabel(label, { exact: true }).selectOption({ label: value });
    for (const [label, value] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole('button', { name: 'เปิดเรื่อง' }).click();
}

/** Opens a subject that waits, from the list. */
async function waiting(page: Page, kind: string): Promise<void> {
    await place(page, 'งานอนุมัติและหนังสือ');
    await page.reload();
    const row = page.getByRole('region', { name: 'รอฉันดำเนินการ' }).getByRole('listitem').filter({ hasText: kind });
    await row.getByRole('button').first().click();
}

test.beforeAll(async () => {
    await server.start();
    for (const role of roles) server.addPerson(role);
    server.addPerson('reader', kDistrict);
    server.addRole('requester', kDistrict);
});
test.afterAll(async () => {
    for (const page of people.values()) await page.context().close();
    await server.stop();
});

test('the plan is imported, goes up and is published', async ({ browser }) => {
    const officer = await as(browser, 'planning_officer');
    await upload(officer, server);
    await accept(officer);
    await begin(officer, 'การอนุมัติแผน');
    await step(officer, 'ขออนุมัติ');
    const head = await as(browser, 'section_head');
    await waiting(head, 'การอนุมัติแผน');
    await step(head, 'ตรวจแล้วเสนอต่อ');
    const director = await as(browser, 'director');
    await waiting(director, 'การอนุมัติแผน');
    // Who has the plan open meanwhile sees it held fast without a reload.
    await officer.keyboard.press('Escape');
    await place(officer, 'แผน');
    await officer.getByRole('link', { name: /แผนปฏิบัติการ/ }).first().click();
    await expect(officer.getByRole('button', { name: 'เลิกทำ' })).toBeVisible();
    await step(director, 'อนุมัติ');
    await expect(officer.getByText(/การอนุมัติแผน: อนุมัติแล้ว/)).toBeVisible();
    await expect(officer.getByRole('button', { name: 'เลิกทำ' })).toHaveCount(0);
});

test('the agreement is negotiated and signed on paper', async ({ browser }) => {
    const officer = await as(browser, 'planning_officer');
    await begin(officer, 'คำรับรองการปฏิบัติราชการ');
    await step(officer, 'บันทึกผลการเจรจา', { เหตุผลหรือความเห็น: 'ตกลงตามที่เสนอ' });
    await step(officer, 'ลงนาม', { เลขที่หนังสือ: 'กท 0001/25', ลงวันที่: '2021-11-30', ผู้ลงนาม: 'ผู้อำนวยการสำนักงาน' });
    await expect(officer.getByRole('dialog').getByText('กท 0001/25')).toBeVisible();
});

test('a request is decided on paper, and a submission is followed up', async ({ browser }) => {
    const officer = await as(browser, 'planning_officer');
    await officer.keyboard.press('Escape');
    await begin(officer, 'คำขออนุมัติ', {}, { เรื่อง: 'ขออนุมัติเดินทางไปประชุม' });
    await step(officer, 'เสนอขออนุมัติ');
    await step(officer, 'อนุมัติ', { เลขที่หนังสือ: 'กท 0001/88', ลงวันที่: '2022-01-10', ผู้ลงนาม: 'ปลัด' });
    await officer.keyboard.press('Escape');
    await begin(officer, 'การเสนอผู้บริหาร', {}, { เรื่อง: 'ผลการประชุมเครือข่ายเมือง' });
    await step(officer, 'เสนอผู้บริหาร');
    const executive = await as(browser, 'executive');
    await waiting(executive, 'ผลการประชุมเครือข่ายเมือง');
    await step(executive, 'รับทราบและมอบหมาย', { ลงวันที่: '2022-02-01' });
    await officer.keyboard.press('Escape');
    await waiting(officer, 'ผลการประชุมเครือข่ายเมือง');
    await step(officer, 'ส่งหน่วยงานที่ได้รับมอบหมาย', { เลขที่หนังสือ: 'กท 0001/95' });
    await step(officer, 'บันทึกคำตอบ', { เหตุผลหรือความเห็น: 'รับไปดำเนินการในปีหน้า' });
    await step(officer, 'ปิดเรื่อง', { เหตุผลหรือความเห็น: 'ครบทุกหน่วยงาน' });
});

test('money is received and spent', async ({ browser }) => {
    const budget = await as(browser, 'budget_officer');
    await place(budget, 'งบประมาณ');
    for (const [kind, amount, month] of [['ได้รับงบประมาณ', '1,000,000', 'ต.ค. 64'], ['เบิกจ่าย', '๒๕๐,๐๐๐', 'ม.ค. 65']] as const) {
        await budget.getByRole('button', { name: 'ลงรายการเงิน' }).click();
        const drawer = budget.getByRole('dialog');
        await drawer.getByRole('combobox', { name: 'รายการ', exact: true }).selectOption({ label: kind });
        await drawer.getByLabel('จำนวนเงิน (บาท)').fill(amount);
        await drawer.getByRole('combobox', { name: 'เดือน' }).selectOption({ label: month });
        await drawer.getByRole('button', { name: 'ลงรายการเงิน' }).click();
        await expect(drawer).toHaveCount(0);
    }
    await expect(budget.getByText('250,000.00').first()).toBeVisible();
});

test('a project is given to its owner, who reports a month with evidence; the head confirms it', async ({ browser }) => {
    const officer = await as(browser, 'planning_officer');
    await officer.keyboard.press('Escape');
    await place(officer, 'ผู้รับผิดชอบ');
    const project = officer.getByRole('table').getByRole('row').nth(1);
    await project.getByRole('button', { name: 'กำหนด' }).click();
    await officer.getByRole('dialog').getByLabel('ผู้รับผิดชอบ', { exact: true }).selectOption({ label: 'project_owner' });
    await officer.getByRole('dialog').getByRole('button', { name: 'บันทึกผู้รับผิดชอบ' }).click();
    await expect(project.getByText('project_owner')).toBeVisible();

    const owner = await as(browser, 'project_owner');
    await place(owner, 'รายงานความก้าวหน้า');
    await owner.getByRole('combobox', { name: 'เดือน' }).selectOption({ label: 'ธ.ค. 64' });
    const mine = owner.getByRole('row').filter({ hasText: 'หาข้อมูลงานแสดงสินค้าและช่องทางขาย' });
    await mine.getByLabel(/ทำได้ \(%\):/).fill('๕๐');
    await mine.getByLabel(/ผลการดำเนินงาน:/).fill('ได้รายชื่องานแสดงสินค้าของปีหน้าแล้ว');
    await owner.getByRole('button', { name: 'ส่งรายงาน' }).click();
    await expect(owner.getByText(/ส่งรายงาน.*ขั้นตอนแล้ว/)).toBeVisible();
    await mine.getByLabel(/แนบหลักฐาน/).setInputFiles({ name: 'รายชื่องานแสดงสินค้า.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 พร้อม') });
    await expect(owner.getByRole('link', { name: 'รายชื่องานแสดงสินค้า' })).toBeVisible();
    await begin(owner, 'การยืนยันรายงานประจำเดือน', { เดือน: 'ธ.ค. 64', ส่วนราชการ: 'ส่วนแผนงานฯ' });
    await step(owner, 'ส่งรายงาน');
    const head = await as(browser, 'section_head');
    await head.keyboard.press('Escape');
    await waiting(head, 'การยืนยันรายงานประจำเดือน');
    await step(head, 'ยืนยันรายงาน');
});

test('an officer of a district asks, and finds the answer', async ({ browser }) => {
    const district = await as(browser, kDistrict);
    await begin(district, 'คำขออนุมัติ', {}, { เรื่อง: 'ขอข้อมูลความร่วมมือกับเมืองพี่เมืองน้อง' });
    await step(district, 'เสนอขออนุมัติ');
    await district.keyboard.press('Escape');
    const officer = await as(browser, 'planning_officer');
    await officer.keyboard.press('Escape');
    await waiting(officer, 'ขอข้อมูลความร่วมมือกับเมืองพี่เมืองน้อง');
    await step(officer, 'อนุมัติ', { เลขที่หนังสือ: 'กท 0001/89', ลงวันที่: '2022-02-10', ผู้ลงนาม: 'ผู้อำนวยการสำนักงาน', 'เหตุผลหรือความเห็น': 'ส่งทะเบียนเมืองพี่เมืองน้องให้แล้ว' });
    // By words, wherever she is.
    await place(district, 'แผน');
    await district.reload();
    await district.getByRole('button', { name: 'ค้นหาหรือสั่งงาน' }).click();
    await district.getByRole('combobox', { name: 'พิมพ์ชื่อ เลขลำดับ หรือคำสั่ง' }).fill('ข้อมูลเมืองพี่เมืองน้อง');
    await district.getByRole('option', { name: /ขอข้อมูลความร่วมมือกับเมืองพี่เมืองน้อง/ }).click();
    await expect(district.getByRole('dialog').getByText('กท 0001/89')).toBeVisible();
    await expect(district.getByRole('dialog').getByText('ส่งทะเบียนเมืองพี่เมืองน้องให้แล้ว')).toBeVisible();
});

test('the year is judged by both sides, reviewed and made final', async ({ browser }) => {
    const officer = await as(browser, 'planning_officer');
    await officer.keyboard.press('Escape');
    const judge = async (page: Page, button: string, level: string, reason: string) => {
        await place(page, 'ประเมินผล');
        await page.getByRole('table').getByRole('button').first().click();
        const drawer = page.getByRole('dialog');
        await drawer.getByRole('button', { name: button }).click();
        await drawer.getByLabel('ระดับที่ประเมิน').selectOption({ label: level });
        await drawer.getByLabel('เหตุผล').fill(reason);
        await drawer.getByRole('button', { name: 'บันทึกผลการประเมิน' }).click();
        await expect(drawer.getByText(reason)).toBeVisible();
        await page.keyboard.press('Escape');
    };
    await judge(officer, 'บันทึกการประเมินตนเอง', 'ระดับ 4', 'จัดทำครบตามเกณฑ์ระดับสี่');
    await begin(officer, 'การประเมินผลตามรอบ');
    await step(officer, 'ส่งผลการประเมินตนเอง');
    const evaluator = await as(browser, 'evaluator');
    await judge(evaluator, 'บันทึกผลของผู้ประเมิน', 'ระดับ 3', 'หลักฐานของระดับสี่ยังไม่ครบ');
    await waiting(evaluator, 'การประเมินผลตามรอบ');
    await step(evaluator, 'บันทึกผลการประเมิน');
    const director = await as(browser, 'director');
    await director.keyboard.press('Escape');
    await waiting(director, 'การประเมินผลตามรอบ');
    await step(director, 'ขอทบทวนผลการประเมิน', { เหตุผลหรือความเห็น: 'ส่งหลักฐานเพิ่มแล้ว' });
    await evaluator.keyboard.press('Escape');
    await waiting(evaluator, 'การประเมินผลตามรอบ');
    await step(evaluator, 'บันทึกผลการประเมิน');
    await step(evaluator, 'ให้ผลเป็นที่สุด');
    await expect(evaluator.getByRole('dialog').getByText('เป็นที่สุด').first()).toBeVisible();
});

test('a data steward adds what an indicator is measured from', async ({ browser }) => {
    const steward = await as(browser, 'data_steward');
    await place(steward, 'ข้อมูลและทะเบียน');
    await steward.getByRole('navigation', { name: 'ทะเบียนทั้งหมด' }).getByRole('link', { name: 'ผลงานที่เผยแพร่ในต่างประเทศ' }).click();
    await steward.getByRole('button', { name: 'วางจาก Excel' }).click();
    const drawer = steward.getByRole('dialog');
    await drawer.getByLabel('วางตารางที่นี่').fill('เรื่อง\tแพลตฟอร์ม\tรูปแบบ\tสถานะ\nคลองสวย\tเว็บไซต์เมืองพี่เมืองน้อง\tบทความ\tวางแผน\n');
    await drawer.getByRole('button', { name: 'บันทึก 1 รายการ' }).click();
    await expect(steward.getByRole('table').getByRole('button', { name: 'คลองสวย' })).toBeVisible();
});

test('the final score is handed in as a report', async ({ browser }) => {
    const officer = await as(browser, 'planning_officer');
    await officer.keyboard.press('Escape');
    await place(officer, 'ประเมินผล');
    await expect(officer.getByRole('table').getByRole('row', { name: /^รวม/ })).toBeVisible();
    await place(officer, 'เอกสารและการเผยแพร่');
    await officer.getByRole('button', { name: 'ใบคะแนนการประเมินผล' }).click();
    const coming = officer.waitForEvent('download');
    await officer.getByRole('region', { name: 'ดาวน์โหลด' }).getByRole('button', { name: 'PDF' }).click();
    const bytes = await readFile(await (await coming).path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
});

test('the plan is published, and the open data with it', async ({ browser }) => {
    const officer = await as(browser, 'planning_officer');
    await officer.keyboard.press('Escape');
    await place(officer, 'งานอนุมัติและหนังสือ');
    await officer.getByRole('listitem').filter({ hasText: 'การอนุมัติแผน' }).getByRole('button').first().click();
    await step(officer, 'เผยแพร่');
    await expect(officer.getByRole('dialog').getByText('เผยแพร่แล้ว').first()).toBeVisible();

    const steward = await as(browser, 'data_steward');
    await steward.keyboard.press('Escape');
    await place(steward, 'ข้อมูลและทะเบียน');
    const registries = steward.getByRole('navigation', { name: 'ทะเบียนทั้งหมด' });
    await registries.getByRole('link', { name: 'ชุดข้อมูลของหน่วยงาน' }).click();
    await steward.getByRole('button', { name: 'เพิ่มรายการ' }).click();
    const drawer = steward.getByRole('dialog');
    await drawer.getByLabel(/^ชื่อชุดข้อมูล/).fill('ผลงานที่เผยแพร่ในต่างประเทศ ปี 2565');
    await drawer.getByLabel(/^สถานะ/).selectOption({ label: 'เผยแพร่แล้ว' });
    await drawer.getByRole('button', { name: 'บันทึกรายการ' }).click();
    await expect(steward.getByRole('table').getByRole('button', { name: 'ผลงานที่เผยแพร่ในต่างประเทศ ปี 2565' })).toBeVisible();
    await registries.getByRole('link', { name: 'ผลงานที่เผยแพร่ในต่างประเทศ' }).click();
    await expect(steward.getByRole('table').getByRole('button', { name: 'คลองสวย' })).toBeVisible();
    const coming = steward.waitForEvent('download');
    await steward.getByRole('button', { name: 'ดาวน์โหลด CSV' }).click();
    const table = await readFile(await (await coming).path(), 'utf8');
    expect(table.split('\n')[1]).toContain('คลองสวย');
});

test('a reader sees it all and may change nothing', async ({ browser }) => {
    const reader = await as(browser, 'reader');
    await place(reader, 'แผน');
    await expect(reader.getByLabel(/วางไฟล์แผน/)).toHaveCount(0);
    await place(reader, 'รายงานความก้าวหน้า');
    await expect(reader.getByRole('button', { name: 'ส่งรายงาน' })).toHaveCount(0);
    await place(reader, 'งบประมาณ');
    await expect(reader.getByRole('heading', { name: 'งบประมาณ' })).toBeVisible();
    await expect(reader.getByRole('button', { name: 'ลงรายการเงิน' })).toHaveCount(0);
    expect(errors.flat()).toEqual([]);
});
