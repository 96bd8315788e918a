// What somebody tries who means harm: with stolen or forged sessions, from other sites, by names and values that mean
// something elsewhere, and by addresses that lead into the house.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract } from './support/contract.ts';
import { exchange, type Answer } from './support/exchange.ts';
import { accountOf, startIn, tokenOf, type Server } from './support/server.ts';
import { hookSink, until, type HookSink } from './support/sinks.ts';
import { totp } from './support/totp.ts';
import { unzip } from './support/zip.ts';

const run = promisify(execFile);
const kWebhookSecret = 'a webhook secret of the tests only';
const kClientSecret = 'a client secret of the tests only';
const kPlan = 'iao-2565';
const office = { agency: 'office' };

let server: Server;
let contract: Contract;
let hook: HookSink;
/** A service of the house that nobody outside may reach; it counts who comes. */
let inside: NetServer;
let visits = 0;

const port_of = (one: { address(): unknown }) => (one.address() as AddressInfo).port;
const listening = async (one: NetServer) => await new Promise<void>((done) => one.listen(0, '0.0.0.0', done));

beforeAll(async () => {
    hook = await hookSink();
    inside = createServer((socket) => {
        ++visits;
        socket.destroy();
    });
    await listening(inside);
    const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
    const config = join(folder, 'phaen.toml');
    await writeFile(
        config,
        `[server]\naddress = "https://plan.example.org"\nallowed_hosts = ["127.0.0.1:${hook.port}"]\n` +
            `[webhook]\nsecret = "${kWebhookSecret}"\n[outbox]\ntries = 1\nfirst_wait = 1\nevery = 1\n[notices]\nevery = 600\n`,
    );
    server = await startIn(folder, `sqlite:${join(folder, 'phaen.db')}`, '--example', '--config', config);
    contract = await Contract.read(server);
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await hook.close();
    await new Promise((done) => inside.close(done));
});

const bearer = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });
const example = async (role: string) => await accountOf(server.folder, role);
const cookie_of = (answer: Answer, name = 'phaen_session') => (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '').find((pair) => pair.startsWith(`${name}=`)) ?? '';

interface Session {
    cookie: string;
    csrf: string;
}
async function sign_in(account: { user: string; password: string }, headers: Record<string, string> = {}): Promise<Session> {
    const answer = await contract.call('sign_in', { headers: { Authorization: '', ...headers }, body: { login: account.user, password: account.password } });
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
    return { cookie: cookie_of(answer), csrf: answer.json.csrf };
}
const who = async (cookie: string) => (await exchange(server, { path: '/api/v1/session', headers: { Cookie: cookie } })).json.account?.login as string | undefined;

describe('a session', () => {
    test('cannot be chosen for somebody else', async () => {
        const reader = await example('reader');
        for (const chosen of ['phaen_session=chosen', `phaen_session=${'A'.repeat(43)}`, 'phaen_session=']) {
            const session = await sign_in(reader, { Cookie: chosen });
            expect(session.cookie).toMatch(/^phaen_session=[\w-]{43}$/);
            expect(session.cookie).not.toBe(chosen);
            expect(await who(chosen)).toBeUndefined();
            expect(await who(session.cookie)).toBe('reader');
        }
    });

    test('of an attacker is not the one of who signs in over it', async () => {
        const mine = await sign_in(await example('reader'));
        // The victim's browser was given the attacker's cookie; what the victim gets is new, and the attacker's ends.
        const theirs = await sign_in(await example('director'), { Cookie: mine.cookie });
        expect(theirs.cookie).not.toBe(mine.cookie);
        expect(theirs.csrf).not.toBe(mine.csrf);
        expect([await who(mine.cookie), await who(theirs.cookie)]).toEqual([undefined, 'director']);
    });

    test('ends when its person leaves or changes the password', async () => {
        const steward = await example('data_steward');
        const [here, there] = [await sign_in(steward), await sign_in(steward)];
        const headers = { Cookie: here.cookie, 'X-CSRF-Token': here.csrf };
        const fresh = 'รหัสผ่านใหม่ที่ยาวพอ';
        expect((await contract.call('change_password', { headers, body: { current: steward.password, new: fresh } })).status).toBe(204);
        expect([await who(here.cookie), await who(there.cookie)]).toEqual(['data_steward', undefined]);
        expect((await contract.call('sign_out', { headers })).status).toBe(204);
        expect(await who(here.cookie)).toBeUndefined();
    });

    test('is a cookie that no script reads and no other site sends, over TLS only where there is TLS', async () => {
        const { user, password } = await example('reader');
        const answer = async (headers: Record<string, string>) => await contract.call('sign_in', { headers: { Authorization: '', ...headers }, body: { login: user, password } });
        for (const [headers, secure] of [[{}, false], [{ 'X-Forwarded-Proto': 'https' }, true]] as [Record<string, string>, boolean][]) {
            const line = String((await answer(headers)).headers['set-cookie']);
            expect(line).toMatch(/; HttpOnly/);
            expect(line).toMatch(/; SameSite=(Lax|Strict)/);
            expect(line).not.toMatch(/Domain=/);
            expect(/; Secure/.test(line)).toBe(secure);
        }
    });
});

describe('a request that another site makes a browser send', () => {
    const kCredentials = ['look_at_link', 'send_by_link', 'sign_in'];
    const writing = () => [...contract.operations.values()].filter((one) => one.method !== 'GET');
    const known: Record<string, string> = { ...office, plan: kPlan, element: 'project-1', kind: 'plan', subject: kPlan };
    const ask = async (one: { id: string; method: string; path: string; body_types: string[] }, headers: Record<string, string>) =>
        await exchange(server, {
            method: one.method,
            path: one.path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? 'nothing'),
            headers: { ...(one.body_types[0] ? { 'Content-Type': one.body_types[0] } : {}), ...headers },
            body: one.body_types[0] ? '{}' : undefined,
        });

    test('has the cookie but no proof, that of another session, or an empty one: every operation that writes refuses', async () => {
        const [mine, other] = [await sign_in(await example('administrator')), await sign_in(await example('administrator'))];
        const proofs: Record<string, string>[] = [{}, { 'X-CSRF-Token': '' }, { 'X-CSRF-Token': other.csrf }, { 'X-CSRF-Token': mine.csrf.slice(0, -1) }, { 'X-CSRF-Token': mine.cookie.split('=')[1] ?? '' }];
        let asked = 0;
        for (const operation of writing().filter(({ id }) => !kCredentials.includes(id))) {
            for (const proof of proofs) {
                const answer = await ask(operation, { Cookie: mine.cookie, ...proof });
                expect([operation.id, answer.status, answer.json?.type]).toEqual([operation.id, 403, 'urn:phaen:problem:csrf_token_missing']);
                ++asked;
            }
        }
        expect(asked).toBeGreaterThan(150);
        expect(await who(mine.cookie)).toBe('administrator');
    }, 60_000);

    test('has another origin: every operation that writes refuses, also with the proof, and also to sign in', async () => {
        const mine = await sign_in(await example('administrator'));
        for (const operation of writing()) {
            for (const from of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }] as Record<string, string>[]) {
                const answer = await ask(operation, { Cookie: mine.cookie, 'X-CSRF-Token': mine.csrf, ...from });
                expect([operation.id, answer.status, answer.json?.type]).toEqual([operation.id, 403, 'urn:phaen:problem:forbidden']);
            }
        }
        expect(await who(mine.cookie)).toBe('administrator');
    }, 60_000);

    test('is a form: no operation takes what a form can send', async () => {
        const mine = await sign_in(await example('administrator'));
        const forms = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'];
        for (const operation of writing().filter(({ body_types }) => body_types.some((type) => type.endsWith('json')))) {
            for (const type of forms) {
                const answer = await ask(operation, { Cookie: mine.cookie, 'X-CSRF-Token': mine.csrf, 'Content-Type': type });
                expect([operation.id, type, answer.status >= 400]).toEqual([operation.id, type, true]);
            }
        }
    }, 60_000);
});

describe('a secret', () => {
    /** All that one run hands out or is given, by name. */
    const secrets = new Map<string, string>();
    const wrong = 'รหัสที่พิมพ์ผิดไป-7731';

    test('is told once, to whom it belongs', async () => {
        const account = await example('evaluator');
        const session = await sign_in(account);
        const headers = { Cookie: session.cookie, 'X-CSRF-Token': session.csrf };
        secrets.set('session', session.cookie.split('=')[1] ?? '').set('csrf', session.csrf).set('password', account.password).set('token of the example', account.token);
        const made = (await contract.call('add_token', { headers, body: { name: 'script', scopes: ['plan.read'], days: 1 } })).json;
        secrets.set('token', made.token);
        const second = (await contract.call('begin_second_factor', { headers })).json;
        secrets.set('second factor', second.secret);
        const code = totp(second.secret);
        const confirmed = await contract.call('confirm_second_factor', { headers, body: { secret: second.secret, code } });
        expect([confirmed.status, confirmed.headers['cache-control']]).toEqual([200, 'no-store']);
        secrets.set('recovery code', confirmed.json.codes[0]);
        const calendar = (await contract.call('make_calendar_address', { headers })).json.path as string;
        const key = new URL(calendar, 'http://phaen.test').searchParams.get('key') ?? '';
        secrets.set('calendar key', key);
        expect((await contract.call('read_calendar', { headers: { Authorization: '' }, query: { key } })).status).toBe(200);
        for (const [name, secret] of secrets) expect([name, secret.length >= (name === 'recovery code' ? 11 : 16)]).toEqual([name, true]);
        // Lists of tokens and of people have neither secrets nor hashes.
        const lists = [await contract.call('list_tokens', { headers }), await contract.call('list_accounts', { headers: await bearer('administrator') }), await contract.call('read_session', { headers })];
        for (const [n, list] of lists.entries()) {
            for (const [name, secret] of secrets) if (name !== 'csrf') expect([n, name, list.text.includes(secret)]).toEqual([n, name, false]);
            expect(list.text).not.toMatch(/argon2|"password"|"hash"/);
        }
    });

    test('is not echoed by a refusal', async () => {
        const answers = [
            await contract.call('sign_in', { headers: { Authorization: '' }, body: { login: 'evaluator', password: wrong } }),
            await exchange(server, { path: '/api/v1/agencies', headers: { Authorization: `Bearer ${wrong.length}-${secrets.get('csrf') ?? ''}` } }),
            await exchange(server, { path: '/api/v1/agencies', headers: { Cookie: `phaen_session=x${secrets.get('session') ?? ''}` } }),
            await contract.call('add_account', { headers: await bearer('administrator'), body: { login: 'short', name: 'ก', password: wrong.slice(-4) } }),
            await contract.call('look_at_link', { headers: { Authorization: '' }, body: { token: secrets.get('token') } }),
            await contract.call('read_calendar', { headers: { Authorization: '' }, query: { key: `x${secrets.get('calendar key') ?? ''}` } }),
            await exchange(server, { method: 'POST', path: '/api/v1/session', anonymous: true, headers: { 'Content-Type': 'application/json' }, body: `{"login":"evaluator","password":"${secrets.get('password') ?? ''}` }),
        ];
        for (const [n, answer] of answers.entries()) {
            expect([n, answer.status >= 400]).toEqual([n, true]);
            for (const [name, secret] of [...secrets, ['wrong password', wrong]] as [string, string][]) expect([n, name, answer.text.includes(secret)]).toEqual([n, name, false]);
            expect(answer.text).not.toMatch(/sqlite|SELECT |\.cpp|terminate|phaen\.db/);
        }
    });

    test('is taken from no address but that of the calendar, and no page tells another site where it came from', async () => {
        for (const item of Object.values<any>(contract.document.paths)) {
            for (const operation of Object.values<any>(item)) {
                const names = (operation.parameters ?? []).filter((one: any) => one.in === 'query').map((one: any) => one.name as string);
                const secret = names.filter((name: string) => /token|key|password|secret|session|csrf/i.test(name));
                expect([operation.operationId, secret]).toEqual([operation.operationId, operation.operationId === 'read_calendar' ? ['key'] : []]);
            }
        }
        for (const query of ['access_token', 'token', 'phaen_session']) {
            const answer = await exchange(server, { path: `/api/v1/agencies?${query}=${secrets.get('token') ?? ''}`, anonymous: true });
            expect(answer.status).toBe(401);
        }
        for (const path of ['/', '/sign-in', '/link', '/api/v1/session', '/api/v1/nothing']) {
            const { headers } = await exchange(server, { path, headers: { Accept: 'text/html' }, anonymous: true });
            expect(['same-origin', 'no-referrer', 'strict-origin']).toContain(headers['referrer-policy']);
        }
        for (const path of ['/api/v1/session', `/api/v1/plans/${kPlan}`]) expect((await exchange(server, { path })).headers['cache-control']).toMatch(/no-store|no-cache|private/);
    });

    test('is in no log, no audit list and no file of the database', async () => {
        const chains = [];
        for (const agency of ['office']) chains.push((await contract.call('list_audit', { path: { agency }, query: { limit: 200 }, headers: await bearer('administrator') })).text);
        const log = await readFile(join(server.folder, 'log'), 'utf8');
        const database = Buffer.concat(await Promise.all(['phaen.db', 'phaen.db-wal'].map(async (name) => await readFile(join(server.folder, name)).catch(() => Buffer.alloc(0)))));
        expect(log.length).toBeGreaterThan(1000);
        for (const [name, secret] of [...secrets, ['wrong password', wrong], ['webhook', kWebhookSecret]] as [string, string][]) {
            expect([name, log.includes(secret)]).toEqual([name, false]);
            for (const chain of chains) expect([name, chain.includes(secret)]).toEqual([name, false]);
            // The proof of a session and the seed of a second factor must be kept as they are; neither opens anything alone.
            if (name !== 'csrf' && name !== 'second factor') expect([name, database.includes(secret)]).toEqual([name, false]);
        }
    });
});

describe('who tries names and passwords', () => {
    const kUsed = 10;
    const spent = async () => {
        let sum = 0;
        for (const task of await readdir(`/proc/${server.pid}/task`)) sum += Number((await readFile(`/proc/${server.pid}/task/${task}/schedstat`, 'utf8').catch(() => '0')).split(' ')[0]);
        return sum;
    };
    const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;
    async function attempt(login: string, password: string): Promise<{ status: number; wall: number; cpu: number; text: string }> {
        const [begun, before] = [performance.now(), await spent()];
        const answer = await contract.call('sign_in', { headers: { Authorization: '' }, body: { login, password } });
        return { status: answer.status, wall: performance.now() - begun, cpu: (await spent()) - before, text: answer.json.type };
    }

    test('cannot tell from time or words whether there is an account', async () => {
        const logins = ['administrator', 'planning_officer', 'section_head', 'project_owner', 'budget_officer', 'director', 'executive', 'data_owner', 'requester', 'reader'];
        const known: { wall: number; cpu: number }[] = [];
        const unknown: { wall: number; cpu: number }[] = [];
        const nothing: number[] = [];
        for (const [n, login] of logins.slice(0, kUsed).entries()) {
            // In turns, so that what else the machine does meets both.
            const there = await attempt(login, 'a wrong password of the tests');
            const absent = await attempt(`nobody-${n}`, 'a wrong password of the tests');
            expect([there.status, absent.status, there.text]).toEqual([401, 401, absent.text]);
            known.push(there);
            unknown.push(absent);
            // A password beyond every limit is not hashed, whoever has the name.
            nothing.push((await attempt(login, 'x'.repeat(2000))).cpu);
        }
        const ratio = (name: 'wall' | 'cpu') => median(known.map((one) => one[name])) / median(unknown.map((one) => one[name]));
        expect(ratio('cpu')).toBeGreaterThan(0.5);
        expect(ratio('cpu')).toBeLessThan(2);
        expect(ratio('wall')).toBeGreaterThan(1 / 3);
        expect(ratio('wall')).toBeLessThan(3);
        // Both do one Argon2id.
        expect(median(unknown.map((one) => one.cpu))).toBeGreaterThan(4 * median(nothing));
    }, 60_000);

    test('are shut out alike, whether there is an account or not', async () => {
        const last: string[] = [];
        for (const login of ['requester', 'nobody-at-all']) {
            let answer = await attempt(login, 'wrong again');
            for (let n = 0; n < 8 && answer.status !== 429; ++n) answer = await attempt(login, 'wrong again');
            last.push(`${answer.status} ${answer.text}`);
        }
        expect(last[0]).toMatch(/^429 /);
        expect(last[1]).toBe(last[0]);
        // The right password does not open it either meanwhile.
        expect((await attempt('requester', (await example('requester')).password)).status).toBe(429);
    }, 60_000);
});

describe('a code of a telephone', () => {
    test('opens one session, however many ask with it at once', async () => {
        const account = await example('executive');
        const session = await sign_in(account);
        const headers = { Cookie: session.cookie, 'X-CSRF-Token': session.csrf };
        const { secret } = (await contract.call('begin_second_factor', { headers })).json;
        const code = totp(secret);
        const confirmed = await contract.call('confirm_second_factor', { headers, body: { secret, code } });
        expect(confirmed.status).toBe(200);
        const body = { login: account.user, password: account.password, code };
        // Hashing two at once: those that are told to wait have not used it.
        const answers = await Promise.all([1, 2].map(async () => await contract.call('sign_in', { headers: { Authorization: '' }, body })));
        expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
        const again = await contract.call('sign_in', { headers: { Authorization: '' }, body });
        expect([again.status, again.json.type]).toEqual([401, 'urn:phaen:problem:wrong_code']);
        // Nor by a recovery code.
        const recovery = { ...body, code: confirmed.json.codes[0] as string };
        const at_once = await Promise.all([1, 2].map(async () => await contract.call('sign_in', { headers: { Authorization: '' }, body: recovery })));
        expect(at_once.filter((answer) => answer.status === 200)).toHaveLength(1);
        const later = await contract.call('sign_in', { headers: { Authorization: '' }, body: recovery });
        expect([later.status, later.json.type]).toEqual([401, 'urn:phaen:problem:wrong_code']);
    });
});

describe('a name that climbs', () => {
    const kClimbs = ['../../../../etc/passwd', '..%2f..%2f..%2fetc%2fpasswd', '%2e%2e/%2e%2e/%2e%2e/etc/passwd', '..%5c..%5cetc%5cpasswd', '....//....//etc/passwd', '%252e%252e%252fetc%252fpasswd', 'phaen.db', '../phaen.db', '..%2fphaen.db', 'audit.key%00.png', '%00/etc/passwd', '/etc/passwd'];
    const told = /root:.*:0:0|SQLite format|PRIVATE/;

    test.each(['/', '/assets/', '/fonts/', '/api/v1/agencies/office/templates/', `/api/v1/plans/${kPlan}/evidence/`, '/api/v1/imports/', '/api/v1/jobs/', '/api/v1/rules/', `/api/v1/plans/${kPlan}/records/`, `/api/v1/plans/${kPlan}/drafts/`])('reaches no file by %s', async (base) => {
        for (const climb of kClimbs) {
            for (const suffix of ['', '/file', '/document']) {
                const answer = await exchange(server, { path: `${base}${climb}${suffix}` });
                expect([base + climb, told.test(answer.text)]).toEqual([base + climb, false]);
                if (base.startsWith('/api/')) expect([base + climb + suffix, answer.status >= 400 && answer.status < 500]).toEqual([base + climb + suffix, true]);
            }
        }
    });

    test('is no more than a name: of evidence, of a document, of a book', async () => {
        const names = ['../../../etc/cron.d/x', '..\\..\\x.exe', 'a"; filename="b.html', 'a\r\nSet-Cookie: x=1', '/etc/passwd', 'ก'.repeat(60)];
        for (const [n, file_name] of names.entries()) {
            const query = { element: 'project-1', on: '2022-09-30', title: `หลักฐาน ${n}`, file_name };
            const kept = await contract.call('add_evidence', { path: { plan: kPlan }, query, body: Buffer.from(`<script>alert(${n})</script>`) });
            if (kept.status !== 201) {
                expect([file_name, kept.status]).toEqual([file_name, 422]);
                continue;
            }
            const back = await contract.call('download_evidence', { path: { plan: kPlan, fact: kept.json.fact } });
            const disposition = String(back.headers['content-disposition']);
            expect(disposition).toMatch(/^attachment; filename="[^"\\/\r\n]*"; filename\*=UTF-8''[\w.%!~*'()+-]*$/);
            expect(back.headers).not.toHaveProperty('set-cookie');
            // It is opened by nobody in the name of this site.
            expect([back.headers['content-type'], back.headers['x-content-type-options']]).toEqual(['application/octet-stream', 'nosniff']);
        }
        const job = await contract.call('import_document', { path: office, query: { file_name: '../../../tmp/phaen-climbed.txt' }, body: 'แผน' });
        expect([202, 422]).toContain(job.status);
        for (const template of ['../../../etc/passwd', '..', 'annual-plan/../../x']) {
            const answer = await contract.call('download_book', { path: { plan: kPlan }, query: { format: 'txt', template } });
            expect([template, told.test(answer.text)]).toEqual([template, false]);
        }
        for (const book of ['../../../etc/passwd', 'plan/../../x']) expect((await contract.call('download_book', { path: { plan: kPlan }, query: { book } })).status).toBe(422);
    });
});

describe('a value that a spreadsheet would run', () => {
    const kFormulas = ['=HYPERLINK("http://evil.example","x")', '+1+cmd|x', '-1+cmd|x', '@SUM(1+1)', "'=1+1", '=cmd|\' /C calc\'!A0'];
    const plan_of = async () => {
        const { content } = (await contract.call('read_plan', { path: { plan: kPlan } })).json;
        kFormulas.forEach((formula, n) => (content.projects[n].name = formula));
        return { ...content, id: 'formulas', title: { th: '=1+1', en: '=1+1' } };
    };

    test('is text in every book and file that the server makes', async () => {
        const added = await contract.call('add_plan', { path: office, body: await plan_of() });
        expect([added.status, added.text.slice(0, 500)]).toEqual([201, expect.any(String)]);
        let seen = 0;
        for (const book of ['plan', 'projects', 'indicators', 'agreement', 'budget', 'progress']) {
            const made = await contract.call('download_book', { path: { plan: 'formulas' }, query: { book, format: 'xlsx', as_of: '2022-09-30' } });
            if (made.status === 422) continue; // that book is no sheet
            for (const [name, xml] of unzip(made.bytes)) {
                if (!name.startsWith('xl/')) continue;
                // A formula is ours: it names cells and functions of sums and ratios only.
                for (const [, formula] of xml.matchAll(/<f[^>]*>([^<]*)<\/f>/g)) expect([book, formula]).toEqual([book, expect.not.stringMatching(/HYPERLINK|cmd|SUM\(1\+1\)|evil|^1\+/)]);
                expect(xml).not.toMatch(/\bDDE|<hyperlink[^>]*evil|externalLink/);
                for (const cell of xml.matchAll(/<c [^>]*t="inlineStr"[^>]*><is><t[^>]*>([^<]*)<\/t>/g)) if ((cell[1] ?? '').includes('HYPERLINK')) ++seen;
            }
        }
        expect(seen).toBeGreaterThan(0);
    });

    test('has no tab or line end before it: such a name is refused', async () => {
        const { etags } = (await contract.call('read_plan', { path: { plan: kPlan } })).json;
        for (const name of ['\t=1+1', '\r=1+1'])
            expect((await contract.call('change_element', { path: { plan: kPlan, element: 'project-1' }, if_match: etags['project-1'], body: { name } })).status).toBe(422);
    });

    test('is text in the sheets of the command line', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
        await writeFile(join(folder, 'plan.json'), JSON.stringify(await plan_of()));
        await writeFile(join(folder, 'facts.jsonl'), '');
        const output = join(folder, 'quarters.csv');
        await run(process.env['PHAEN'] ?? '', ['render', join(folder, 'plan.json'), '--book', 'quarters', '--facts', join(folder, 'facts.jsonl'), '--as-of', '2022-09-30', '-o', output, '--lang', 'en']);
        const csv = await readFile(output, 'utf8');
        expect(csv.length).toBeGreaterThan(100);
        const cells = Array.from(csv.replace(/^\ufeff/, '').matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g), (found) => found[1] ?? found[2] ?? '');
        for (const cell of cells) expect(/^[=+@\t\r]|^-(?![\d.]+$)/.test(cell), cell).toBe(false);
    });

    test('is escaped where it would be markup or a line', async () => {
        const html = (await contract.call('download_book', { path: { plan: 'formulas' }, query: { format: 'html' } })).text;
        expect(html).not.toMatch(/<script(?![^>]*(nonce|type="application))/i);
        const { content } = (await contract.call('read_plan', { path: { plan: kPlan } })).json;
        const add = async (id: string, text: string) => {
            content.schedules[0].steps[0].text = text;
            return (await contract.call('add_plan', { path: office, body: { ...content, id } })).status;
        };
        content.projects[0].name = '<img src=x onerror=alert(1)>';
        expect(await add('lines', 'ก\r\nATTENDEE:mailto:evil@example.org')).toBe(422);
        expect(await add('markup', 'ก\\nATTENDEE:mailto:evil@example.org;x,<script>alert(1)</script>')).toBe(201);
        const calendar = (await contract.call('download_timeline', { path: { plan: 'markup' } })).text;
        expect(calendar.split('\r\n').filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
        expect(calendar.replaceAll('\r\n ', '')).toContain('ก\\\\nATTENDEE:mailto:evil@example.org\\;x\\,');
        const book = (await contract.call('download_book', { path: { plan: 'markup' }, query: { format: 'html' } })).text;
        expect(book).not.toContain('<img src=x');
        expect(book).not.toContain('<script>alert');
    });
});

describe('an address that leads elsewhere', () => {
    test('is followed by no sign-in', async () => {
        // Without a provider there is nothing to begin; with one, oidc.test.ts tries the same addresses through the whole way.
        for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', 'javascript:alert(1)']) {
            const back = await exchange(server, { path: `/api/v1/session/provider/back?state=x&code=y&to=${encodeURIComponent(to)}`, anonymous: true });
            expect(new URL(String(back.headers.location ?? '/'), 'http://phaen.test').origin).toBe('http://phaen.test');
            const page = await exchange(server, { path: `/sign-in?to=${encodeURIComponent(to)}`, headers: { Accept: 'text/html' }, anonymous: true });
            expect(page.headers.location).toBeUndefined();
        }
    });
});

describe('an address that leads into the house', () => {
    const messages = async () => (await contract.call('list_messages', { path: office, query: { limit: 200 }, headers: await bearer('administrator') })).json.items as any[];
    const set_hook = async (url: string) => {
        const headers = await bearer('administrator');
        const seen = await contract.call('read_notice_rules', { path: office, headers });
        const rules = { ...seen.json, rules: [{ id: 'waiting', kind: 'waiting', on: 'state', actions: ['approve'] }] };
        return (await contract.call('set_notice_rules', { path: office, headers: { ...headers, 'If-Match': String(seen.headers.etag) }, body: { ...rules, webhook: { url } } })).status;
    };
    let asked = 0;
    /** What came of a webhook to that address; null: it was not taken as an address. */
    async function outcome(url: string): Promise<string | null> {
        if ((await set_hook(url)) !== 200) return null;
        const subject = `inside-${asked++}`;
        const before = new Set((await messages()).map((one) => one.id));
        const body = { action: 'submit', revision: 0 };
        expect((await contract.call('move_subject', { path: { ...office, kind: 'request', subject }, headers: await bearer('project_owner'), body })).status).toBe(200);
        const message = await until(async () => (await messages()).find((one) => !before.has(one.id) && one.problem !== null));
        return message.problem as string;
    }

    test('is never asked by a webhook, however it is written', { timeout: 120_000 }, async () => {
        const port = port_of(inside);
        const urls = [`https://127.0.0.1:${port}/`, `https://127.1:${port}/`, `https://0x7f000001:${port}/`, `https://017700000001:${port}/`, `https://2130706433:${port}/`, `https://0.0.0.0:${port}/`, `https://localhost:${port}/`, `https://[::1]:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`, `https://[::ffff:7f00:1]:${port}/`, `https://[::]:${port}/`, 'https://169.254.169.254/latest/meta-data', 'https://10.0.0.1/', `https://192.168.0.1:${port}/`, 'https://[fd00::1]/', `http://127.0.0.1:${port}/`, `https://127.0.0.1:${hook.port}@127.0.0.1:${port}/`, `https://127.0.0.1:${port}#127.0.0.1:${hook.port}`];
        for (const url of urls) {
            const problem = await outcome(url);
            expect([url, problem]).toEqual([url, problem === null ? null : expect.stringMatching(/^the address is not a public one$|^the name cannot be resolved$|must begin with https|no address of a server/)]);
        }
        for (const url of ['gopher://127.0.0.1/', 'file:///etc/passwd', 'ftp://127.0.0.1/']) expect(await outcome(url)).toBeNull();
        expect(visits).toBe(0);
    });

    test('is not reached by a redirect of a webhook that may be asked', async () => {
        const before = hook.got.length;
        hook.status = 302;
        expect(await outcome(`http://127.0.0.1:${hook.port}/in`)).toBe('the receiver answered 302');
        expect([hook.got.length, visits]).toEqual([before + 1, 0]);
    });

    /** The first step of a sign-in on a server whose provider is at that address. */
    async function with_issuer(issuer: string, allowed: string[]): Promise<Answer & { log: string }> {
        const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
        const config = join(folder, 'phaen.toml');
        await writeFile(config, `[server]\naddress = "https://plan.example.org"\nallowed_hosts = ${JSON.stringify(allowed)}\n[oidc]\nissuer = "${issuer}"\nclient_id = "phaen"\nclient_secret = "${kClientSecret}"\n`);
        const other = await startIn(folder, `sqlite:${join(folder, 'phaen.db')}`, '--config', config);
        const answer = await exchange(other, { path: '/api/v1/session/provider?to=/', anonymous: true });
        const cookie = cookie_of(answer, 'phaen_provider');
        const state = new URL(String(answer.headers.location ?? 'http://x/'), 'http://x/').searchParams.get('state') ?? '';
        const back = await exchange(other, { path: `/api/v1/session/provider/back?state=${state}&code=c&iss=${encodeURIComponent(issuer)}`, headers: { Cookie: cookie } });
        expect(back.headers.location).toMatch(/^\/sign-in\?failed=/);
        const log = await readFile(join(folder, 'log'), 'utf8');
        expect(await other.stop()).toBe(0);
        return { ...answer, log };
    }

    test('is never asked for a provider, nor by what a provider says of itself', { timeout: 120_000 }, async () => {
        const port = port_of(inside);
        for (const issuer of [`https://127.0.0.1:${port}`, `https://localhost:${port}`, `https://[::ffff:127.0.0.1]:${port}`]) {
            const answer = await with_issuer(issuer, []);
            expect([issuer, answer.status]).toEqual([issuer, 401]);
        }
        // One that may be asked, and sends the server on: by a redirect, by its token endpoint, by its keys.
        for (const way of ['redirect', 'token_endpoint', 'jwks_uri']) {
            let own = '';
            const provider = createHttpServer((request, response) => {
                const into = `http://127.0.0.1:${port}/`;
                if (way === 'redirect') {
                    response.writeHead(302, { Location: into }).end();
                } else if (request.url?.includes('openid-configuration')) {
                    const said = { issuer: own, authorization_endpoint: `${own}/auth`, token_endpoint: `${own}/token`, jwks_uri: `${own}/keys`, response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256'], [way]: into };
                    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
                } else {
                    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ access_token: 'a', token_type: 'Bearer', id_token: 'e30.e30.e30' }));
                }
            });
            await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done));
            own = `http://127.0.0.1:${port_of(provider)}`;
            const answer = await with_issuer(own, [`127.0.0.1:${port_of(provider)}`]);
            expect(answer.log).not.toContain(kClientSecret);
            provider.closeAllConnections();
            await new Promise((done) => provider.close(done));
        }
        expect(visits).toBe(0);
    });
});
