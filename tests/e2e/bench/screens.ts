// How long a change to each screen takes with the example, from the click (a tenth of a second after the pointer came) to the frame in
// which its data stand, and how many requests its data took: the median over fresh pages. Pages that nobody is signed in on are loaded whole.
//   cd tests/e2e && PHAEN=../../build/release/phaen node bench/screens.ts [--strict] [--runs N] [ROUTE...]
// What is over 100 ms or two requests is marked; with --strict it makes status 1. Processor time and the longest task are those of the
// page's main thread: on a busy machine they say more than the clock.
import { parseArgs } from 'node:util';
import { desktop, launch, median } from './browser.ts';
import { openExample, take, type Taken } from '../changes.ts';
import { Server } from '../server.ts';

const kMost = { ms: 100, requests: 2 };
const { values, positionals } = parseArgs({ allowPositionals: true, options: { strict: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);

const server = new Server();
const browser = await launch();
try {
    const changes = await openExample(server);
    const unknown = positionals.filter((name) => !(name in changes));
    if (unknown.length > 0) throw new Error(`no such route: ${unknown.join(', ')}; there are ${Object.keys(changes).join(', ')}`);
    console.log(`  screen             median ms (all of ${runs})`.padEnd(58), 'processor ms  longest task ms  requests');
    for (const [name, change] of Object.entries(changes)) {
        if (positionals.length > 0 && !positionals.includes(name)) continue;
        const taken: Taken[] = [];
        try {
            for (let run = 0; run < runs; run += 1) {
                const context = await desktop(browser);
                taken.push(await take(context, server, change));
                await context.close();
            }
        } catch (error) {
            // The others are measured all the same.
            console.log(`■ ${name.padEnd(18)} ${(error as Error).message.split('\n')[0]}`);
            process.exitCode = 1;
            continue;
        }
        const [ms, processor, longest] = [taken.map((one) => one.ms), taken.map((one) => one.processor_ms), taken.map((one) => one.longest_task_ms)];
        const requests = taken.map((one) => one.requests).reduce((most, one) => (one.length > most.length ? one : most));
        const over = median(ms) >= kMost.ms || requests.length > kMost.requests;
        if (over && values.strict) process.exitCode = 1;
        console.log(
            `${over ? '▲' : '✓'} ${name.padEnd(18)} ${median(ms).toFixed(0).padStart(5)} (${ms.map((time) => time.toFixed(0)).join(' ')})`.padEnd(58),
            median(processor).toFixed(0).padStart(12), median(longest).toFixed(0).padStart(16), ` ${requests.length}: ${requests.join(', ')}`,
        );
    }
} finally {
    await browser.close();
    await server.stop();
}
