// The year measured, on the example office's: by another year's criteria, by evidence that is a report, by two who judge.
import { expect, test, type Page } from '@playwright/test';
import { leave, Server } from './server.ts';

const server = new Server();

test.beforeAll(async () => {
    await server.start('--example');
    server.addPerson('evaluator', 'an_evaluator');
});
test.afterAll(async () => await server.stop());

async function open(page: Page, path: string, login?: string): Promise<void> {
    await leave(page);
    await server.enter(page.context(), login);
    await page.goto(server.address + path);
}

const drawer = (page: Page) => page.getByRole('dialog');

test('a report is handed in where a level lacks its evidence, and taken back', async ({ page }) => {
    await open(page, '/scores?indicator=indicator-2');
    const missing = drawer(page).getByRole('link', { name: 'แนบรายงานเป็นหลักฐาน' });
    await expect(missing).toHaveCount(1);
    await missing.click();
    const form = page.locator('.file-evidence');
    await expect(form.getByLabel('รายการหลักฐาน')).toHaveValue('indicator-2.evidence-1');
    await expect(form.getByLabel('ระดับ')).toHaveValue('5');
    await form.getByLabel('รูปแบบแฟ้ม').selectOption('txt');
    await form.getByLabel('ชื่อหลักฐาน').fill('รายงานผลการจัดเวที');
    await form.getByRole('button', { name: 'แนบ', exact: true }).click();
    await expect(form.getByText('แนบเป็นหลักฐานแล้ว')).toBeVisible();
    const level5 = async () => {
        const { indicators } = await (await page.request.get(`${server.address}/api/v1/plans/iao-2565/score`)).json();
        const { levels } = indicators.find((one: { id: string }) => one.id === 'indicator-2');
        return levels.find((one: { level: number }) => one.level === 5).evidence[0];
    };
    const there = await level5();
    expect([there.evidence, there.met, there.facts.length]).toEqual(['indicator-2.evidence-1', true, 1]);
    const file = await page.request.get(`${server.address}/api/v1/plans/iao-2565/evidence/${there.facts[0]}/file`);
    expect((await file.text()).length).toBeGreaterThan(500);
    // What was handed in is seen where the score comes from; taken back, it is missing again.
    const other = await page.context().newPage();
    await other.goto(`${server.address}/scores?indicator=indicator-2`);
    await expect(drawer(other).locator('.rungs')).toBeVisible();
    await expect(drawer(other).getByRole('link', { name: 'แนบรายงานเป็นหลักฐาน' })).toHaveCount(0);
    await form.getByRole('button', { name: 'ถอนหลักฐานนี้' }).click();
    await expect(form.getByText('ถอนแล้ว')).toBeVisible();
    expect((await level5()).met).toBe(false);
    await form.getByRole('link', { name: 'ดูคะแนน' }).click();
    await expect(missing).toHaveCount(1);
});

test('what the agency says of itself stands beside what the evaluator says, each with its reason', async ({ page }) => {
    const judge = async (login: string | undefined, opener: string, level: string, reason: string) => {
        await open(page, '/scores?indicator=indicator-2', login);
        await drawer(page).getByRole('button', { name: opener }).click();
        await drawer(page).getByLabel('ระดับที่ประเมิน').selectOption({ label: level });
        await drawer(page).getByLabel('เหตุผล').fill(reason);
        await drawer(page).getByRole('button', { name: 'บันทึกผลการประเมิน' }).click();
        await expect(drawer(page).getByText(reason)).toBeVisible();
    };
    await judge(undefined, 'บันทึกการประเมินตนเอง', 'ระดับ 5', 'จัดครบทุกขั้นแล้ว');
    await judge('an_evaluator', 'บันทึกผลของผู้ประเมิน', 'ระดับ 3', 'ยังไม่มีหนังสือมอบหมาย');
    const said = drawer(page).locator('.judged');
    await expect(said.nth(0)).toContainText('ระดับ 5');
    await expect(said.nth(0)).toContainText('จัดครบทุกขั้นแล้ว');
    await expect(said.nth(1)).toContainText('ระดับ 3');
    await expect(said.nth(1)).toContainText('ยังไม่มีหนังสือมอบหมาย');
    const [left, right] = [await said.nth(0).boundingBox(), await said.nth(1).boundingBox()];
    expect([left?.y, (left?.x ?? 0) < (right?.x ?? 0)]).toEqual([right?.y, true]);
    // What was used is the level that the facts reach.
    await expect(drawer(page).locator('.rungs .reached')).toContainText('ระดับ 4');
});

test('this year’s facts under another year’s criteria, side by side', async ({ page }) => {
    await open(page, '/scores');
    const { content } = await (await page.request.get(`${server.address}/api/v1/plans/iao-2565`)).json();
    // The first indicator, level 5 of 25, weighs 30 there; the second one has another name.
    const indicators = content.indicators.map((one: { id: string }) => (one.id === 'indicator-1' ? { ...one, weight: 30 } : one.id === 'indicator-2' ? { ...one, name: 'เวทีแบบใหม่' } : one));
    await server.add({ ...content, id: 'iao-2566', fiscal_year: 2566, indicators });
    await page.addInitScript(() => localStorage.setItem('phaen.settings', JSON.stringify({ plan: 'iao-2565' })));
    await open(page, '/scores');
    await page.getByRole('button', { name: 'เทียบกับเกณฑ์ปีอื่น' }).click();
    const view = page.locator('.under');
    await view.getByLabel('ใช้เกณฑ์ของแผน').selectOption('iao-2566');
    const row = (name: RegExp) => view.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    await expect(row(/ส่งเสริมผลงานที่โดดเด่น/).getByRole('cell')).toHaveText([/25.00 จาก 25.00/, /30.00 จาก 30.00/, '+5.00']);
    // 97.4 of 100 becomes 102.4 of 105: the second is scored by the same facts, and each of its two rows says that it is alone.
    await expect(view.locator('tfoot').getByRole('cell')).toHaveText(['97.40 จาก 100.00', /จาก 105.00/, /./]);
    await expect(view.getByText('แผนปี 2566 ไม่มีตัวชี้วัดนี้', { exact: false })).toBeVisible();
    await expect(view.getByText('แผนของปีนี้ไม่มีตัวชี้วัดนี้', { exact: false })).toBeVisible();
    await view.getByRole('button', { name: 'เลิกเทียบ' }).click();
    await expect(view).toHaveCount(0);
});
