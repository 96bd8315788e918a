// The second factor on the screen: a person turns it on with an authenticator's first code, signs in by it and by a recovery code,
// has the codes replaced, and turns it off; an administrator takes it away from who lost the telephone.
import { expect, test, type Page } from '@playwright/test';
import { totp } from '../http/support/totp.ts';
import { kAdministrator, kOfficer, kPassword, Server } from './server.ts';

const server = new Server();
test.beforeAll(async () => await server.start());
test.afterAll(async () => await server.stop());

/** The page's name and password; what comes then is the caller's. */
async function enterPassword(page: Page, login: string): Promise<void> {
    await page.goto(`${server.address}/sign-in`);
    await page.getByLabel('ชื่อผู้ใช้').fill(login);
    await page.getByLabel('รหัสผ่าน').fill(kPassword);
    await page.getByRole('button', { name: 'เข้าสู่ระบบ', exact: true }).click();
}

const signOut = async (page: Page) => {
    await page.locator('.person-menu summary').click();
    await page.getByRole('button', { name: 'ออกจากระบบ' }).click();
    await page.locator('.sign-in-card').waitFor();
};

/** Turns it on from the page that the person's menu leads to; the secret and the recovery codes. */
async function turnOn(page: Page): Promise<{ secret: string; codes: string[]; used: string }> {
    await page.locator('.person-menu summary').click();
    await page.getByRole('link', { name: 'การเข้าใช้ของฉัน' }).click();
    await page.getByRole('button', { name: 'เปิดการยืนยันสองขั้น' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('img', { name: 'คิวอาร์โค้ดสำหรับแอปยืนยันตัวตน' })).toBeVisible();
    const secret = (await dialog.locator('.copyable code').innerText()).replace(/\s/g, '');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const right = totp(secret);
    // A wrong one first: it says so, and nothing is turned on.
    const wrong = String((Number(right) + 500_000) % 1_000_000).padStart(6, '0');
    await dialog.getByLabel('รหัสหกหลักที่แอปแสดง').fill(wrong);
    await dialog.getByRole('button', { name: 'ยืนยันและเปิดใช้' }).click();
    await expect(dialog.getByRole('alert')).toContainText('รหัสหกหลักไม่ถูกต้อง');
    const used = totp(secret);
    // As the app shows it, with a space; Enter sends it.
    await dialog.getByLabel('รหัสหกหลักที่แอปแสดง').fill(`${used.slice(0, 3)} ${used.slice(3)}`);
    await dialog.getByLabel('รหัสหกหลักที่แอปแสดง').press('Enter');
    const kept = page.getByRole('dialog', { name: 'เก็บรหัสสำรองไว้' });
    await expect(kept.locator('li code')).toHaveCount(10);
    const codes = await kept.locator('li code').allInnerTexts();
    await kept.getByRole('button', { name: 'เก็บไว้แล้ว' }).click();
    await expect(page.getByText('เปิดใช้อยู่')).toBeVisible();
    await expect(page.getByText(/รหัสสำรองเหลือ (10|๑๐) ชุด/)).toBeVisible();
    return { secret, codes, used };
}

test('a second factor is turned on, asked for, and turned off', async ({ page }) => {
    await enterPassword(page, kOfficer);
    await page.locator('.person-menu').waitFor();
    const { secret, codes } = await turnOn(page);
    await signOut(page);

    // The telephone: a code that is wrong, then the right one.
    await enterPassword(page, kOfficer);
    const code = page.getByLabel('รหัสหกหลัก');
    await expect(code).toBeFocused();
    const right = totp(secret);
    await code.fill(String((Number(right) + 500_000) % 1_000_000).padStart(6, '0'));
    await page.getByRole('button', { name: 'เข้าสู่ระบบ', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('ไม่ถูกต้องหรือใช้ไปแล้ว');
    await code.fill(totp(secret));
    await page.getByRole('button', { name: 'เข้าสู่ระบบ', exact: true }).click();
    await page.locator('.person-menu').waitFor();
    await signOut(page);

    // No telephone: one of the codes that were kept, as somebody types it; then it is used up.
    await enterPassword(page, kOfficer);
    await page.getByRole('button', { name: 'ใช้รหัสสำรอง' }).click();
    await page.getByLabel('รหัสสำรอง').fill((codes[3] ?? '').toUpperCase().replace('-', ' '));
    await page.getByLabel('รหัสสำรอง').press('Enter');
    await page.locator('.person-menu').waitFor();
    await page.goto(`${server.address}/account`);
    await expect(page.getByText(/รหัสสำรองเหลือ (9|๙) ชุด/)).toBeVisible();

    // New ones, by the password.
    await page.getByRole('button', { name: 'ขอรหัสสำรองชุดใหม่' }).click();
    await page.getByRole('dialog').getByLabel('รหัสผ่าน').fill(kPassword);
    await page.getByRole('dialog').getByLabel('รหัสผ่าน').press('Enter');
    const kept = page.getByRole('dialog', { name: 'เก็บรหัสสำรองไว้' });
    await expect(kept.locator('li code')).toHaveCount(10);
    expect(await kept.locator('li code').allInnerTexts()).not.toContain(codes[4]);
    await kept.getByRole('button', { name: 'เก็บไว้แล้ว' }).click();

    // Off: not by a wrong password.
    await page.getByRole('button', { name: 'ปิดการยืนยันสองขั้น' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('รหัสผ่าน').fill('another password');
    await dialog.getByRole('button', { name: 'ปิดการยืนยันสองขั้น' }).click();
    await expect(dialog.getByRole('alert')).toContainText('รหัสผ่านไม่ถูกต้อง');
    await dialog.getByLabel('รหัสผ่าน').fill(kPassword);
    await dialog.getByRole('button', { name: 'ปิดการยืนยันสองขั้น' }).click();
    await expect(page.getByText('ยังไม่ได้เปิด')).toBeVisible();
    await signOut(page);
    await enterPassword(page, kOfficer);
    await page.locator('.person-menu').waitFor();
});

test('an administrator sees who has one, and takes it away from who lost the telephone', async ({ page }) => {
    server.addPerson('reader');
    await enterPassword(page, 'reader');
    await page.locator('.person-menu').waitFor();
    await turnOn(page);
    await signOut(page);

    await enterPassword(page, kAdministrator);
    await page.locator('.person-menu').waitFor();
    await page.goto(`${server.address}/admin`);
    const row = page.getByRole('row').filter({ has: page.locator('code', { hasText: /^reader$/ }) });
    await expect(row.getByText('✓ เปิดใช้')).toBeVisible();
    await row.getByRole('button').click();
    await page.getByRole('button', { name: 'ปิดการยืนยันสองขั้นให้' }).click();
    await page.locator('dialog.question').getByRole('button', { name: 'ปิดการยืนยันสองขั้นให้' }).click();
    await expect(page.locator('.side-drawer').getByText('○ ยังไม่เปิด')).toBeVisible();
    await page.keyboard.press('Escape');
    await signOut(page);

    await enterPassword(page, 'reader');
    await page.locator('.person-menu').waitFor();
});
