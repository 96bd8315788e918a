// Pictures of the key screens in both languages, light and dark, on the phone and on the desktop, to be looked at.
//   PHAEN=../../build/release/phaen node screens.ts FOLDER [NAME...]
import { chromium, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Server } from './server.ts';

const folder = process.argv[2] ?? '../../build/screens';
const wanted = process.argv.slice(3);
mkdirSync(folder, { recursive: true });
const server = new Server();
await server.start();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

const text = 'แผนปฏิบัติราชการประจำปี พ.ศ. 2569\n\nวิสัยทัศน์\n\nเมืองน่าอยู่\n\nข้อความนี้ระบบไม่รู้จัก\n\nภารกิจที่ ๑ ดูแลคลอง\n';
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
}
const screens: Record<string, Screen> = {
    first_run: { path: '/', server: empty_home },
    home: { path: '/' },
    review: { path: `/imports/${review}` },
    review_element: { path: `/imports/${review}?element=schedule-1&pane=plan` },
    review_unknown: { path: `/imports/${draft}` },
    plan: { path: `/plans/${plan}` },
    indicator: { path: `/plans/${plan}?element=indicator-1` },
    project: { path: `/plans/${plan}?element=project-1` },
    schedule: { path: `/plans/${plan}?element=schedule-1` },
    swot: { path: `/plans/${plan}?element=swot` },
    findings: {
        path: `/plans/${plan}/findings`,
        act: async (page) => {
            await page.getByRole('button', { name: /^(เพราะอะไร|Why)$/ }).first().click();
            await page.getByRole('dialog').locator('h3').waitFor();
        },
    },
    history: { path: `/plans/${plan}/versions` },
    sign_in: { path: '/sign-in' },
    palette: {
        path: `/plans/${plan}`,
        act: async (page) => {
            await page.keyboard.press('Control+k');
            await page.locator('.palette').getByRole('combobox').fill('2');
        },
    },
    steps: { path: '/steps' },
    scores: { path: '/scores' },
    documents: { path: '/documents' },
    documents_template: { path: '/documents?book=agreement&view=template' },
    documents_verify: { path: '/documents?view=verify' },
    plans: { path: '/plans' },
    missing: { path: '/plans/none' },
    unknown: { path: '/nowhere' },
};

for (const [size, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
    for (const language of ['th', 'en'] as const) {
        for (const theme of ['light', 'dark'] as const) {
            const context = await browser.newContext({ viewport, locale: 'th-TH' });
            await context.addInitScript(({ language, theme }) => localStorage.setItem('phaen.settings', JSON.stringify({ language, theme })), { language, theme });
            for (const [name, screen] of Object.entries(screens)) {
                const file = `${name}-${size}-${language}-${theme}`;
                if (wanted.length > 0 && !wanted.some((part) => file.startsWith(part))) continue;
                await context.clearCookies();
                if (name !== 'sign_in') await (screen.server ?? server).enter(context);
                const page = await context.newPage();
                await page.goto((screen.server ?? server).address + screen.path);
                await page.waitForLoadState('load');
                await page.waitForTimeout(600);
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
