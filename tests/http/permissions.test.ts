// The table of permissions over HTTP: every role by every operation, as the document and the table say.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchange, type Answer } from './support/exchange.ts';
import { kProject, startServer, tokenOf, type Server } from './support/server.ts';

interface Operation {
    id: string;
    method: string;
    path: string;
    permission: string | undefined;
    open: boolean;
    body: string | undefined;
}

/** Instead of a permission: anybody who signed in, for what is their own, in a session of their own. */
const kForAnyone = ['signed_in', 'own', 'session'];

let server: Server;
let operations: Operation[];
let table: { roles: { role: string }[]; permissions: { permission: string; scopes: Record<string, string> }[] };
let tokens: Map<string, string>;
let known: Record<string, string>;

beforeAll(async () => {
    server = await startServer('--example');
    const document = (await exchange(server, { path: '/api/v1/openapi.json' })).json;
    operations = Object.entries<any>(document.paths).flatMap(([path, item]) =>
        Object.entries<any>(item).map(([method, operation]) => ({
            id: operation.operationId,
            method: method.toUpperCase(),
            path,
            permission: operation['x-permission'],
            open: operation.security?.length === 0,
            body: Object.keys(operation.requestBody?.content ?? {})[0],
        })),
    );
    table = (await exchange(server, { path: '/api/v1/roles' })).json;
    tokens = new Map();
    for (const { role } of table.roles) if (role !== 'public') tokens.set(role, await tokenOf(server, role));
    const bytes = await readFile(join(kProject, 'examples/office/document.docx'));
    const job = (await exchange(server, { method: 'POST', path: '/api/v1/agencies/office/imports?file_name=a.docx', body: bytes })).json.id;
    const draft = (await exchange(server, { path: '/api/v1/agencies/office/imports' })).json.items[0].id;
    known = { agency: 'office', plan: 'iao-2565', import: draft, job, number: '1', day: '2022-03-31' };
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});

const path_of = (path: string, agency?: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'agency' && agency) || known[name] || 'nothing');

async function ask(operation: Operation, headers: Record<string, string> | undefined, agency?: string): Promise<Answer> {
    const more: Record<string, string> = operation.body ? { 'Content-Type': operation.body } : {};
    const body = operation.body ? '{}' : undefined;
    return await exchange(server, { method: operation.method, path: path_of(operation.path, agency), headers: { ...more, ...headers }, body, anonymous: headers === undefined });
}

// Streams go on; the others end. What ends a token's own life is left out.
const asked = () => operations.filter(({ id }) => !id.startsWith('watch_'));

describe('the table', () => {
    test('gives every operation a permission that it has, or none for a reason', () => {
        const names = new Set(table.permissions.map((row) => row.permission));
        for (const { id, permission, open } of operations) {
            if (!open) expect([...names, ...kForAnyone], id).toContain(permission);
        }
        expect(operations.filter(({ open }) => open).map(({ id }) => id).sort()).toEqual(['look_at_link', 'read_calendar', 'read_openapi', 'read_session', 'send_by_link', 'sign_in', 'sign_in_by_provider', 'sign_in_from_provider']);
    });

    test('lets nobody in who did not sign in', async () => {
        for (const operation of asked().filter(({ open }) => !open)) {
            expect((await ask(operation, undefined)).status, operation.id).toBe(401);
            expect((await ask(operation, { Authorization: 'Bearer phaen_guessed' })).status, operation.id).toBe(401);
            expect((await ask(operation, { Cookie: 'phaen_session=guessed' })).status, operation.id).toBe(401);
        }
    });

    test('lets each role do what it says and nothing else', async () => {
        let refused = 0;
        let passed = 0;
        for (const [role, token] of tokens) {
            for (const operation of asked().filter(({ open }) => !open)) {
                const answer = await ask(operation, { Authorization: `Bearer ${token}` });
                const row = table.permissions.find(({ permission }) => permission === operation.permission);
                const may = kForAnyone.includes(operation.permission ?? '') || row?.scopes[role] !== undefined;
                const not_permitted = answer.status === 403 && /not_permitted$/.test(answer.json?.type);
                expect([role, operation.id, answer.status === 401, not_permitted]).toEqual([role, operation.id, false, !may]);
                if (may) ++passed;
                else ++refused;
            }
        }
        expect(passed).toBeGreaterThan(100);
        expect(refused).toBeGreaterThan(100);
    }, 120_000);

    // Values of personal fields stand nowhere but where a role that may see them asks for them.
    test('shows nothing personal to a role that may not see it, in any answer', async () => {
        const kSecret = 'ลับเฉพาะบุคคล-0811111111';
        const values = { operator: 'ร้านหนึ่ง', product: 'ผ้า', channel: 'ตลาดหนึ่ง', promoted_on: '2022-09-01', contact: kSecret, contact_phone: kSecret };
        const body = JSON.stringify({ records: [{ dataset: 'enterprises', record: 'secret-1', on: '2022-09-01', values }] });
        const steward = { Authorization: `Bearer ${tokens.get('data_steward') ?? ''}` };
        const kept = await exchange(server, { method: 'POST', path: '/api/v1/plans/iao-2565/records', headers: { ...steward, 'Content-Type': 'application/json' }, body });
        expect(kept.status).toBe(201);
        Object.assign(known, { dataset: 'enterprises', element: 'project-1', record: 'secret-1' });
        const row = table.permissions.find(({ permission }) => permission === 'personal.read');
        let shown = 0;
        let looked = 0;
        const more = ['?text=0811111111&as_of=2022-09-30&limit=500', '?book=self_assessment&format=txt', '?format=json'];
        for (const [role, token] of tokens) {
            for (const operation of asked().filter(({ method }) => method === 'GET')) {
                for (const query of more) {
                    const answer = await exchange(server, { path: path_of(operation.path) + query, headers: { Authorization: `Bearer ${token}` } });
                    ++looked;
                    const has = answer.text.includes(kSecret) || answer.text.includes('0811111111');
                    if (has) ++shown;
                    if (row?.scopes[role] === undefined && operation.permission !== 'personal.manage') expect([role, operation.id, has]).toEqual([role, operation.id, false]);
                    if (has) expect(['list_personal_records', 'find_people']).toContain(operation.id);
                }
            }
        }
        expect(looked).toBeGreaterThan(500);
        expect(shown).toBeGreaterThan(3);
    }, 300_000);

    // `workflow.read` of a requester goes as far as the own requests.
    test('shows a requester the own requests, with what was decided, and nobody else’s', async () => {
        const as = async (role: string, method: string, path: string, body?: object) =>
            await exchange(server, { method, path: `/api/v1/agencies/office/subjects${path}`, headers: { Authorization: `Bearer ${tokens.get(role) ?? ''}`, ...(body ? { 'Content-Type': 'application/json' } : {}) }, body: body && JSON.stringify(body) });
        expect(table.permissions.find(({ permission }) => permission === 'workflow.read')?.scopes.requester).toBe('own');
        expect((await as('requester', 'GET', '/request/letter-1')).json).toMatchObject({ state: 'drafted', revision: 0 });
        expect((await as('requester', 'POST', '/request/letter-1', { action: 'submit', revision: 0, title: 'ขอข้อมูลเมืองคู่มิตร' })).status).toBe(200);
        expect((await as('planning_officer', 'POST', '/request/letter-2', { action: 'submit', revision: 0, title: 'ขออนุมัติเดินทาง' })).status).toBe(200);
        expect((await as('planning_officer', 'POST', '/plan/iao-2565', { action: 'submit', revision: 0 })).status).toBe(200);
        expect((await as('director', 'POST', '/request/letter-1', { action: 'return', revision: 1, comment: 'ระบุช่วงปีที่ขอ' })).status).toBe(200);
        expect((await as('requester', 'GET', '')).json.items.map((item: any) => [item.subject, item.state])).toEqual([['letter-1', 'drafted']]);
        expect((await as('requester', 'GET', '?kind=plan')).json.items).toEqual([]);
        expect((await as('planning_officer', 'GET', '?kind=request')).json.items).toHaveLength(2);
        const returned = (await as('requester', 'GET', '/request/letter-1')).json;
        expect(returned.history.map((move: any) => [move.action, move.note.comment])).toEqual([['submit', undefined], ['return', 'ระบุช่วงปีที่ขอ']]);
        expect((await as('requester', 'POST', '/request/letter-1', { action: 'submit', revision: 2 })).status).toBe(200);
        expect((await as('director', 'POST', '/request/letter-1', { action: 'approve', revision: 3, document: 'กท 0302/7', date: '2022-03-31' })).status).toBe(200);
        const decided = (await as('requester', 'GET', '/request/letter-1')).json;
        expect([decided.state, decided.history.at(-1).note.document]).toEqual(['approved', 'กท 0302/7']);
        // Others' are as if they were not: to read, to move, by a plan's id as well.
        for (const path of ['/request/letter-2', '/plan/iao-2565']) {
            expect((await as('requester', 'GET', path)).status, path).toBe(404);
            expect((await as('requester', 'POST', path, { action: 'submit', revision: 1 })).status, path).toBe(404);
        }
    });

    test('tells nobody what another agency has', async () => {
        for (const [role, token] of tokens) {
            for (const operation of asked().filter(({ path }) => path.includes('{agency}'))) {
                const answer = await ask(operation, { Authorization: `Bearer ${token}` }, 'elsewhere');
                expect(answer.status, `${role} ${operation.id}`).toBe(404);
            }
        }
    }, 60_000);
});
