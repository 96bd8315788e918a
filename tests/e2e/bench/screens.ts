// How long a change to each screen takes with the example, from the click (a tenth of a second after the pointer came) to the frame in which its data stands, and how many requests its data
// took: the median over fresh pages. Under 100 ms, one or two requests; else status 1.
//   cd tests/e2e && PHAEN=../../build/release/phaen node bench/screens.ts [RUNS]
// Processor time is that of the page's main thread, which other work on the machine does not touch. What a page asks for once and every
// screen shows (who is signed in, notices, which plans there are) has come before the click, as it has for a person.
import type { Page } from '@playwright/test';
import { launch, median, officer } from './browser.ts';
import { kAdministrator, Server } from '../server.ts';

const kMost = { ms: 100, requests: 2 };
const runs = Number(process.argv[2] ?? '5');

interface Change {
    from: string;
    /** The link that is clicked. */
    link: string;
    /** What stands there with the data. */
    sees: string;
    administrator?: boolean;
}
const place = (path: string, sees: string): Change => ({ from: path === '/' ? '/plans' : '/', link: `nav a[href="${path}"]`, sees });
const admin = (path: string, sees: string): Change => ({ from: path === '/admin' ? '/' : '/admin', link: path === '/admin' ? `nav a[href="${path}"]` : `main a[href="${path}"]`, sees, administrator: true });
const plan = '/plans/iao-2565';
const changes: Record<string, Change> = {
    home: place('/', '.waterfall'),
    plans: place('/plans', '.rows a'),
    steps: place('/steps', '.tl-step'),
    progress: place('/progress', '.progress-table .cell'),
    budget: place('/budget', '.money-columns'),
    approvals: place('/approvals', '.page .empty'),
    scores: place('/scores', '.score-sheet tfoot'),
    data: place('/data', '.record-table tbody button'),
    documents: place('/documents', '.book-frame'),
    plan: { from: '/plans', link: `a[href="${plan}"]`, sees: '.plan-centre .facts' },
    findings: { from: plan, link: `a[href="${plan}/findings"]`, sees: '.findings .finding' },
    versions: { from: plan, link: `a[href="${plan}/versions"]`, sees: '.comparison' },
    admin: admin('/admin', '.people tbody button'),
    admin_agencies: admin('/admin/agencies', '.units li'),
    responsible: place('/responsible', '.responsible-table'),
    admin_notices: admin('/admin/notices', '.notice-rules'),
    admin_privacy: admin('/admin/privacy', '.traffic-table'),
    admin_workflows: admin('/admin/workflows', '.workflow-table'),
    admin_tokens: admin('/admin/tokens', '.page .empty'),
    admin_audit: admin('/admin/audit', '.audit-table summary'),
    admin_backup: admin('/admin/backup', '.proof'),
};

/** In the page: clicks, and waits for the first frame in which the data stands. */
async function change({ link, sees }: { link: string; sees: string }): Promise<number> {
    const anchor = document.querySelector<HTMLAnchorElement>(link);
    if (!anchor) throw new Error(`no link ${link}`);
    const before = location.pathname;
    const began = performance.now();
    anchor.click();
    return await new Promise((done, fail) => {
        const look = () => {
            if (performance.now() - began > 20_000) return fail(new Error(`${link}: no ${sees}`));
            // What a screen left behind does not count: it goes with the new address.
            const there = location.pathname !== before && document.querySelector(`main ${sees}`) && !document.querySelector('main .loading');
            if (there) requestAnimationFrame(() => done(performance.now() - began));
            else requestAnimationFrame(look);
        };
        look();
    });
}

/** Requests that are under way, without the stream of what happens to a plan, which never ends. */
function watch(page: Page): { asked: string[]; quiet: () => Promise<void> } {
    const asked: string[] = [];
    const open = new Set<object>();
    const stream = (url: string) => new URL(url).pathname.endsWith('/events');
    page.on('request', (request) => {
        if (stream(request.url())) return;
        open.add(request);
        const { pathname } = new URL(request.url());
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

const server = new Server();
await server.start('--example');
const browser = await launch();
try {
    console.log(`screen                ms (all of ${runs})`.padEnd(60), 'processor ms  requests');
    for (const [name, { from, link, sees, administrator }] of Object.entries(changes)) {
        const taken: number[] = [];
        const processor: number[] = [];
        let requests: string[] = [];
        for (let run = 0; run < runs; run += 1) {
            const context = await officer(browser, server, administrator ? kAdministrator : undefined);
            const page = await context.newPage();
            const { asked, quiet } = watch(page);
            await page.goto(server.address + from);
            await page.locator('main h1').waitFor();
            await quiet();
            asked.length = 0;
            const session = await context.newCDPSession(page);
            await session.send('Performance.enable', { timeDomain: 'threadTicks' });
            const worked = async () => (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0;
            // The pointer comes before the click, as a hand brings it.
            await page.locator(link).first().hover();
            await page.waitForTimeout(100);
            const before = await worked();
            taken.push(await page.evaluate(change, { link, sees }));
            processor.push(((await worked()) - before) * 1000);
            await quiet();
            requests = [...asked];
            await context.close();
        }
        const bad = median(taken) >= kMost.ms || requests.length > kMost.requests;
        if (bad) process.exitCode = 1;
        console.log(`${bad ? '■' : '✓'} ${name.padEnd(18)} ${median(taken).toFixed(0).padStart(5)} (${taken.map((time) => time.toFixed(0)).join(' ')})`.padEnd(60), median(processor).toFixed(0).padStart(8), ` ${requests.length}: ${requests.join(', ')}`);
    }
} finally {
    await browser.close();
    await server.stop();
}
