// How the timeline of 5,000 steps scrolls: 95 % of the frames within 33 ms, at most 2,000 elements in the page at any time.
//   cd tests/e2e && PHAEN=../../build/release/phaen node bench/timeline.ts [STEPS]
// Status 1 when a target is missed. Beside the frames stands what the page itself worked for one, in processor time, which other
// work on the machine does not touch.
import { launch, median, officer, quantile } from './browser.ts';
import { largePlan } from './large_plan.ts';
import { Server } from '../server.ts';

const kFrameMs = 33;
const kNodes = 2000;
const kFrames = 300;

/** In the page: scrolls the timeline, evenly as by a wheel or by leaps over the whole as by the bar, and looks at each frame. */
async function scroll({ way, frames }: { way: 'wheel' | 'leaps'; frames: number }) {
    const box = document.querySelector('.tl-box');
    if (!box) throw new Error('no timeline');
    const longest = box.scrollHeight - box.clientHeight;
    const middle = box.getBoundingClientRect();
    const at: number[] = [];
    let nodes = 0;
    let blank = 0;
    box.scrollTop = 0;
    await new Promise<void>((done) => {
        const next = (now: number) => {
            at.push(now);
            nodes = Math.max(nodes, document.querySelectorAll('*').length);
            // Whether a row stands where one looks.
            if (!document.elementFromPoint(middle.left + 60, middle.top + middle.height / 2)?.closest('.tl-row')) blank += 1;
            const frame = at.length;
            if (frame > frames) return done();
            box.scrollTop = way === 'wheel' ? frame * 120 : (longest * ((frame * 37) % frames)) / frames;
            requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
    });
    return { between: at.slice(1).map((now, index) => now - (at[index] ?? 0)), nodes, blank, rows: Number(box.getAttribute('aria-rowcount')) };
}

const steps = Number(process.argv[2] ?? '5000');
const server = new Server();
await server.start();
const browser = await launch();
try {
    await server.add(largePlan(steps, 2569));
    const page = await (await officer(browser, server)).newPage();
    await page.goto(`${server.address}/steps`);
    await page.locator('.tl-body > .tl-row').first().waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async () => new Map((await session.send('Performance.getMetrics')).metrics.map((metric) => [metric.name, metric.value]));
    let failed = false;
    console.log(`steps ${steps}; of each ${kFrames} frames`);
    for (const way of ['wheel', 'leaps'] as const) {
        const before = await worked();
        const seen = await page.evaluate(scroll, { way, frames: kFrames });
        const after = await worked();
        const cost = (name: string) => ((((after.get(name) ?? 0) - (before.get(name) ?? 0)) / kFrames) * 1000).toFixed(1);
        const within = seen.between.filter((time) => time <= kFrameMs).length / seen.between.length;
        console.log(`${way}: within ${kFrameMs} ms ${(within * 100).toFixed(1)} % (median ${median(seen.between).toFixed(1)} ms, 95th percentile ${quantile(seen.between, 0.95).toFixed(1)} ms, longest ${Math.max(...seen.between).toFixed(1)} ms)`);
        console.log(`  processor time of the page for a frame ${cost('TaskDuration')} ms: scripts ${cost('ScriptDuration')}, styles ${cost('RecalcStyleDuration')}, layout ${cost('LayoutDuration')}`);
        console.log(`  elements in the page, at most: ${seen.nodes}; frames without a row in the middle: ${seen.blank}; rows ${seen.rows}`);
        failed ||= within < 0.95 || seen.nodes > kNodes || seen.rows < steps || seen.blank > 0;
    }
    if (failed) process.exitCode = 1;
} finally {
    await browser.close();
    await server.stop();
}
