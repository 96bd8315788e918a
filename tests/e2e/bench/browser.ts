// What the benches share: Debian's Chromium, a page of somebody who is signed in, and the arithmetic of what was measured.
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import type { Server } from '../server.ts';

export const launch = async (...args: string[]): Promise<Browser> =>
    await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...args] });

/** A desktop's window. */
export const desktop = async (browser: Browser): Promise<BrowserContext> => await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'th-TH', reducedMotion: 'reduce' });

/** That of the planning officer, or another. */
export async function officer(browser: Browser, server: Server, login?: string): Promise<BrowserContext> {
    const context = await desktop(browser);
    await server.enter(context, login);
    return context;
}

/** The smallest of the values that at least `part` of them do not exceed. */
export function quantile(values: readonly number[], part: number): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
