// Lighthouse on the sign-in page and on three screens of somebody who is signed in, with the example: desktop preset, the median of
// five. Performance 90 or more, accessibility 100; else status 1, with the audits that took points.
//   cd tests/e2e && PHAEN=../../build/release/phaen node bench/lighthouse.ts [RUNS [PAGE...]]
import lighthouse, { desktopConfig, type Result } from 'lighthouse';
import { launch, median } from './browser.ts';
import { Server } from '../server.ts';

const kPort = 9333;
const runs = Number(process.argv[2] ?? '5');
const all = { 'sign-in': '/sign-in', home: '/', timeline: '/steps', scores: '/scores' };
const named = process.argv.slice(3);
const pages = Object.fromEntries(Object.entries(all).filter(([name]) => named.length === 0 || named.includes(name)));

const server = new Server();
await server.start('--example');
const browser = await launch(`--remote-debugging-port=${kPort}`);

async function judge(path: string, cookie: string): Promise<Result> {
    const said = await lighthouse(
        server.address + path,
        { port: kPort, logLevel: 'error', onlyCategories: ['performance', 'accessibility'], ...(path === '/sign-in' ? {} : { extraHeaders: { Cookie: cookie } }) },
        desktopConfig,
    );
    if (!said) throw new Error(`no answer about ${path}`);
    return said.lhr;
}

/** Audits of a category that took points, with what Lighthouse shows of them. */
function lost(result: Result, category: string): string[] {
    const refs = result.categories[category]?.auditRefs ?? [];
    return refs.flatMap(({ id, weight }) => {
        const audit = result.audits[id];
        return weight > 0 && audit && audit.score !== null && audit.score < 0.9 ? [`${id} ${audit.displayValue ?? audit.score}`] : [];
    });
}

try {
    const { name, value } = await server.cookie();
    const found = new Map<string, Result[]>();
    // One run of each, then the next: what else the machine does meets all of them.
    for (let run = 0; run < runs; run += 1) {
        for (const [page, path] of Object.entries(pages)) found.set(page, [...(found.get(page) ?? []), await judge(path, `${name}=${value}`)]);
    }
    console.log(`Lighthouse ${[...found.values()][0]?.[0]?.lighthouseVersion}, desktop, median of ${runs}`);
    for (const [page, results] of found) {
        const score = (category: string) => Math.round(median(results.map((result) => result.categories[category]?.score ?? 0)) * 100);
        const audit = (id: string) => Math.round(median(results.map((result) => result.audits[id]?.numericValue ?? 0)));
        const [performance, accessibility] = [score('performance'), score('accessibility')];
        console.log(`${page}: performance ${performance}, accessibility ${accessibility}; largest paint ${audit('largest-contentful-paint')} ms, blocked ${audit('total-blocking-time')} ms, shift ${median(results.map((result) => result.audits['cumulative-layout-shift']?.numericValue ?? 0)).toFixed(3)}`);
        const last = results.at(-1);
        if (last && (performance < 90 || accessibility < 100)) {
            process.exitCode = 1;
            console.log(`  ${[...lost(last, 'performance'), ...lost(last, 'accessibility')].join('; ')}`);
        }
    }
} finally {
    await browser.close();
    await server.stop();
}
