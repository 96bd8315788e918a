// What an officer does, by the labels that she sees.
import { expect, type Browser, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, type Server } from './server.ts';

export const example = join(root, 'examples/office/document.docx');
export const exampleBytes = readFileSync(example);
const lines = readFileSync(join(root, 'examples/office/document.txt'), 'utf8').split('\n');
/** The example's contents, project lists and two of its schedules: enough to have every kind of piece beside the plan. */
export const kShort = [...lines.slice(22, 36), ...lines.slice(301, 346), ...lines.slice(451, 482)].join('\n');

/** A plan with one paragraph that nobody understands. */
export const kUnclear = 'แผนปฏิบัติราชการประจำปี พ.ศ. 2569\n\nหมวดที่ ๙ เรื่องที่ไม่มีผู้ใดรู้จัก\n\nวิสัยทัศน์\n\nเมืองน่าอยู่\n\nภารกิจที่ ๑ ดูแลคลอง\n';

export async function upload(page: Page, server: Server, file: string | { name: string; mimeType: string; buffer: Buffer } = example): Promise<void> {
    await page.goto(`${server.address}/plans`);
    await page.getByLabel(/วางไฟล์แผน/).setInputFiles(file);
    await expect(page.getByRole('heading', { name: /ตรวจการนำเข้า/ })).toBeVisible();
}

export async function accept(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'รับเป็นแผน' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'รับเป็นแผน' }).click();
    await expect(page).toHaveURL(/\/plans\//);
}

/** Opens a part of the plan by its name in the contents. */
export async function open(page: Page, name: RegExp): Promise<void> {
    await page.getByRole('navigation', { name: 'สารบัญของแผน' }).getByRole('link', { name }).first().click();
}

export async function openPlan(page: Page, server: Server): Promise<void> {
    await page.goto(`${server.address}/plans`);
    await page.getByRole('link', { name: /แผนปฏิบัติการ/ }).first().click();
    await expect(page.getByRole('navigation', { name: 'สารบัญของแผน' })).toBeVisible();
}

/** Errors of the page itself: none may come, the policy's included. */
export function watchErrors(page: Page): string[] {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
        // A refusal is part of the work: the browser logs each as a resource that failed.
        if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
    });
    return errors;
}

/** Another person: another browser profile. */
export async function somebodyElse(browser: Browser, server: Server): Promise<Page> {
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width: 1280, height: 900 } });
    await server.enter(context);
    return await context.newPage();
}
