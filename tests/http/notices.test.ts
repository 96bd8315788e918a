// What goes out: mails with their private links, and signed webhooks, from a real server to real receivers.
import { createHmac } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract } from './support/contract.ts';
import { startIn, tokenOf, type Server } from './support/server.ts';
import { hookSink, mailSink, until, type HookSink, type MailSink } from './support/sinks.ts';

const kSecret = 'a secret of the tests only';
const kPlan = 'this-year';
let server: Server;
let contract: Contract;
let mail: MailSink;
let hook: HookSink;

const of = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });
const office = { agency: 'office' };
const move = async (role: string, kind: string, subject: string, body: object) =>
    await contract.call('move_subject', { path: { ...office, kind, subject }, headers: await of(role), body });
const messages = async (state: string) => (await contract.call('list_messages', { path: office, query: { state }, headers: await of('administrator') })).json.items;

const subjectOf = (data: string) =>
    (/^Subject: (.*(?:\r\n .*)*)/m.exec(data)?.[1] ?? '')
        .split(/\r\n /)
        .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString('utf8'))
        .join('');
const bodyOf = (data: string) => Buffer.from(data.slice(data.indexOf('\r\n\r\n') + 4), 'base64').toString('utf8');
const tokenIn = (data: string) => /\/link#(\S+)/.exec(bodyOf(data))?.[1] ?? '';

beforeAll(async () => {
    [mail, hook] = await Promise.all([mailSink(), hookSink()]);
    const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
    const config = join(folder, 'phaen.toml');
    await writeFile(
        config,
        `[server]\naddress = "https://plan.example.org"\nallowed_hosts = ["127.0.0.1:${hook.port}"]\n` +
            `[mail]\nserver = "smtp://127.0.0.1:${mail.port}"\nfrom = "phaen@example.org"\nallows_plain = true\n` +
            `[webhook]\nsecret = "${kSecret}"\n[outbox]\ntries = 3\nfirst_wait = 1\nevery = 1\n[notices]\nevery = 1\n`,
    );
    server = await startIn(folder, `sqlite:${join(folder, 'phaen.db')}`, '--example', '--config', config);
    contract = await Contract.read(server);
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await Promise.all([mail.close(), hook.close()]);
});

describe('a mail', () => {
    test('goes out after the step that it tells of, in Thai, with a link that is in no log', async () => {
        const set = await contract.call('set_notice_settings', { headers: await of('director'), body: { channel: 'mail', mail: 'director@example.org' } });
        expect(set.json.mail_works).toBe(true);
        mail.refuse = 1; // the first attempt fails, the second does not
        await move('planning_officer', 'plan', 'iao-2565', { action: 'submit', revision: 0, title: 'แผนปฏิบัติราชการ' });
        await move('section_head', 'plan', 'iao-2565', { action: 'verify', revision: 1 });
        const got = await until(() => mail.mails[0]);
        expect([got.from, got.to]).toEqual(['<phaen@example.org>', ['<director@example.org>']]);
        expect(subjectOf(got.data)).toContain('“แผนปฏิบัติราชการ” รอท่านดำเนินการ');
        for (const line of got.data.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
        expect(bodyOf(got.data)).toContain('https://plan.example.org/link#');
        await until(async () => (await messages('sent')).length === 1);
        expect((await messages('sent'))[0]).toMatchObject({ kind: 'mail', tries: 2, problem: null });
    });

    test('has a link that acknowledges, once, and approves nothing', async () => {
        const token = tokenIn(mail.mails[0]?.data ?? '');
        const look = async () => await contract.call('look_at_link', { headers: { Authorization: '' }, body: { token } });
        expect((await look()).json).toMatchObject({ purpose: 'acknowledge', steps: [] });
        expect((await look()).status).toBe(200);
        expect((await contract.call('list_notices', { headers: await of('director') })).json.unread).toBe(1);
        const forged = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
        expect((await contract.call('send_by_link', { body: { token: forged } })).status).toBe(404);
        const both = await Promise.all([1, 2].map(async () => (await contract.call('send_by_link', { body: { token } })).status));
        expect(both).toContain(200);
        expect((await contract.call('list_notices', { headers: await of('director') })).json.unread).toBe(0);
        expect((await contract.call('send_by_link', { body: { token } })).status).toBe(404);
        expect((await look()).json.type).toBe('urn:phaen:problem:link_not_valid');
        expect((await contract.call('read_subject', { path: { ...office, kind: 'plan', subject: 'iao-2565' } })).json.state).toBe('verified');
        expect(JSON.stringify(await server.log())).not.toContain(token);
    });
});

describe('a report by a link', () => {
    test('is that of its step, by the person whom the mail was for', async () => {
        // The example's plan, moved to the fiscal year of today, with one step that is due this month.
        const { content } = (await contract.call('read_plan', { path: { plan: 'iao-2565' } })).json;
        const now = new Date(Date.now() + 7 * 3_600_000);
        const month = now.toISOString().slice(0, 7);
        const fiscal_year = now.getUTCFullYear() + 543 + (now.getUTCMonth() >= 9 ? 1 : 0);
        const project = content.projects[0].id as string;
        const schedules = content.schedules.filter((item: any) => item.project === project).slice(0, 1);
        schedules[0].steps = schedules[0].steps.map((step: any, n: number) => ({ ...step, months: n === 0 ? [{ from: month, to: month }] : [{ from: `${fiscal_year - 543}-09`, to: `${fiscal_year - 543}-09` }] }));
        const step = schedules[0].steps[0].id as string;
        const plan = { ...content, id: kPlan, fiscal_year, schedules, narratives: [], accepted: [] };
        // Rules under which the step is due whatever the day of the month is.
        const headers = await of('administrator');
        const seen = await contract.call('read_notice_rules', { path: office, headers });
        const rules = { ...seen.json, rules: [{ id: 'step-due', kind: 'due', on: 'step', days: 31, to: ['project_owner'] }] };
        expect((await contract.call('set_notice_rules', { path: office, headers: { ...headers, 'If-Match': String(seen.headers.etag) }, body: rules })).status).toBe(200);
        await contract.call('set_notice_settings', { headers: await of('project_owner'), body: { channel: 'mail', mail: 'owner@example.org', language: 'en' } });
        const added = await contract.call('add_plan', { path: office, body: plan });
        expect([added.status, added.json.errors]).toEqual([201, undefined]);
        const got = await until(() => mail.mails.find((one) => one.to[0] === '<owner@example.org>'));
        const token = tokenIn(got.data);
        const look = await contract.call('look_at_link', { body: { token } });
        expect(look.json).toMatchObject({ purpose: 'report', steps: [{ id: step }] });
        const other = await contract.call('send_by_link', { body: { token, reports: [{ step: 'another', percent: '50' }] } });
        expect(other.status).toBe(404);
        const wrong = await contract.call('send_by_link', { body: { token, reports: [{ step, percent: '150' }] } });
        expect(wrong.status).toBe(422);
        const sent = await contract.call('send_by_link', { body: { token, reports: [{ step, percent: '50', text: 'เตรียมแล้ว' }] } });
        expect([sent.status, sent.json]).toEqual([200, { purpose: 'report', reports: 1 }]);
        expect((await contract.call('send_by_link', { body: { token, reports: [{ step, percent: '60' }] } })).status).toBe(404);
        const year = (await contract.call('read_year', { path: { plan: kPlan } })).json;
        expect(year.schedules[0].steps[0]).toMatchObject({ id: step, actual: '50' });
        // Looked at every second since: told once.
        expect(mail.mails.filter((one) => one.to[0] === '<owner@example.org>').length).toBe(1);
    });
});

describe('a webhook', () => {
    const setHook = async (url: string | null) => {
        const headers = await of('administrator');
        const seen = await contract.call('read_notice_rules', { path: office, headers });
        const rules = { ...seen.json, rules: [{ id: 'waiting', kind: 'waiting', on: 'state', actions: ['approve'] }] };
        return (await contract.call('set_notice_rules', { path: office, headers: { ...headers, 'If-Match': String(seen.headers.etag) }, body: { ...rules, webhook: url === null ? null : { url } } })).status;
    };

    test('is signed with its time', async () => {
        expect(await setHook(`http://127.0.0.1:${hook.port}/in`)).toBe(200);
        await move('project_owner', 'request', 'request-1', { action: 'submit', revision: 0, title: 'ขออนุมัติเดินทาง' });
        const got = await until(() => hook.got[0]);
        const time = String(got.headers['phaen-timestamp']);
        expect(got.headers['phaen-signature']).toBe(`v1=${createHmac('sha256', kSecret).update(`${time}.${got.body}`).digest('hex')}`);
        expect(JSON.parse(got.body)).toMatchObject({ schema: 'phaen.notice/1', kind: 'waiting', about: 'request-1' });
        expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(600);
        await until(async () => (await messages('sent')).some((item: any) => item.kind === 'webhook'));
        expect(hook.got.length).toBe(1);
    });

    test('is given up after its attempts, seen by the administrator, and tried again when asked', async () => {
        hook.status = 302; // not followed: no success
        await move('project_owner', 'request', 'request-2', { action: 'submit', revision: 0 });
        const dead = await until(async () => (await messages('dead'))[0]);
        expect(dead).toMatchObject({ kind: 'webhook', tries: 3, problem: 'the receiver answered 302' });
        hook.status = 204;
        expect((await contract.call('retry_message', { path: { ...office, message: dead.id }, headers: await of('administrator') })).status).toBe(204);
        await until(async () => (await messages('sent')).some((item: any) => item.id === dead.id));
    });

    test('never leads into the house', async () => {
        // The port that is not allowed, by several names of this machine.
        for (const [n, url] of ['https://127.0.0.1:9/', 'https://2130706433/', 'https://[::1]/', 'https://localhost/', 'http://example.org/'].entries()) {
            expect(await setHook(url)).toBe(200);
            await move('project_owner', 'request', `inside-${n}`, { action: 'submit', revision: 0 });
            const refused = await until(async () => {
                const found = (await messages('')).filter((item: any) => /^the address is not a public one$|must begin with https/.test(item.problem ?? ''));
                return found.length > n && found;
            });
            expect(refused.length).toBe(n + 1);
        }
        expect(await setHook('file:///etc/passwd')).toBe(422);
        expect(JSON.stringify(await server.log())).not.toContain(kSecret);
    });
}, 120_000);
