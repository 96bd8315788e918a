// A value that stands in a personal field is looked for in all that somebody without the permission can get: answers, books in
// every format, what is tried and refused, the chain, messages that go out, and the log.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Contract } from './support/contract.ts';
import { startIn, tokenOf, type Server } from './support/server.ts';
import { unzip } from './support/zip.ts';

const kMarker = 'ลับเฉพาะบุคคล';
const kPhone = '0899999917';
const path = { plan: 'iao-2565' };
const office = { agency: 'office' };
/** Those who may not see what is personal. */
const kRoles = ['reader', 'planning_officer', 'section_head', 'project_owner', 'director', 'executive', 'evaluator', 'budget_officer'];

let server: Server;
let contract: Contract;
const of = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });
const values = { operator: 'ร้านหนึ่ง', product: 'ผ้า', channel: 'ตลาดหนึ่ง', channel_kind: 'onsite', brand: 'sme', promoted_on: '2022-09-01', contact: kMarker, contact_phone: kPhone };
const shows = (text: string) => text.includes(kMarker) || text.includes(kPhone);

beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
    server = await startIn(folder, `sqlite:${join(folder, 'phaen.db')}`, '--example', '--data', folder);
    contract = await Contract.read(server);
    const put = async (record: object) => await contract.call('put_records', { headers: await of('data_steward'), path, body: { records: [record] } });
    const kept = await put({ dataset: 'enterprises', record: 'secret-1', on: '2022-09-01', values });
    expect(kept.status).toBe(201);
    // Corrected, and then taken away: what was said before is somebody's too.
    expect((await put({ dataset: 'enterprises', record: 'secret-1', on: '2022-09-01', values: { ...values, contact: `${kMarker} คนใหม่` }, corrects: kept.json.facts[0] })).status).toBe(201);
    expect((await put({ dataset: 'enterprises', record: 'secret-2', on: '2022-09-02', values: { ...values, product: 'ไม้' } })).status).toBe(201);
    expect((await put({ dataset: 'enterprises', record: 'secret-2', on: '2022-09-03', action: 'remove' })).status).toBe(201);
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});

test('books and documents of the year show it in no format', { timeout: 120_000 }, async () => {
    const books = (contract.document.paths['/api/v1/plans/{plan}/book'].get.parameters as any[]).find((one) => one.name === 'book').schema.enum as string[];
    expect(books.length).toBeGreaterThan(8);
    let looked = 0;
    for (const book of books) {
        for (const format of ['txt', 'html', 'docx', 'xlsx']) {
            const made = await contract.call('download_book', { headers: await of('planning_officer'), path, query: { book, format, as_of: '2022-09-30' } });
            if (made.status !== 200) continue;
            ++looked;
            const parts = format === 'docx' || format === 'xlsx' ? [...unzip(made.bytes).values()] : [made.text];
            expect([book, format, parts.some(shows)]).toEqual([book, format, false]);
        }
    }
    expect(looked).toBeGreaterThan(20);
});

test('lists, facts and the leaves of scores have a pointer in its place, for every role', async () => {
    for (const role of kRoles) {
        const headers = await of(role);
        const asked: [string, object][] = [
            ['list_records', { path: { ...path, dataset: 'enterprises' }, query: { limit: 500, as_of: '2022-09-02' } }],
            ['list_facts', { path, query: { limit: 200, kind: 'record' } }],
            ['read_score', { path, query: { as_of: '2022-09-30' } }],
            ['read_year', { path, query: { as_of: '2022-09-30' } }],
        ];
        for (const [id, call] of asked) {
            const answer = await contract.call(id, { headers, ...call });
            expect([role, id, shows(answer.text)]).toEqual([role, id, false]);
        }
        const personal = await contract.call('list_personal_records', { headers, path: { ...path, dataset: 'enterprises' } });
        expect([role, personal.status]).toEqual([role, 403]);
        expect((await contract.call('find_people', { headers, path: office, query: { text: kMarker } })).status).toBe(403);
    }
});

test('what is tried or refused says it to nobody else, and the log has none of it', async () => {
    const headers = await of('data_steward');
    const wrong = { records: [{ dataset: 'enterprises', record: 'secret-3', on: '2022-09-01', values: { ...values, promoted_on: kPhone, contact: { not: kMarker } } }] };
    expect((await contract.call('put_records', { headers, path, body: wrong })).status).toBe(422);
    const tried = await contract.call('try_records', { headers, path, body: { records: [{ dataset: 'enterprises', record: 'secret-4', on: '2022-09-01', values: { ...values, product: 'เหล็ก' } }] } });
    expect([tried.status, shows(tried.text)]).toEqual([200, false]);
    // Who may see it is told of as having seen it.
    const seen = await contract.call('list_personal_records', { headers, path: { ...path, dataset: 'enterprises' } });
    expect([seen.status, shows(seen.text)]).toEqual([200, true]);
    expect((await contract.call('find_people', { headers, path: office, query: { text: kMarker } })).json.items.length).toBeGreaterThan(0);
    const chain = await contract.call('list_audit', { headers: await of('administrator'), path: office, query: { limit: 200 } });
    expect(shows(chain.text)).toBe(false);
    expect(chain.json.entries.filter((entry: any) => entry.command === 'person.read')).toHaveLength(2);
    const messages = await contract.call('list_messages', { headers: await of('administrator'), path: office });
    expect(shows(messages.text)).toBe(false);
    const log = await readFile(join(server.folder, 'log'), 'utf8');
    expect(log.length).toBeGreaterThan(1000);
    expect(shows(log)).toBe(false);
});

test('what is erased is in no file of the database any more', async () => {
    const headers = await of('data_steward');
    const { items } = (await contract.call('find_people', { headers, path: office, query: { text: kPhone } })).json;
    expect(items).toHaveLength(3);
    for (const { person } of items) expect((await contract.call('erase_person', { headers, path: office, query: { person } })).status).toBe(204);
    expect((await contract.call('find_people', { headers, path: office, query: { text: kMarker } })).json.items).toEqual([]);
    for (const name of ['phaen.db', 'phaen.db-wal']) {
        const bytes = await readFile(join(server.folder, name)).catch(() => Buffer.alloc(0));
        expect([name, bytes.includes(kPhone), bytes.includes(kMarker)]).toEqual([name, false, false]);
    }
});
