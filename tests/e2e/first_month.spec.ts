// From a clone to a reported month with evidence and a PDF: by visible labels only, and with not many actions. Both the office's own document
// and the example that `./run` starts with. What the page itself was given is counted beside what the test says that it did.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { example } from './office.ts';
import { kOfficer, kPassword, root, Server } from './server.ts';

const kMost = 60;

/** Counts what a person does. */
class Hand {
    actions = 0;
    private done = 0;
    private constructor(readonly page: Page) {}

    static async of(page: Page): Promise<Hand> {
        // Every click, every text that changed and every choice, over all pages of the walk.
        await page.addInitScript(() => {
            const tell = () => sessionStorage.setItem('did', String(Number(sessionStorage.getItem('did')) + 1));
            addEventListener('click', tell, true);
            const isChosen = (event: Event) => (event.target as Element).matches('select, input[type=file]');
            addEventListener('input', (event) => isChosen(event) || tell(), true);
            addEventListener('change', (event) => isChosen(event) && tell(), true);
        });
        return new Hand(page);
    }

    /** A command that is typed in the terminal. */
    command(): void {
        this.actions += 1;
    }
    async open(address: string): Promise<void> {
        this.actions += 1;
        await this.page.goto(address);
    }
    private async does(work: () => Promise<unknown>): Promise<void> {
        this.actions += 1;
        this.done += 1;
        await work();
    }
    async click(what: Locator) {
        await this.does(async () => await what.click());
    }
    async type(what: Locator, text: string) {
        await this.does(async () => await what.fill(text));
    }
    async choose(what: Locator, label: string) {
        await this.does(async () => await what.selectOption({ label }));
    }
    async give(what: Locator, file: string | { name: string; mimeType: string; buffer: Buffer }) {
        await this.does(async () => await what.setInputFiles(file));
    }

    /** Nothing was done that was not counted, and it was not too much. */
    async settle(name: string): Promise<void> {
        expect(Number(await this.page.evaluate(() => sessionStorage.getItem('did')))).toBe(this.done);
        expect(this.actions).toBeLessThanOrEqual(kMost);
        test.info().annotations.push({ type: 'actions', description: String(this.actions) });
        console.log(`${name}: ${this.actions} actions`);
    }
}

const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' }).first();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const kFile = { name: 'รายงานการประชุม.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') };

/** Every step that the month asks for is reported, with evidence for the first. */
async function report(hand: Hand, month: string): Promise<void> {
    const { page } = hand;
    await hand.click(link(page, 'รายงานความก้าวหน้า'));
    await hand.choose(page.getByRole('combobox', { name: 'เดือน' }), month);
    const percents = page.getByLabel(/^ทำได้ \(%\):/);
    await expect(percents.first()).toBeVisible();
    await expect(page.getByText(`เดือน ${month}`)).toBeVisible();
    const asked = await percents.count();
    expect(asked).toBeGreaterThan(3);
    for (let row = 0; row < asked; ++row) await hand.type(percents.nth(row), String(40 + row));
    await hand.type(page.getByLabel(/^ผลการดำเนินงาน:/).first(), 'ดำเนินการตามแผน');
    await hand.click(button(page, 'ส่งรายงาน'));
    await expect(page.getByText(`ส่งรายงาน ${asked} ขั้นตอนแล้ว`)).toBeVisible();
    await hand.give(page.getByLabel(/แนบหลักฐาน/).first(), kFile);
    await expect(link(page, 'รายงานการประชุม')).toBeVisible();
}

async function pdf(page: Page, press: () => Promise<void>): Promise<void> {
    const coming = page.waitForEvent('download');
    await press();
    const bytes = await readFile(await (await coming).path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
}

test.describe('with the office’s own document, in an empty system', () => {
    const server = new Server();
    test.beforeAll(async () => server.start());
    test.afterAll(async () => server.stop());

    test('from a new server to a reported month with evidence and a PDF', async ({ page }) => {
        const hand = await Hand.of(page);
        // `./run --no-example`, and the account that `phaen user add` makes.
        hand.command();
        hand.command();
        await hand.open(server.address);
        await hand.type(page.getByLabel('ชื่อผู้ใช้'), kOfficer);
        await hand.type(page.getByLabel('รหัสผ่าน'), kPassword);
        await hand.click(button(page, 'เข้าสู่ระบบ'));
        await hand.give(page.getByLabel(/วางไฟล์แผน/), example);
        await hand.click(button(page, 'รับเป็นแผน'));
        await hand.click(page.getByRole('dialog').getByRole('button', { name: 'รับเป็นแผน' }));
        await expect(page.getByRole('navigation', { name: 'สารบัญของแผน' })).toBeVisible();
        await report(hand, 'ธ.ค. 64');
        await hand.click(link(page, 'แผน'));
        await hand.click(link(page, /แผนปฏิบัติการ/));
        await hand.click(page.locator('summary', { hasText: 'ดาวน์โหลด' }));
        await pdf(page, async () => await hand.click(link(page, 'ดาวน์โหลด PDF')));
        await hand.settle('own document');
    });
});

test.describe('with the example, as a clone starts', () => {
    const server = new Server();
    test.beforeAll(async () => server.startAsCloned());
    test.afterAll(async () => server.stop());

    test('from ./run to a reported month with evidence and the report as PDF', async ({ page }) => {
        // The server of this test is started with what `./run` ends with.
        expect(readFileSync(join(root, 'run'), 'utf8')).toContain('exec "$program" serve "${example[@]}" --db "$db" --listen "127.0.0.1:$port" --log var/server.log');
        const hand = await Hand.of(page);
        hand.command();
        await hand.open(server.address);
        await hand.click(button(page, 'นักวิเคราะห์นโยบายและแผน'));
        await expect(page.getByRole('navigation', { name: 'เมนูหลัก' })).toBeVisible();
        await report(hand, 'ก.ย. 65');
        await hand.click(link(page, 'เอกสารและการเผยแพร่'));
        await hand.click(button(page, 'รายงานความก้าวหน้า'));
        await pdf(page, async () => await hand.click(page.getByRole('region', { name: 'ดาวน์โหลด' }).getByRole('button', { name: 'PDF' })));
        await hand.settle('example');
    });
});
