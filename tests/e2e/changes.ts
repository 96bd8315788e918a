// A change to each screen: where one comes from, what one clicks, and what stands there when its data have come. For the bench of
// their times and the test of their requests; a new route without one does not compile.
import type { BrowserContext, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteName } from '../../web/src/app/route_table.ts';
import { kAdministrator, root, type Server } from './server.ts';

export interface Change {
    /** The page before; none for pages that are loaded whole, without anybody signed in. */
    from?: string;
    to: string;
    /** The link that is clicked; without one the address is gone to as by the browser's own buttons. */
    link?: string;
    /** What stands there with the data. */
    sees: string;
    administrator?: boolean;
}

/** A server with the example, and an import that waits to be looked through. */
export async function openExample(server: Server): Promise<Record<RouteName, Change>> {
    await server.start('--example');
    const review = `/imports/${await server.imported(readFileSync(join(root, 'examples/office/document.docx')), 'document.docx')}`;
    const plan = '/plans/iao-2565';
    const place = (to: string, sees: string): Change => ({ from: to === '/' ? '/plans' : '/', to, link: `nav a[href="${to}"]`, sees });
    const admin = (to: string, sees: string): Change => ({ from: to === '/admin' ? '/' : '/admin', to, link: to === '/admin' ? `nav a[href="${to}"]` : `main a[href="${to}"]`, sees, administrator: true });
    const within = (to: string, sees: string): Change => ({ from: plan, to: plan + to, link: `main a[href="${plan}${to}"]`, sees });
    return {
        home: place('/', '.waterfall'),
        plans: place('/plans', '.rows a'),
        review: { from: '/plans', to: review, link: `main a[href="${review}"]`, sees: '.document-pane .block' },
        plan: { from: '/plans', to: plan, link: `main a[href="${plan}"]`, sees: '.plan-centre .facts' },
        strategy: within('/strategy', '.strategy-tree'),
        agreement: within('/agreement', '.agreement-table tfoot'),
        findings: within('/findings', '.findings .finding'),
        versions: within('/versions', '.comparison'),
        sign_in: { to: '/sign-in', sees: '.sign-in-card form' },
        link: { to: '/link#nothing', sees: '.sign-in-card [role=alert]' },
        steps: place('/steps', '.tl-step'),
        progress: place('/progress', '.progress-table .cell'),
        budget: place('/budget', '.money-columns'),
        approvals: place('/approvals', '.page .empty'),
        scores: place('/scores', '.score-sheet tfoot'),
        data: place('/data', '.record-table tbody button'),
        documents: place('/documents', '.book-frame'),
        responsible: place('/responsible', '.responsible-table'),
        account: { from: '/', to: '/account', sees: '.account-part' },
        admin: admin('/admin', '.people tbody button'),
        admin_agencies: admin('/admin/agencies', '.units li'),
        admin_workflows: admin('/admin/workflows', '.workflow-table'),
        admin_notices: admin('/admin/notices', '.notice-rules'),
        admin_privacy: admin('/admin/privacy', '.traffic-table'),
        admin_schemes: admin('/admin/schemes', '.scheme-table'),
        admin_datasets: admin('/admin/datasets', '.dataset-table'),
        admin_tokens: admin('/admin/tokens', '.page .empty'),
        admin_audit: admin('/admin/audit', '.audit-table summary'),
        admin_backup: admin('/admin/backup', '.proof'),
        unknown: { from: '/', to: '/nowhere', sees: '.empty' },
    };
}

/** In the page: clicks, and waits for the first frame in which the data stand. Milliseconds, and the longest task of them. */
async function goThere({ to, link, sees, from }: Change): Promise<{ ms: number; longest: number }> {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
    });
    observer.observe({ type: 'longtask', buffered: from === undefined });
    const before = from === undefined ? '' : location.pathname;
    const began = from === undefined ? 0 : performance.now();
    if (link) {
        const anchor = document.querySelector<HTMLAnchorElement>(link);
        if (!anchor) throw new Error(`no link ${link}`);
        anchor.click();
    } else if (from !== undefined) {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
    }
    return await new Promise((done, fail) => {
        const look = () => {
            if (performance.now() - began > 20_000) return fail(new Error(`${to}: no ${sees}`));
            // What a screen left behind does not count: it goes with the new address.
            const there = location.pathname !== before && document.querySelector(`:is(main, .sign-in) ${sees}`) && !document.querySelector('main .loading');
            if (there) requestAnimationFrame(() => done({ ms: performance.now() - began, longest }));
            else requestAnimationFrame(look);
        };
        look();
    });
}

/** Requests that are under way, without the streams of what happens, which never end. */
function watch(page: Page): { asked: string[]; quiet: () => Promise<void> } {
    const asked: string[] = [];
    const open = new Set<object>();
    page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.endsWith('/events')) return;
        open.add(request);
        if (pathname.startsWith('/api/')) asked.push(`${request.method()} ${pathname.replace('/api/v1', '')}`);
    });
    page.on('requestfinished', (request) => open.delete(request));
    page.on('requestfailed', (request) => open.delete(request));
    const quiet = async () => {
        // Three looks in a row without any: one answer may be what makes the page ask again.
        for (let calm = 0; calm < 3; calm += 1) {
            await page.waitForTimeout(150);
            if (open.size > 0) calm = -1;
        }
    };
    return { asked, quiet };
}

export interface Taken {
    /** From the click to the frame with the data. */
    ms: number;
    /** Of the page's main thread, which other work on the machine does not touch. */
    processor_ms: number;
    longest_task_ms: number;
    /** What was asked of the server from the click until the page is quiet. */
    requests: string[];
}

/** Makes the change in a fresh page. What every screen shows (who is signed in, notices, plans) has come before, as it has for a person. */
export async function take(context: BrowserContext, server: Server, change: Change): Promise<Taken> {
    const whole = change.from === undefined;
    if (!whole) await server.enter(context, change.administrator ? kAdministrator : undefined);
    const page = await context.newPage();
    const { asked, quiet } = watch(page);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async () => (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0;
    if (whole) {
        await page.goto(server.address + change.to, { waitUntil: 'commit' });
    } else {
        await page.goto(server.address + change.from);
        await page.locator('main h1').waitFor();
        await quiet();
        asked.length = 0;
        if (change.link) {
            // The pointer comes before the click, as a hand brings it.
            await page.locator(change.link).first().hover();
            await page.waitForTimeout(100);
        }
    }
    const before = whole ? 0 : await worked();
    const { ms, longest } = await page.evaluate(goThere, change);
    const processor_ms = ((await worked()) - before) * 1000;
    await quiet();
    const requests = [...asked];
    await page.close();
    return { ms, processor_ms, longest_task_ms: longest, requests };
}
