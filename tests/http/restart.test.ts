// What a server leaves behind when it ends, the next one finds: on SQLite, and on PostgreSQL where its packages are.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract } from './support/contract.ts';
import { startCluster, type Cluster } from './support/postgres.ts';
import { kProject, startIn, type Server } from './support/server.ts';

const run = promisify(execFile);
const kWord = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let bytes: Buffer;
let folder: string;
let postgres: Cluster | undefined;

beforeAll(async () => {
    bytes = await readFile(join(kProject, 'examples/office/document.docx'));
    folder = await mkdtemp(join(tmpdir(), 'phaen-restart-'));
    postgres = await startCluster();
}, 60_000);
afterAll(async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
});

async function done(contract: Contract, job: string): Promise<any> {
    const stream = await contract.listen('watch_job', { path: { job } });
    return (await stream.until(({ data }) => data.status !== 'queued' && data.status !== 'running')).data;
}

async function outlives(database: string, data: string): Promise<void> {
    const start = async (): Promise<[Server, Contract]> => {
        const server = await startIn(await mkdtemp(join(tmpdir(), 'phaen-http-')), database, '--data', data);
        return [server, await Contract.read(server)];
    };
    const [first, before] = await start();
    const jobs: string[] = [];
    for (let n = 0; n < 3; ++n) {
        const call = { path: { agency: 'office' }, query: { file_name: `document-${n}.docx` }, headers: { 'Idempotency-Key': `upload-${n}` }, body: bytes, content_type: kWord };
        jobs.push((await before.call('import_document', call)).json.id);
    }
    expect(await first.stop()).toBe(0);

    const [second, after] = await start();
    const ends = [];
    for (const job of jobs) ends.push(await done(after, job));
    expect(ends.map((end) => end.status)).toEqual(['done', 'done', 'done']);
    const { items } = (await after.call('list_imports', { path: { agency: 'office' } })).json;
    expect(items.map((item: any) => item.file_name).sort()).toEqual(['document-0.docx', 'document-1.docx', 'document-2.docx']);
    // Each job is known by its id for as long as there is the database.
    const [job] = jobs;
    expect((await after.call('read_job', { path: { job: job ?? '' } })).json).toMatchObject({ id: job, status: 'done', import: ends[0].import });
    const accepting = { path: { import: ends[0].import }, if_match: '1', headers: { 'Idempotency-Key': 'accept' }, body: {} };
    const accepted = await after.call('accept_import', accepting);
    expect(accepted.status).toBe(201);
    expect(await second.stop()).toBe(0);

    const [third, again] = await start();
    // The answer was lost on the way; the client asks once more.
    expect((await again.call('accept_import', accepting)).json).toEqual(accepted.json);
    const { plan } = accepted.json;
    const tag = (await again.call('read_plan', { path: { plan } })).json.etags['project-1'];
    const changed = await again.call('change_element', { path: { plan, element: 'project-1' }, if_match: tag, body: { budget: '1.00' } });
    expect(changed.json.number).toBe(2);
    expect(await third.stop()).toBe(0);
    const { stdout } = await run(process.env['PHAEN'] ?? '', ['verify', '--db', database, '--data', data, '--lang', 'en']);
    expect(stdout).toContain('2 plan version');
}

describe('a restart', () => {
    test('on SQLite', { timeout: 60_000 }, async () => outlives(`sqlite:${join(folder, 'phaen.db')}`, join(folder, 'sqlite')));

    test('on PostgreSQL', { timeout: 60_000 }, async ({ skip }) => {
        if (postgres === undefined) skip('PostgreSQL 15 is not installed');
        await outlives(postgres?.url ?? '', join(folder, 'postgres'));
    });
});
