// Pictures of the key screens in both languages, light and dark, on the phone and on the desktop, to be looked at.
//   PHAEN=../../build/release/phaen node screens.ts FOLDER [NAME...]
import { chromium, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { kAdministrator, kOfficer, Server } from './server.ts';

const folder = process.argv[2] ?? '../../build/screens';
const wanted = process.argv.slice(3);
mkdirSync(folder, { recursive: true });
const server = new Server();
await server.start('--example');
server.addPerson('director', 'pranee');
server.addPerson('budget_officer', 'malee');
server.addPerson('requester', 'somchai');
server.addPerson('data_steward', 'wanna');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

const text = 'แผนปฏิบัติราชการประจำปี พ.ศ. 2569\n\nหมวดที่ ๙ เรื่องที่ไม่มีผู้ใดรู้จัก\n\nวิสัยทัศน์\n\nเมืองน่าอยู่\n\nภารกิจที่ ๑ ดูแลคลอง\n';
const empty_home = new Server();
await empty_home.start();
const plan = await server.plan();
const draft = await server.imported(text, 'แผน ๒๕๖๙.txt');
const review = await server.imported((await import('node:fs')).readFileSync(join(import.meta.dirname, '../../examples/office/document.docx')), 'document.docx');
await server.change(plan, 'project-1', { budget: '2600000.00' });
await server.change(plan, 'project-2', { name: 'โครงการพัฒนาเครือข่ายเมืองพี่เมืองน้องเพื่อการประชาสัมพันธ์' });

interface Screen {
    path: string;
    /** What to do before the picture. */
    act?: (page: Page) => Promise<void>;
    server?: Server;
    /** Who looks; the planning officer unless said. */
    as?: string;
    /** In both languages, light and dark, on the desktop and the phone; the others in two of these. */
    key?: boolean;
}
const example = '/plans/iao-2565';
const press = (name: RegExp) => async (page: Page) => await page.getByRole('button', { name }).first().click();
const screens: Record<string, Screen> = {
    home: { path: '/', key: true },
    home_director: { path: '/', as: 'pranee', key: true },
    plan: { path: example, key: true },
    indicator: { path: `${example}?element=indicator-1`, key: true },
    swot: { path: `${example}?element=swot`, key: true },
    steps: { path: '/steps', key: true },
    progress: { path: '/progress?all=1', key: true },
    budget: { path: '/budget', key: true },
    approvals: { path: '/approvals', key: true },
    scores: { path: '/scores', key: true },
    derivation: { path: '/scores?indicator=indicator-2', key: true },
    data: { path: '/data?dataset=works', key: true },
    documents: { path: '/documents?book=agreement', key: true },
    first_run: { path: '/', server: empty_home },
    review: { path: `/imports/${review}` },
    review_element: { path: `/imports/${review}?element=schedule-1&pane=plan` },
    review_unknown: { path: `/imports/${draft}` },
    project: { path: `${example}?element=project-1` },
    schedule: { path: `${example}?element=schedule-1` },
    strategy: { path: `${example}/strategy` },
    strategy_map: { path: `${example}/strategy?view=map` },
    agreement: { path: `${example}/agreement` },
    responsible: { path: '/responsible' },
    next_year: { path: '/plans', act: press(/^(ทำแผนปีถัดไป|Make next year’s plan)/) },
    findings: {
        path: `/plans/${plan}/findings`,
        act: async (page) => {
            await press(/^(เพราะอะไร|Why)$/)(page);
            await page.getByRole('dialog').locator('h3').waitFor();
        },
    },
    history: { path: `/plans/${plan}/versions` },
    sign_in: { path: '/sign-in' },
    sign_in_code: {
        path: '/sign-in',
        act: async (page) => {
            await page.route('**/api/v1/session', async (route) => await (route.request().method() === 'POST' ? route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"type":"urn:phaen:problem:second_factor_needed","status":401}' }) : route.fallback()));
            await page.locator('input').first().fill(kOfficer);
            await page.locator('input').last().fill('a password');
            await page.locator('form button').click();
            await page.locator('.sign-in-turns').waitFor();
        },
    },
    palette: {
        path: example,
        act: async (page) => {
            await page.keyboard.press('Control+k');
            await page.locator('.palette').getByRole('combobox').fill('2');
        },
    },
    posting: { path: '/budget', act: press(/^(ลงรายการเงิน|Make a posting)$/), as: 'malee' },
    sheet: {
        path: '/budget',
        as: 'malee',
        act: async (page) => {
            await press(/^(นำเข้าตารางการเงิน|Import a finance sheet)$/)(page);
            await page.locator('dialog input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('วันที่,เลขที่เอกสาร,รายการ,หมวดรายจ่าย,จำนวนเงิน\n28/09/2565,ฎ.901,เบิกจ่าย,งบดำเนินงาน,250.00\n29/09/2565,ฎ.902,ค่าปรับ,งบดำเนินงาน,100.00\n') });
            await page.getByRole('button', { name: /^(ตรวจก่อนนำเข้า|Check before importing)$/ }).click();
            await page.locator('.sheet-found').waitFor();
        },
    },
    what_if: { path: '/scores?try=1' },
    under: { path: '/scores?criteria=' },
    file_evidence: { path: '/documents?book=self_assessment&file=indicator-2.evidence-1&level=5' },
    documents_template: { path: '/documents?book=agreement&view=template' },
    documents_verify: { path: '/documents?view=verify' },
    plans: { path: '/plans' },
    people: { path: '/admin', as: kAdministrator },
    agencies: { path: '/admin/agencies', as: kAdministrator },
    workflows: { path: '/admin/workflows', as: kAdministrator },
    schemes: { path: '/admin/schemes', as: kAdministrator },
    scheme: { path: '/admin/schemes?scheme=bma-2565', as: kAdministrator, act: async (page) => await page.locator('.scheme-parts').waitFor() },
    notice_rules: { path: '/admin/notices', as: kAdministrator },
    privacy: { path: '/admin/privacy', as: kAdministrator },
    dictionaries: { path: '/admin/datasets', as: kAdministrator },
    tokens: { path: '/admin/tokens', as: kAdministrator },
    audit: { path: '/admin/audit', as: kAdministrator },
    backup: { path: '/admin/backup', as: kAdministrator },
    missing: { path: '/plans/none' },
    help: { path: '/steps', act: press(/^(วิธีใช้หน้านี้|How to use this page)$/) },
    told: { path: '/', act: async (page) => await page.locator('.bell').click() },
    account: { path: '/account' },
    second_factor: {
        path: '/account',
        act: async (page) => {
            await press(/^(เปิดการยืนยันสองขั้น|Turn on two-step sign-in)$/)(page);
            await page.locator('dialog .scan-code').waitFor();
        },
    },
    recovery_codes: {
        path: '/account',
        act: async (page) => {
            const codes = ['k4m7p-xy2qa', '9ht3w-bncde', 'f5g6j-r8s2v', 'a7b3c-d4e9f', 'm2n8p-q5r6s'];
            await page.route('**/api/v1/session/second-factor', async (route) => await (route.request().method() === 'PUT' ? route.fulfill({ json: { codes: [...codes, ...codes.map((code) => [...code].reverse().join(''))] } }) : route.fallback()));
            await press(/^(เปิดการยืนยันสองขั้น|Turn on two-step sign-in)$/)(page);
            await page.locator('dialog .scan-code').waitFor();
            await page.locator('dialog input').fill('123456');
            await page.locator('dialog footer .primary').click();
            await page.locator('.recovery-codes').waitFor();
        },
    },
    person: { path: '/', act: async (page) => await page.locator('.person-menu summary').click() },
    as_of: { path: '/steps', act: async (page) => await page.locator('.as-of summary').click() },
    turned_back: { path: '/?as_of=2022-03-31' },
    step: { path: '/steps', act: async (page) => await page.locator('.tl-step').nth(4).click() },
    move: {
        path: '/steps',
        act: async (page) => {
            await page.getByRole('treegrid').focus();
            for (const key of ['ArrowDown', 'ArrowDown', 'Alt+ArrowRight']) await page.keyboard.press(key);
            await page.locator('.confirm-effect').waitFor();
        },
    },
    record: {
        path: '/data?dataset=works&record=work-1',
        act: async (page) => {
            await page.locator('dialog .date-field').first().waitFor();
            await page.getByRole('button', { name: /^(เลือกจากปฏิทิน|Choose from a calendar)$/ }).first().click();
        },
    },
    paste: {
        path: '/data?dataset=works&paste=1',
        act: async (page) => {
            await page.locator('.paste-here').fill('เรื่อง\tแพลตฟอร์ม\tสถานะ\nคลองสวย\tเว็บไซต์\tเผยแพร่แล้ว\nสวนสวย\tเว็บไซต์\tหายไป\n');
            await page.locator('.paste-table .cell-trouble').first().waitFor();
        },
    },
    registry_empty: { path: '/data?dataset=documents' },
    judge: {
        path: '/scores?indicator=indicator-1',
        act: press(/^(บันทึกการประเมินตนเอง|Record the self-assessment)$/),
    },
    decision: {
        path: '/approvals?kind=plan&subject=iao-2565',
        act: async (page) => await page.locator('.side-drawer .choices button').first().click(),
    },
    begun: { path: '/approvals', act: async (page) => void (await page.locator('.begin select').first().selectOption('progress')) },
    set_responsible: { path: '/responsible', act: press(/^(กำหนด|Set)$/) },
    invited: { path: '/admin?person=new', as: kAdministrator },
    add_agency: { path: '/admin/agencies', as: kAdministrator, act: press(/^(เพิ่มหน่วยงาน|Add an agency)$/) },
    workflow_action: { path: '/admin/workflows', as: kAdministrator, act: async (page) => await page.locator('.workflow-table tbody button').first().click() },
    new_token: { path: '/admin/tokens', as: kAdministrator, act: press(/^(สร้างโทเค็น|Make a token)$/) },
    removing: { path: `/plans/${plan}?element=project-1`, act: press(/^(ลบรายการนี้|Remove this)/) },
    accepting: { path: `/plans/${plan}/findings`, act: press(/^(ยอมรับ|Accept)$/) },
    no_plan: { path: '/steps', server: empty_home },
    no_plan_money: { path: '/budget', server: empty_home },
    no_right: { path: '/admin/audit', as: 'malee' },
    requester: { path: '/', as: 'somchai' },
    steward: { path: '/admin/datasets', as: 'wanna' },
    unknown: { path: '/nowhere' },
};

for (const [size, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
    for (const language of ['th', 'en'] as const) {
        for (const theme of ['light', 'dark'] as const) {
            const context = await browser.newContext({ viewport, locale: 'th-TH' });
            await context.addInitScript(({ language, theme }) => localStorage.setItem('phaen.settings', JSON.stringify({ language, theme })), { language, theme });
            for (const [name, screen] of Object.entries(screens)) {
                const file = `${name}-${size}-${language}-${theme}`;
                // Of the rest one in Thai and light on the desktop, one in English and dark on the phone.
                if (!screen.key && (size === 'desktop') !== (language === 'th')) continue;
                if (!screen.key && (language === 'th') !== (theme === 'light')) continue;
                if (wanted.length > 0 && !wanted.some((part) => file.startsWith(part))) continue;
                await context.clearCookies();
                if (!name.startsWith('sign_in')) await (screen.server ?? server).enter(context, screen.as);
                const page = await context.newPage();
                await page.goto((screen.server ?? server).address + screen.path);
                await page.waitForLoadState('load');
                await page.waitForTimeout(600);
                // What still comes is no screen yet.
                await page.locator('.loading').first().waitFor({ state: 'detached', timeout: 20_000 }).catch(() => console.error(file, 'is still loading'));
                await screen.act?.(page).catch((error: Error) => console.error(file, error.message.split('\n')[0]));
                await page.waitForTimeout(600);
                const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
                if (wide > 0) console.error(`${file}: ${wide} px too wide`);
                await page.screenshot({ path: join(folder, `${file}.png`) });
                await page.close();
            }
            await context.close();
        }
    }
}
await browser.close();
await server.stop();
await empty_home.stop();
