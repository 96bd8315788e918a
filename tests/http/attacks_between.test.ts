// Two agencies on one server: what somebody of the one tries on what is the other's, by their own roles, by ids of the other
// under addresses of their own, by another's account, and by a token that was made for one thing only.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, type Call } from './support/contract.ts';
import { exchange, type Answer } from './support/exchange.ts';
import { accountOf, kProject, startServer, tokenOf, type Server } from './support/server.ts';
import { totp } from './support/totp.ts';

const office = { agency: 'office' };
const canals = { agency: 'canals' };
const kTheirs = 'iao-2565';
const kOurs = 'canals-2565';
/** Names a thing of the other agency; nobody of ours may ever see it. */
const kMark = 'เฉพาะของสำนัก-4471';
const kRoles = ['administrator', 'planning_officer', 'section_head', 'project_owner', 'budget_officer', 'director', 'executive', 'evaluator', 'data_steward', 'data_owner', 'requester', 'reader'];

let server: Server;
let contract: Contract;
/** Of people who have a role in the canals' agency only. */
const ours = new Map<string, Record<string, string>>();
/** Ids of what is the office's. */
const theirs: Record<string, string> = {};

const of = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });
const us = (role: string) => ours.get(role) ?? {};
async function done(id: string, call: Call): Promise<any> {
    const answer = await contract.call(id, call);
    expect([id, answer.status, answer.status < 300 ? '' : answer.text.slice(0, 500)]).toEqual([id, answer.status, '']);
    return answer.json;
}

beforeAll(async () => {
    server = await startServer('--example');
    contract = await Contract.read(server);
    const admin = await of('administrator');
    await done('add_agency', { headers: admin, body: { id: 'canals', name: { th: 'สำนักคลอง' } } });
    const place = ['--db', `sqlite:${join(server.folder, 'phaen.db')}`, '--data', server.folder, '--lang', 'en'];
    const user = (...words: string[]) => execFileSync(process.env['PHAEN'] ?? '', ['user', ...words, ...place], { input: 'a password for tests\n', encoding: 'utf8' });
    for (const role of kRoles) {
        user('add', `canals-${role}`, '--role', role, '--agency', 'canals');
        ours.set(role, { Authorization: `Bearer ${user('token', `canals-${role}`, '--token', 'tests').trim()}` });
    }
    const officer = await of('planning_officer');
    const { content } = await done('read_plan', { headers: officer, path: { plan: kTheirs } });
    await done('add_plan', { headers: us('planning_officer'), path: canals, body: { ...content, id: kOurs } });
    // What the office has, each with the mark.
    const path = { plan: kTheirs };
    const step = content.schedules[0].steps[0].id as string;
    theirs['fact'] = (await done('add_evidence', { headers: officer, path, query: { element: step, on: '2022-03-31', title: kMark, file_name: 'paper.txt' }, body: Buffer.from(kMark) })).fact;
    theirs['event'] = (await done('add_event', { headers: officer, path, body: { element: 'project-1', on: '2022-03-31', event: 'note', text: kMark } })).facts[0];
    theirs['reference'] = (await done('add_reference', { headers: officer, path, body: { kind: 'element', subject: 'project-1', system: kMark, number: kMark } })).id;
    theirs['draft'] = 'form-of-theirs';
    await done('put_draft', { headers: officer, path: { ...path, draft: theirs['draft'] }, if_match: '0', body: { text: kMark } });
    await done('put_records', { headers: await of('data_steward'), path, body: { records: [{ dataset: 'enterprises', record: 'theirs-1', on: '2022-09-01', values: { operator: 'ร้านหนึ่ง', product: 'ผ้า', channel: 'ตลาดหนึ่ง', channel_kind: 'onsite', brand: 'sme', promoted_on: '2022-09-01', contact: kMark } }] } });
    await done('move_subject', { headers: await of('project_owner'), path: { ...office, kind: 'request', subject: 'request-1' }, body: { action: 'submit', revision: 0, title: kMark } });
    await done('move_subject', { headers: officer, path: { ...office, kind: 'plan', subject: kTheirs }, body: { action: 'submit', revision: 0, title: kMark } });
    theirs['person'] = (await done('find_people', { headers: await of('data_steward'), path: office, query: { text: kMark } })).items[0].person;
    theirs['account'] = (await done('read_session', { headers: await of('reader') })).account.id;
    theirs['assignment'] = (await done('list_assignments', { headers: admin, path: office })).items.find((one: any) => one.account === theirs['account']).id;
    const bytes = await readFile(join(kProject, 'examples/office/document.docx'));
    theirs['job'] = (await done('import_document', { headers: officer, path: office, query: { file_name: 'a.docx' }, body: bytes })).id;
    theirs['import'] = (await done('list_imports', { headers: officer, path: office })).items[0].id;
    const text = (await contract.call('download_book', { headers: officer, path, query: { book: 'plan', format: 'txt' } })).text;
    const name = content.projects[0].name as string;
    theirs['file'] = (await done('review_edited_file', { headers: officer, path, query: { file_name: 'a.txt' }, body: text.replaceAll(name, `${name} ${kMark}`) })).file;
}, 120_000);
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});

interface Described {
    id: string;
    method: string;
    path: string;
    body_types: string[];
}
const led = () => [...contract.operations.values()].filter(({ path }) => /\{(agency|plan|import|job)\}/.test(path));
const at = (path: string, known: Record<string, string>) => path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(known[name] ?? 'nothing'));
async function ask(one: Described, path: string, headers: Record<string, string>): Promise<Answer> {
    const type = one.body_types[0];
    return await exchange(server, { method: one.method, path, headers: { ...(type ? { 'Content-Type': type } : {}), ...headers }, body: type ? '{}' : undefined });
}
const shows = (answer: Answer) => answer.text.includes(kMark);

describe('somebody of another agency', () => {
    test('is told the same of what there is as of what there is not, whatever role they have', { timeout: 240_000 }, async () => {
        const there: Record<string, string> = { ...office, plan: kTheirs, element: 'project-1', dataset: 'enterprises', kind: 'request', subject: 'request-1', number: '1', template: 'annual-plan', ...theirs };
        const absent: Record<string, string> = { ...there, agency: 'nowhere', plan: 'no-plan', import: 'no-import', job: 'no-job' };
        let asked = 0;
        for (const role of kRoles) {
            for (const one of led()) {
                const [real, none] = [await ask(one, at(one.path, there), us(role)), await ask(one, at(one.path, absent), us(role))];
                expect([role, one.id, real.status, shows(real)]).toEqual([role, one.id, 404, false]);
                expect([role, one.id, none.status, none.json?.type]).toEqual([role, one.id, 404, real.json?.type]);
                ++asked;
            }
        }
        expect(asked).toBeGreaterThan(12 * 80);
    });

    test('reaches nothing of it by its id under an address of their own', async () => {
        const path = { plan: kOurs };
        const officer = us('planning_officer');
        const admin = us('administrator');
        const steward = us('data_steward');
        const tag = (await done('read_plan', { headers: officer, path })).version;
        const tries: [string, Call, number[]][] = [
            ['download_evidence', { headers: officer, path: { ...path, fact: theirs['fact']! } }, [404]],
            ['withdraw_fact', { headers: officer, path: { ...path, fact: theirs['event']! } }, [404]],
            ['read_draft', { headers: officer, path: { ...path, draft: theirs['draft']! } }, [404]],
            ['change_reference', { headers: officer, path: { ...path, reference: theirs['reference']! }, if_match: '1', body: { state: 'withdrawn' } }, [404]],
            ['end_assignment', { headers: admin, path: { ...canals, assignment: theirs['assignment']! } }, [404]],
            ['read_subject', { headers: officer, path: { ...canals, kind: 'plan', subject: kTheirs } }, [404]],
            ['move_subject', { headers: officer, path: { ...canals, kind: 'plan', subject: kTheirs }, body: { action: 'submit', revision: 0 } }, [404]],
            ['move_subject', { headers: officer, path: { ...canals, kind: 'period', subject: `${kTheirs}.2022-03` }, body: { action: 'close', revision: 0 } }, [404]],
            ['move_subject', { headers: officer, path: { ...canals, kind: 'request', subject: 'ours-1' }, body: { action: 'submit', revision: 0, about: { plan: kTheirs } } }, [422]],
            ['move_subject', { headers: officer, path: { ...canals, kind: 'request', subject: 'ours-1' }, body: { action: 'submit', revision: 0, about: { plan: kOurs }, file: theirs['fact'] } }, [422]],
            ['adopt_frameworks', { headers: officer, path, if_match: tag, body: { from: kTheirs } }, [422]],
            ['take_edited_file', { headers: officer, path, if_match: tag, body: { file: theirs['file'], file_name: 'a.txt' } }, [404]],
            ['erase_person', { headers: steward, path: canals, query: { person: theirs['person']! } }, [404]],
            ['set_responsible', { headers: officer, path: { ...path, element: 'project-1' }, body: { account: theirs['account'] } }, [422]],
            ['hand_over', { headers: officer, path: canals, body: { from: theirs['account'], to: theirs['account'], day: '2999-01-01' } }, [409, 422]],
        ];
        for (const [id, call, statuses] of tries) {
            const answer = await contract.call(id, call);
            expect([id, answer.status, answer.text.slice(0, 300)]).toEqual([id, statuses.find((status) => status === answer.status), answer.text.slice(0, 300)]);
            expect([id, shows(answer)]).toEqual([id, false]);
        }
        for (const [id, call] of [
            ['list_references', { headers: officer, path }],
            ['list_facts', { headers: officer, path, query: { limit: 200 } }],
            ['list_subjects', { headers: officer, path: canals }],
            ['list_audit', { headers: admin, path: canals, query: { limit: 200 } }],
            ['list_messages', { headers: admin, path: canals }],
            ['list_personal_records', { headers: steward, path: { ...path, dataset: 'enterprises' } }],
            ['find_people', { headers: steward, path: canals, query: { text: kMark } }],
            ['list_notices', { headers: us('director') }],
            ['list_agencies', { headers: us('reader') }],
        ] as [string, Call][])
            expect([id, shows(await contract.call(id, call))]).toEqual([id, false]);
        // All of it is where it was.
        const here = { headers: await of('planning_officer'), path: { plan: kTheirs } };
        expect((await contract.call('download_evidence', { ...here, path: { ...here.path, fact: theirs['fact']! } })).text).toBe(kMark);
        expect((await done('list_references', here)).items[0]).toMatchObject({ state: 'waiting', system: kMark });
        expect((await done('read_draft', { ...here, path: { ...here.path, draft: theirs['draft']! } })).body).toEqual({ text: kMark });
        expect((await done('read_subject', { headers: here.headers, path: { ...office, kind: 'plan', subject: kTheirs } })).state).toBe('submitted');
        expect((await done('find_people', { headers: await of('data_steward'), path: office, query: { text: kMark } })).items).toHaveLength(1);
        expect((await done('read_session', { headers: await of('reader') })).account.may.office['plan.read']).toBe('agency');
    });

    test('has an answer of their own to a key that another used', async () => {
        const key = { 'Idempotency-Key': 'the-same-key' };
        const event = { element: 'project-1', on: '2022-04-01', event: 'note', text: 'ฝนตกหนัก' };
        const first = await done('add_event', { headers: { ...(await of('planning_officer')), ...key }, path: { plan: kTheirs }, body: event });
        const second = await done('add_event', { headers: { ...us('planning_officer'), ...key }, path: { plan: kOurs }, body: event });
        expect(second.facts).not.toEqual(first.facts);
        const { facts } = await done('list_facts', { headers: us('planning_officer'), path: { plan: kOurs }, query: { kind: 'event' } });
        expect(facts.map((fact: any) => fact.id)).toEqual(second.facts);
    });
});

describe('the data kept about one', () => {
    test('is given to nobody else, and has nothing in it that opens the account', async () => {
        const account = await accountOf(server.folder, 'budget_officer');
        const mine = await contract.call('read_my_data', { headers: await of('budget_officer') });
        expect([mine.status, mine.json.account.login]).toEqual([200, 'budget_officer']);
        for (const secret of [account.password, account.token, '$argon2', '"hash"', '"second_factor"', '"csrf"']) expect([secret, mine.text.includes(secret)]).toEqual([secret, false]);
        for (const role of kRoles.filter((name) => name !== 'administrator'))
            for (const headers of [await of(role), us(role)]) {
                const answer = await contract.call('read_account_data', { headers, path: { account: theirs['account']! } });
                expect([role, answer.status, answer.text.includes('"traffic"')]).toEqual([role, 403, false]);
            }
        expect(String(mine.headers['cache-control'])).toMatch(/no-store|no-cache|private/);
        expect(mine.headers['x-content-type-options']).toBe('nosniff');
    });
});

describe('a token', () => {
    /** In the session of a person of the office. */
    async function signed_in(role: string): Promise<Record<string, string>> {
        const { user, password } = await accountOf(server.folder, role);
        const answer = await contract.call('sign_in', { headers: { Authorization: '' }, body: { login: user, password } });
        expect(answer.status).toBe(200);
        return { Cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', 'X-CSRF-Token': answer.json.csrf };
    }

    test('for one thing does no other, and reaches nothing of the account it is of', async () => {
        const session = await signed_in('planning_officer');
        const { token } = await done('add_token', { headers: session, body: { name: 'script', scopes: ['plan.read'], days: 1 } });
        const headers = { Authorization: `Bearer ${token}` };
        expect((await contract.call('read_plan', { headers, path: { plan: kTheirs } })).status).toBe(200);
        const known: Record<string, string> = { ...office, plan: kTheirs, element: 'project-1', dataset: 'enterprises', kind: 'plan', subject: kTheirs, number: '1', template: 'annual-plan', account: theirs['account'] ?? '', ...theirs };
        // What anybody may see who signed in, and signing in and out itself.
        const common = ['list_agencies', 'list_datasets', 'list_roles', 'read_catalogue', 'read_rule', 'sign_out'];
        let refused = 0;
        for (const one of contract.operations.values()) {
            const described = contract.document.paths[one.path][one.method.toLowerCase()];
            if (described.security?.length === 0 || described['x-permission'] === 'plan.read' || common.includes(one.id)) continue;
            const answer = await ask(one, at(one.path, known), headers);
            expect([one.id, answer.status, answer.json?.type]).toEqual([one.id, 403, expect.stringMatching(/:(not_permitted|limited_token|session_needed)$/)]);
            ++refused;
        }
        expect(refused).toBeGreaterThan(80);
    });

    test('makes no other and changes nothing that opens the account, whatever it is for', async () => {
        const login = 'project_owner';
        const { password } = await accountOf(server.folder, login);
        const headers = await of(login);
        const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
        const tries: [string, object][] = [
            ['add_token', { name: 'for ever', days: 3650 }],
            ['change_password', { current: password, new: 'รหัสของผู้ขโมยโทเค็น' }],
            ['begin_second_factor', {}],
            ['confirm_second_factor', { secret, code: totp(secret) }],
            ['renew_recovery_codes', { password }],
            ['remove_second_factor', { password }],
        ];
        for (const [id, body] of tries) {
            const answer = await contract.call(id, id === 'begin_second_factor' ? { headers } : { headers, body });
            expect([id, answer.status, answer.json?.type]).toEqual([id, 403, 'urn:phaen:problem:session_needed']);
        }
        // The person signs in as before, and sees no token that they did not make.
        const session = await signed_in(login);
        expect((await done('list_tokens', { headers: session })).items).toHaveLength(1);
    });

    test('that was taken back is worth nothing at once', async () => {
        const session = await signed_in('evaluator');
        const { token, id } = await done('add_token', { headers: session, body: { name: 'script', days: 1 } });
        const headers = { Authorization: `Bearer ${token}` };
        expect((await contract.call('read_plan', { headers, path: { plan: kTheirs } })).status).toBe(200);
        expect((await contract.call('remove_token', { headers: await of('director'), path: { token: id } })).status).toBe(404);
        expect((await contract.call('read_plan', { headers, path: { plan: kTheirs } })).status).toBe(200);
        expect((await contract.call('remove_token', { headers: session, path: { token: id } })).status).toBe(204);
        expect((await contract.call('read_plan', { headers, path: { plan: kTheirs } })).status).toBe(401);
    });
});

describe('a session that somebody left open', () => {
    test('tells nobody the password by trying, and takes no other telephone', async () => {
        const { user, password } = await accountOf(server.folder, 'executive');
        const answer = await contract.call('sign_in', { headers: { Authorization: '' }, body: { login: user, password } });
        const headers = { Cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', 'X-CSRF-Token': answer.json.csrf as string };
        const first = (await done('begin_second_factor', { headers })).secret as string;
        expect((await contract.call('confirm_second_factor', { headers, body: { secret: first, code: totp(first) } })).status).toBe(200);
        const other = (await done('begin_second_factor', { headers })).secret as string;
        const replaced = await contract.call('confirm_second_factor', { headers, body: { secret: other, code: totp(other) } });
        expect([replaced.status, replaced.json.type]).toEqual([409, 'urn:phaen:problem:second_factor_there']);
        const guess = async (guessed: string) => (await contract.call('remove_second_factor', { headers, body: { password: guessed } })).status;
        const statuses: number[] = [];
        for (let n = 0; n < 6; ++n) statuses.push(await guess(`guess ${n}`));
        expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
        expect(await guess(password)).toBe(429);
        expect((await contract.call('change_password', { headers, body: { current: password, new: 'รหัสของผู้ใช้เครื่องต่อ' } })).status).toBe(429);
    });
});
