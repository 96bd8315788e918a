// Three servers on one PostgreSQL and one folder of files: whoever asks any of them finds the same.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, type Call } from './support/contract.ts';
import { exchange, listen, type Answer } from './support/exchange.ts';
import { startCluster, type Cluster } from './support/postgres.ts';
import { accountOf, kProject, startIn, type Server } from './support/server.ts';
import { hookSink, mailSink, until, type HookSink, type MailSink } from './support/sinks.ts';
import { totp } from './support/totp.ts';

const run = promisify(execFile);
const kWord = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const office = { agency: 'office' };
const kPlan = 'iao-2565';

let cluster: Cluster | undefined;
let folder: string;
let data: string;
let mail: MailSink;
let hook: HookSink;
let document: Buffer;
let servers: Server[] = [];
let contracts: Contract[] = [];

const start = async (...options: string[]) =>
    await startIn(await mkdtemp(join(tmpdir(), 'phaen-http-')), cluster?.url ?? '', '--data', data, '--config', join(folder, 'phaen.toml'), ...options);

beforeAll(async () => {
    cluster = await startCluster();
    folder = await mkdtemp(join(tmpdir(), 'phaen-several-'));
    data = join(folder, 'data');
    [mail, hook] = await Promise.all([mailSink(), hookSink()]);
    await mkdir(data);
    await writeFile(
        join(folder, 'phaen.toml'),
        `[server]\naddress = "https://plan.example.org"\nallowed_hosts = ["127.0.0.1:${hook.port}"]\n` +
            `[mail]\nserver = "smtp://127.0.0.1:${mail.port}"\nfrom = "phaen@example.org"\nallows_plain = true\n` +
            `[webhook]\nsecret = "a secret of the tests only"\n[outbox]\nevery = 1\n[notices]\nevery = 1\n`,
    );
    document = await readFile(join(kProject, 'examples/office/document.docx'));
    if (cluster === undefined) return;
    const first = await start('--example');
    servers = [first, ...(await Promise.all([start(), start()]))];
    contracts = await Promise.all(servers.map(async (server) => await Contract.read(server)));
}, 120_000);
afterAll(async () => {
    for (const server of servers) expect(await server.stop()).toBe(0);
    await Promise.all([mail.close(), hook.close(), cluster?.stop()]);
    await rm(folder, { recursive: true, force: true });
}, 120_000);

const at = (n: number): Contract => {
    const contract = contracts[n % contracts.length];
    if (!contract) throw new Error('there is no server');
    return contract;
};
const account = async (role: string) => await accountOf(data, role);
const bearer = async (role: string) => ({ Authorization: `Bearer ${(await account(role)).token}` });
const as = async (n: number, role: string, id: string, call: Call = {}): Promise<Answer> => {
    const answer = await at(n).call(id, { ...call, headers: { ...(await bearer(role)), ...call.headers } });
    return answer;
};
const done = async (n: number, role: string, id: string, call: Call = {}): Promise<any> => {
    const answer = await as(n, role, id, call);
    if (answer.status >= 300) throw new Error(`${role} ${id} at ${n}: ${answer.status} ${answer.text.slice(0, 500)}`);
    return answer.json;
};
const move = async (n: number, role: string, kind: string, subject: string, body: object) =>
    await done(n, role, 'move_subject', { path: { ...office, kind, subject }, body });

const sign_in = async (n: number, credentials: object) => await at(n).call('sign_in', { headers: { Authorization: '' }, body: credentials });
const cookie_of = (answer: Answer) => /^phaen_session=[^;]+/.exec(String(answer.headers['set-cookie']))?.[0] ?? '';
const who = async (n: number, cookie: string) => (await at(n).call('read_session', { headers: { Cookie: cookie } })).json.account?.login as string | undefined;

const on_servers = (name: string, work: () => Promise<void>, timeout = 60_000) =>
    test(name, { timeout }, async ({ skip }) => {
        if (cluster === undefined) skip('PostgreSQL 15 is not installed');
        await work();
    });

describe('a session', () => {
    on_servers('of one server is one of all, and ends at all of them at once', async () => {
        const { user, password } = await account('planning_officer');
        for (let round = 0; round < 12; ++round) {
            const answer = await sign_in(round, { login: user, password });
            const [cookie, csrf] = [cookie_of(answer), String(answer.json.csrf)];
            for (let n = 0; n < 3; ++n) expect([round, n, await who(n, cookie)]).toEqual([round, n, user]);
            expect((await at(round + 1).call('sign_out', { headers: { Cookie: cookie, 'X-CSRF-Token': csrf } })).status).toBe(204);
            // The very next request, at a server that knew the session a moment ago.
            for (let n = 0; n < 3; ++n) expect([round, n, await who(round + 2 + n, cookie)]).toEqual([round, n, undefined]);
        }
    });

    on_servers('ends when the password is changed elsewhere; a token that is removed, an account that is closed and a role that ends are so everywhere', async () => {
        const { user, password } = await account('data_steward');
        const [one, two] = [await sign_in(0, { login: user, password }), await sign_in(1, { login: user, password })];
        const headers = { Cookie: cookie_of(one), 'X-CSRF-Token': String(one.json.csrf) };
        const made = (await at(0).call('add_token', { headers, body: { name: 'script', scopes: [], days: 1 } })).json;
        const token = { Authorization: `Bearer ${made.token}` };
        for (let n = 0; n < 3; ++n) {
            expect(await who(n, cookie_of(two))).toBe(user);
            expect((await at(n).call('list_agencies', { headers: token })).status).toBe(200);
        }
        expect((await at(0).call('change_password', { headers, body: { current: password, new: 'รหัสผ่านใหม่ที่ยาวพอ' } })).status).toBe(204);
        expect([await who(1, cookie_of(two)), await who(2, cookie_of(two)), await who(2, headers.Cookie)]).toEqual([undefined, undefined, user]);
        expect((await at(1).call('remove_token', { path: { token: made.id }, headers })).status).toBe(204);
        for (let n = 0; n < 3; ++n) expect((await at(n + 2).call('list_agencies', { headers: token })).status).toBe(401);

        const owner = (await done(0, 'administrator', 'list_accounts')).items.find((item: any) => item.login === 'data_owner');
        expect((await as(2, 'data_owner', 'list_plans', { path: office })).status).toBe(200);
        const [role] = owner.assignments;
        expect((await as(0, 'administrator', 'end_assignment', { path: { ...office, assignment: role.id } })).status).toBe(204);
        expect((await as(2, 'data_owner', 'list_plans', { path: office })).status).toBe(404);
        expect((await as(1, 'data_owner', 'list_agencies')).status).toBe(200);
        await done(0, 'administrator', 'change_account', { path: { account: owner.id }, body: { disabled: true } });
        for (let n = 0; n < 3; ++n) expect((await as(n + 1, 'data_owner', 'list_agencies')).status).toBe(401);
    });

    on_servers('is refused after failures at whichever server, and a code of a telephone is good once at all of them', async () => {
        const { user, password } = await account('requester');
        // Five of a person from one address, spread over the servers; the sixth is refused everywhere, also with the right one.
        for (let n = 0; n < 5; ++n) expect((await sign_in(n, { login: user, password: `wrong ${n}` })).status).toBe(401);
        for (let n = 0; n < 3; ++n) expect((await sign_in(n, { login: user, password })).status).toBe(429);

        const reader = await account('reader');
        const answer = await sign_in(0, { login: reader.user, password: reader.password });
        const headers = { Cookie: cookie_of(answer), 'X-CSRF-Token': String(answer.json.csrf) };
        const { secret } = (await at(1).call('begin_second_factor', { headers })).json;
        expect((await at(2).call('confirm_second_factor', { headers, body: { secret, code: totp(secret) } })).status).toBe(200);
        const code = totp(secret);
        expect((await sign_in(0, { login: reader.user, password: reader.password, code })).status).toBe(200);
        for (let n = 0; n < 3; ++n) {
            const again = await sign_in(n, { login: reader.user, password: reader.password, code });
            expect([again.status, again.json.type]).toEqual([401, 'urn:phaen:problem:wrong_code']);
        }
    });
});

describe('who listens at one server', () => {
    on_servers('hears what is done at another', async () => {
        const path = `/api/v1/plans/${kPlan}/events`;
        const streams = await Promise.all(servers.map(async (server) => await listen(server, path)));
        const hears = async (what: (event: { event: string; data: any }) => boolean) => await Promise.all(streams.map(async (stream) => await stream.until(what)));
        for (let n = 0; n < 6; ++n) {
            const tag = (await done(n, 'planning_officer', 'read_plan', { path: { plan: kPlan } })).etags['project-1'];
            const changed = await done(n, 'planning_officer', 'change_element', { path: { plan: kPlan, element: 'project-1' }, if_match: tag, body: { budget: `${n + 1}00.00` } });
            await hears(({ event, data: said }) => event === 'version' && said.number === changed.number);
            const report = { reports: [{ step: 'schedule-4.step-1', on: '2021-11-30', percent: String(n), text: 'ตามแผน' }] };
            const told = streams.map((stream) => stream.events.filter(({ event }) => event === 'facts').length);
            await done(n, 'planning_officer', 'report_progress', { path: { plan: kPlan }, body: report });
            for (const [k, stream] of streams.entries()) await until(() => stream.events.filter(({ event }) => event === 'facts').length === (told[k] ?? 0) + 1 || undefined);
        }
        // Each once, in the order in which they were done.
        for (const stream of streams) {
            const numbers = stream.events.filter(({ event }) => event === 'version').map(({ data: said }) => said.number);
            expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
            expect(numbers.length).toBe(6);
        }
        for (const stream of streams) stream.close();
    });

    on_servers('of a document that another reads hears how far it is, and may stop it', async () => {
        const upload = async (n: number, file_name: string) => (await done(n, 'planning_officer', 'import_document', { path: office, query: { file_name }, body: document, content_type: kWord })).id as string;
        const job = await upload(0, 'heard.docx');
        const stream = await at(1).listen('watch_job', { path: { job } });
        const end = await stream.until(({ data: said }) => said.status !== 'queued' && said.status !== 'running');
        expect(end.data.status).toBe('done');
        await stream.ended;
        const read = await done(2, 'planning_officer', 'read_import', { path: { import: end.data.import } });
        expect(read.file_name).toBe('heard.docx');

        // The first keeps the server busy, so that the second waits.
        await upload(0, 'first.docx');
        const waiting = await upload(0, 'stopped.docx');
        const watching = await at(2).listen('watch_job', { path: { job: waiting } });
        expect((await as(1, 'planning_officer', 'stop_job', { path: { job: waiting } })).status).toBe(204);
        const stopped = await watching.until(({ data: said }) => said.status !== 'queued' && said.status !== 'running');
        // It may have been read before the word came.
        expect(['stopped', 'done']).toContain(stopped.data.status);
        const { items } = await done(2, 'planning_officer', 'list_imports', { path: office });
        expect(items.filter((item: any) => item.file_name === 'stopped.docx').length).toBe(stopped.data.status === 'done' ? 1 : 0);
    });
});

describe('what goes out', () => {
    on_servers('goes out once, whichever server it came from', async () => {
        const seen = await as(0, 'administrator', 'read_notice_rules', { path: office });
        const rules = seen.json;
        rules.rules = [{ id: 'waiting', kind: 'waiting', on: 'state', actions: ['approve'] }];
        rules.webhook = { url: `http://127.0.0.1:${hook.port}/in` };
        await done(1, 'administrator', 'set_notice_rules', { path: office, headers: { 'If-Match': String(seen.headers.etag) }, body: rules });
        await done(2, 'director', 'set_notice_settings', { body: { channel: 'mail', mail: 'director@example.org' } });
        mail.mails.length = 0;
        hook.got.length = 0;
        const subjects = Array.from({ length: 15 }, (_, n) => `request-${n}`);
        await Promise.all(subjects.map(async (subject, n) => {
            await move(n, 'project_owner', 'request', subject, { action: 'submit', revision: 0, title: `ขออนุมัติ ${subject}` });
        }));
        const sent = await until(async () => {
            const items = (await done(1, 'administrator', 'list_messages', { path: office, query: { state: 'sent', limit: 200 } })).items;
            return items.length >= 2 * subjects.length && items;
        });
        expect(sent.every((item: any) => item.tries === 1)).toBe(true);
        // Each server looked for work several times meanwhile, and does so once more.
        await new Promise((next) => setTimeout(next, 2_000));
        const abouts = hook.got.map((got) => JSON.parse(got.body).about as string);
        expect(abouts.sort()).toEqual([...subjects].sort());
        const ids = mail.mails.map((one) => /^Message-ID: (.*)$/im.exec(one.data)?.[1]);
        expect([ids.length, new Set(ids).size]).toEqual([subjects.length, subjects.length]);
    });
});

describe('a server that dies', () => {
    on_servers('leaves nothing undone: the others go on, and read the documents that it had begun', async () => {
        const kept: { call: Call; facts: string[] | undefined }[] = [];
        let killed = false;
        const people = Array.from({ length: 6 }, async (_, person) => {
            for (let n = 0; n < 400; ++n) {
                const server = (person + n) % 3;
                if (server === 0 && killed) continue;
                const report = { reports: [{ step: 'schedule-1.step-1', on: `2021-12-${String((n % 28) + 1).padStart(2, '0')}`, percent: String(n % 101), text: 'ตามแผน' }] };
                const one: (typeof kept)[number] = { call: { path: { plan: kPlan }, body: report, headers: { 'Idempotency-Key': `dies-${person}-${n}` } }, facts: undefined };
                kept.push(one);
                const answer = await as(server, 'planning_officer', 'report_progress', one.call).catch(() => undefined);
                if (answer !== undefined) {
                    expect(answer.status).toBe(201);
                    one.facts = answer.json.facts;
                }
                if (killed && n % 3 === 2) return;
            }
        });
        const upload = async (n: number) =>
            (await done(0, 'planning_officer', 'import_document', { path: office, query: { file_name: `left-${n}.docx` }, headers: { 'Idempotency-Key': `left-${n}` }, body: document, content_type: kWord })).id as string;
        const jobs = await Promise.all([0, 1, 2].map(upload));
        const [gone] = servers;
        await gone?.kill();
        killed = true;
        await Promise.all(people);
        const acknowledged = kept.filter((one) => one.facts !== undefined);
        expect(acknowledged.length).toBeGreaterThan(20);
        // What was acknowledged is there; what was not is sent again, once, elsewhere.
        for (const [n, one] of kept.entries()) {
            const again = await done(1 + (n % 2), 'planning_officer', 'report_progress', one.call);
            if (one.facts !== undefined) expect(again.facts).toEqual(one.facts);
        }
        const ends = await Promise.all(jobs.map(async (job, n) => {
            const stream = await at(1 + (n % 2)).listen('watch_job', { path: { job } });
            return await stream.until(({ data: said }) => said.status !== 'queued' && said.status !== 'running');
        }));
        expect(ends.map((end) => end.data.status)).toEqual(['done', 'done', 'done']);
        const { items } = await done(2, 'planning_officer', 'list_imports', { path: office });
        for (const n of [0, 1, 2]) expect(items.filter((item: any) => item.file_name === `left-${n}.docx`).length).toBe(1);
        // A new one joins, and whoever knew the old one's sessions is known there.
        const joined = await start();
        servers[0] = joined;
        contracts[0] = await Contract.read(joined);
        expect((await exchange(joined, { path: `/api/v1/plans/${kPlan}`, headers: await bearer('planning_officer') })).status).toBe(200);
        const { stdout } = await run(process.env['PHAEN'] ?? '', ['verify', '--db', cluster?.url ?? '', '--data', data, '--lang', 'en']);
        expect(stdout).toContain('; 0 do not hold');
        await rm(gone?.folder ?? '', { recursive: true, force: true });
    }, 120_000);
});
