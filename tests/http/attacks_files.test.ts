// What somebody hands in who means harm: files that were edited by hand, dictionaries, records, books that are filed; and what
// comes out again of what they said.
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';
import { mkdtemp, readFile, readdir, stat } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract } from './support/contract.ts';
import { exchange } from './support/exchange.ts';
import { startIn, tokenOf, type Server } from './support/server.ts';
import { pack, unpack, unzip } from './support/zip.ts';

const run = promisify(execFile);
const path = { plan: 'iao-2565' };
const office = { agency: 'office' };
const kMillion = 1_000_000;

let server: Server;
let contract: Contract;
/** A service of the house; it counts who comes. */
let inside: NetServer;
let visits = 0;
let house = '';

beforeAll(async () => {
    inside = createServer((socket) => {
        ++visits;
        socket.destroy();
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    house = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`;
    const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
    server = await startIn(folder, `sqlite:${join(folder, 'phaen.db')}`, '--example', '--data', folder);
    contract = await Contract.read(server);
});
afterAll(async () => {
    expect(visits).toBe(0);
    expect(await server.stop()).toBe(0);
    await new Promise((resolve) => inside.close(resolve));
});

const of = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });
const download = async (format: string) => (await contract.call('download_book', { path, query: { book: 'plan', format } })).bytes;
const review = async (body: Buffer | string, file_name: string) => await contract.call('review_edited_file', { path, query: { file_name }, body });
const here = async () => (await contract.call('read_plan', { path })).json;
/** The same package with parts changed, taken out (null) or put in. */
const repacked = (bytes: Buffer, change: Record<string, (text: string) => string>, more: [string, Buffer | string][] = []) =>
    pack([...[...unpack(bytes)].map(([name, part]): [string, Buffer | string] => [name, change[name] ? change[name](part.toString('utf8')) : part]), ...more]);
/** How a file that is unsafe or damaged is refused. */
const kRefused: Record<string, number> = { xlsx: 422, docx: 415 };
const memory = async () => Number(/^VmHWM:\s+(\d+)/m.exec(await readFile(`/proc/${server.pid}/status`, 'utf8'))?.[1]) * 1024;

describe('a file that comes back edited', () => {
    test.each(['xlsx', 'docx'])('names what is elsewhere as %s: nothing is fetched or read', { timeout: 120_000 }, async (format) => {
        const before = await here();
        const bytes = await download(format);
        const main = format === 'xlsx' ? 'xl/workbook.xml' : 'word/document.xml';
        const rels = format === 'xlsx' ? 'xl/_rels/workbook.xml.rels' : 'word/_rels/document.xml.rels';
        expect([...unzip(bytes).keys()]).toEqual(expect.arrayContaining([main, rels]));
        const entity = (system: string) => (text: string) => text.replace(/^(<\?xml[^>]*\?>)?/, (head) => `${head}<!DOCTYPE x [<!ENTITY e SYSTEM "${system}"><!ENTITY % p SYSTEM "${system}"> %p;]>`).replace(/>([^<>]{2,})</, '>&e;<');
        for (const system of ['file:///etc/passwd', `${house}/dtd`]) {
            const answer = await review(repacked(bytes, { [main]: entity(system) }), `แผน.${format}`);
            expect([system, answer.status, answer.text.includes('root:')]).toEqual([system, kRefused[format], false]);
        }
        const laughs = (text: string) => text.replace(/^(<\?xml[^>]*\?>)?/, (head) => `${head}<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaa">${Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(16)}">`).join('')}]>`).replace(/>([^<>]{2,})</, '>&a11;<');
        expect((await review(repacked(bytes, { [main]: laughs }), `แผน.${format}`)).status).toBe(kRefused[format]);
        // Targets outside the package: a template, a picture, another workbook, a page.
        const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
        const outside = (text: string) => text.replace('</Relationships>', `${['attachedTemplate', 'image', 'externalLink', 'hyperlink', 'oleObject', 'frame'].map((kind, n) => `<Relationship Id="evil${n}" Type="${type}${kind}" Target="${house}/${kind}" TargetMode="External"/>`).join('')}</Relationships>`);
        const answer = await review(repacked(bytes, { [rels]: outside }), `แผน.${format}`);
        expect([200, kRefused[format]]).toContain(answer.status);
        expect(visits).toBe(0);
        expect((await here()).version).toBe(before.version);
    });

    test('unpacks to more than there is room for: refused at once, whatever size it claims', { timeout: 120_000 }, async () => {
        const zeros = Buffer.alloc(300 * kMillion, 0x20);
        const before = await memory();
        for (const [format, part] of [['xlsx', 'xl/worksheets/sheet1.xml'], ['docx', 'word/document.xml']] as const) {
            const others = [...unpack(await download(format))].filter(([name]) => name !== part);
            for (const says of [undefined, 100]) {
                const began = performance.now();
                const answer = await review(pack([...others, [part, zeros]], says), `แผน.${format}`);
                expect([format, says, answer.status]).toEqual([format, says, kRefused[format]]);
                expect(performance.now() - began).toBeLessThan(30_000);
            }
        }
        expect((await memory()) - before).toBeLessThan(400 * kMillion);
        // Sixty thousand parts, none of them large.
        const many = pack(Array.from({ length: 60_000 }, (_, n): [string, string] => [`xl/media/${n}.png`, 'x']));
        expect((await review(many, 'แผน.xlsx')).status).toBe(422);
    });

    test('has parts whose names climb: no file is written', async () => {
        const climbs = ['../../../../../../tmp/phaen-climbed', '/tmp/phaen-climbed', '..\\..\\phaen-climbed', 'word/../../../tmp/phaen-climbed'];
        const kept = await readdir(server.folder);
        for (const format of ['xlsx', 'docx']) {
            const bytes = repacked(await download(format), {}, climbs.map((name): [string, string] => [name, 'climbed']));
            expect([200, kRefused[format]]).toContain((await review(bytes, `../../../tmp/phaen-climbed.${format}`)).status);
        }
        for (const name of ['/tmp/phaen-climbed', join(server.folder, '..', 'phaen-climbed'), '/tmp/phaen-climbed.xlsx']) await expect(stat(name)).rejects.toThrow();
        expect((await readdir(server.folder)).sort()).toEqual(kept.sort());
    });

    test('is taken by nothing but the hash of what was handed in', async () => {
        const { version } = await here();
        for (const file of ['../phaen.db', '../../etc/passwd', 'phaen.db', '%2e%2e/audit.key', 'A'.repeat(64), `${'a'.repeat(62)}/x`, '']) {
            const answer = await contract.call('take_edited_file', { path, if_match: version, body: { file, file_name: 'แผน.txt' } });
            expect([file, answer.status >= 400 && answer.status < 500]).toEqual([file, true]);
            expect(answer.text).not.toMatch(/SQLite|root:/);
        }
        expect((await here()).version).toBe(version);
    });

    test('says formulas: they are text in the plan, and text in every book of it', { timeout: 120_000 }, async () => {
        const before = await here();
        const name = before.content.projects[0].name as string;
        const evil = `=HYPERLINK("${house}/","กดที่นี่")`;
        const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
        const bytes = await download('xlsx');
        let changed = 0;
        const change: Record<string, (text: string) => string> = {};
        for (const part of unzip(bytes).keys()) {
            if (!/^xl\/(worksheets\/sheet\d+|sharedStrings)\.xml$/.test(part)) continue;
            change[part] = (text) => text.replaceAll(`>${escaped(name)}<`, () => (++changed, `>${escaped(evil)}<`));
        }
        const seen = await review(repacked(bytes, change), 'แผน.xlsx');
        expect([changed > 0, seen.status]).toEqual([true, 200]);
        expect(JSON.stringify(seen.json.diff)).toContain('HYPERLINK');
        const taken = await contract.call('take_edited_file', { path, if_match: seen.json.version, body: { file: seen.json.file, file_name: seen.json.file_name, reason: '=1+1' } });
        expect([taken.status, taken.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
        expect((await here()).content.projects[0].name).toBe(evil);
        const books = (contract.document.paths['/api/v1/plans/{plan}/book'].get.parameters as any[]).find((one) => one.name === 'book').schema.enum as string[];
        let found = 0;
        for (const book of books) {
            const made = await contract.call('download_book', { path, query: { book, format: 'xlsx', as_of: '2022-09-30' } });
            if (made.status !== 200) continue;
            for (const [part, xml] of unzip(made.bytes)) {
                for (const [, formula] of xml.matchAll(/<f[^>]*>([^<]*)<\/f>/g)) expect([book, part, formula]).toEqual([book, part, expect.not.stringMatching(/HYPERLINK|WEBSERVICE|https?:|\bDDE\b|\|/i)]);
                expect([book, part, /TargetMode="External"[^>]*127\.0\.0\.1|127\.0\.0\.1[^>]*TargetMode="External"/.test(xml)]).toEqual([book, part, false]);
                if (xml.includes('HYPERLINK')) ++found;
            }
        }
        expect(found).toBeGreaterThan(2);
        expect((await contract.call('undo', { path, if_match: (await here()).version })).status).toBe(200);
    });
});

describe('a dictionary', () => {
    const steward = async () => await of('data_steward');
    const file = (id: string, field: string, more = '') => `schema = "phaen.dataset/1"\nid = ${JSON.stringify(id)}\nversion = 1\ntitle = { th = "ก", en = "a" }\nkey = ["title"]\n\n[[fields]]\nname = "title"\ntype = "text"\nrequired = true\n\n[[fields]]\nname = ${JSON.stringify(field)}\ntype = "text"\n${more}`;
    const set = async (id: string, text: string) => await contract.call('put_agency_dataset', { headers: await steward(), path: { ...office, dataset: id }, body: { text } });
    const kNames = ['x" {text}); DROP TABLE account; --', 'x"; DELETE FROM account; --', "x'); DROP TABLE account; --", '{i64}', '_plan', 'x y', 'x\u0000y', 'ก', 'X', 'x"', '1x', 'a'.repeat(65)];

    test('has names of fields that are made into columns: none but plain ones', async () => {
        for (const name of kNames) {
            const answer = await set('visits', file('visits', name));
            expect([name, answer.status, answer.json?.type]).toEqual([name, 422, 'urn:phaen:problem:bad_dictionary']);
            expect((await set('visits', JSON.stringify({ schema: 'phaen.dataset/1', id: 'visits', version: 1, title: { th: 'ก', en: 'a' }, key: [name], fields: [{ name, type: 'text' }] }))).status).toBe(422);
        }
        for (const id of ['visits"; DROP TABLE account; --', '../visits', 'visits%22']) expect((await set('visits', file(id, 'plain'))).status).toBe(422);
        // Words of SQL are names like others, and so are long ones that begin alike.
        for (const field of ['select', 'order', 'table', 'rowid', 'oid', 'a'.repeat(64)]) expect([field, (await set(`words-${field.slice(0, 9)}`, file(`words-${field.slice(0, 9)}`, field, 'filterable = true\n'))).status]).toEqual([`${field}`, 200]);
        const twins = `${'b'.repeat(60)}1`;
        expect((await set('twins', file('twins', twins, `\n[[fields]]\nname = "${'b'.repeat(60)}2"\ntype = "text"\n`))).status).toBe(200);
        const put = await contract.call('put_records', { headers: await steward(), path, body: { records: [{ dataset: 'twins', record: 'one', on: '2022-03-31', values: { title: 'ก', [twins]: 'หนึ่ง', [`${'b'.repeat(60)}2`]: 'สอง' } }, { dataset: 'words-order', record: 'one', on: '2022-03-31', values: { title: 'ก', order: 'ลำดับ' } }] } });
        expect([put.status, put.text.slice(0, 300)]).toEqual([201, expect.any(String)]);
        expect((await contract.call('list_records', { path: { ...path, dataset: 'twins' } })).json.records[0].values).toMatchObject({ [twins]: 'หนึ่ง', [`${'b'.repeat(60)}2`]: 'สอง' });
    });

    test('is as large or as deep as somebody can make it: refused, and others are answered', { timeout: 60_000 }, async () => {
        const deep = `schema = "phaen.dataset/1"\nid = "deep"\nx = ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`;
        const wide = file('wide', 'plain') + Array.from({ length: 20_000 }, (_, n) => `\n[[fields]]\nname = "f${n}"\ntype = "text"\n`).join('');
        const star = file('star', 'plain', `pattern = "${'*a'.repeat(2_000)}b"\n`);
        for (const text of [deep, wide, '{'.repeat(500_000), '[[fields]]\n'.repeat(80_000)]) {
            const began = performance.now();
            const [answer, other] = await Promise.all([set('deep', text), exchange(server, { path: '/api/v1/session' })]);
            expect([answer.status, other.status]).toEqual([422, 200]);
            expect(performance.now() - began).toBeLessThan(15_000);
        }
        // A pattern that is tried at every place costs its length times the text's, not more.
        if ((await set('star', star)).status === 200) {
            const began = performance.now();
            const put = await contract.call('put_records', { headers: await steward(), path, body: { records: [{ dataset: 'star', record: 'one', on: '2022-03-31', values: { title: 'ก', plain: 'a'.repeat(20_000) } }] } });
            expect([201, 422]).toContain(put.status);
            expect(performance.now() - began).toBeLessThan(10_000);
        }
    });
});

describe('records', () => {
    const kTexts = ["'; DROP TABLE fact; --", '" OR 1=1 --', "\\'; SELECT pg_sleep(9); --", '%_%', '$1', '{text}', '<script>alert(1)</script>', '=cmd|\' /C calc\'!A0', '\ufeff=1+1', 'ก\u202eข'];

    test('say SQL, markup and formulas: it is what they said, and the database holds', { timeout: 60_000 }, async () => {
        const values = { operator: 'ร้านหนึ่ง', product: 'ผ้า', channel: 'ตลาดหนึ่ง', channel_kind: 'onsite', brand: 'sme', promoted_on: '2022-09-01' };
        const headers = await of('data_steward');
        for (const [n, text] of kTexts.entries()) {
            const put = await contract.call('put_records', { headers, path, body: { records: [{ dataset: 'enterprises', record: `evil-${n}`, on: '2022-09-01', values: { ...values, operator: text, contact: text, contact_phone: text } }] } });
            if (put.status === 422) continue; // what is no plain text is refused
            expect([text, put.status]).toEqual([text, 201]);
            const { records } = (await contract.call('list_personal_records', { headers, path: { ...path, dataset: 'enterprises' } })).json;
            expect(records.find((one: any) => one.record === `evil-${n}`).values).toMatchObject({ operator: text, contact: text });
            const { items } = (await contract.call('find_people', { headers, path: office, query: { text } })).json;
            expect([text, items.length >= 1]).toEqual([text, true]);
            for (const { person } of items) expect(person).toMatch(/^record\/enterprises\//);
        }
        // An id is a text like others, and stands as it was said.
        for (const record of ["x'; DROP TABLE fact; --", '" OR ""="', '../x', '%']) {
            const put = await contract.call('put_records', { headers, path, body: { records: [{ dataset: 'documents', record, on: '2022-09-01', values: { title: `หนังสือ ${record}`, status: 'adopted' } }] } });
            expect([record, put.status]).toEqual([record, 201]);
            const { records } = (await contract.call('list_records', { path: { ...path, dataset: 'documents' }, query: { limit: 500 } })).json;
            expect(records.filter((one: any) => one.record === record)).toHaveLength(1);
        }
        for (const person of ["' OR '1'='1", '%', 'record/enterprises/%', '']) expect((await contract.call('erase_person', { headers, path: office, query: { person } })).status).toBeGreaterThanOrEqual(400);
        const reference = await contract.call('add_reference', { path, body: { kind: 'element', subject: 'project-1', system: kTexts[0], number: kTexts[1], note: kTexts[6] } });
        expect([reference.status, reference.json.system, reference.json.note]).toEqual([201, kTexts[0], kTexts[6]]);
        const verified = await run(process.env['PHAEN'] ?? '', ['verify', '--db', `sqlite:${join(server.folder, 'phaen.db')}`, '--data', server.folder, '--lang', 'en']);
        expect(verified.stdout).toContain('; 0 do not hold');
    });

    test('of a sheet that is handed in say formulas: they are text in the budget book', { timeout: 60_000 }, async () => {
        const sheet = pack([
            ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
            ['xl/workbook.xml', `<!DOCTYPE x [<!ENTITY e SYSTEM "${house}/sheet">]><workbook>&e;</workbook>`],
        ]);
        const headers = await of('budget_officer');
        expect((await contract.call('look_at_sheet', { headers, path, body: sheet })).status).toBe(422);
        const item = '=HYPERLINK("http://evil.example")';
        const posted = await contract.call('add_postings', { headers, path, body: { postings: [{ on: '2022-01-31', posting: 'appropriation', amount: '100.00', fund: 'annual', category: 'other', item }] } });
        expect([201, 422]).toContain(posted.status);
        const made = await contract.call('download_book', { headers, path, query: { book: 'quarters', format: 'xlsx', as_of: '2022-09-30' } });
        expect(made.status).toBe(200);
        for (const xml of unzip(made.bytes).values()) for (const [, formula] of xml.matchAll(/<f[^>]*>([^<]*)<\/f>/g)) expect(formula).not.toContain('HYPERLINK');
    });
});

describe('a book that is filed', () => {
    const body = { book: 'self_assessment', format: 'txt', element: 'project-1', on: '2022-07-31', title: 'รายงาน' };
    const file = async (role: string, more: object) => await contract.call('file_book', { headers: await of(role), path, query: { as_of: '2022-07-31' }, body: { ...body, ...more } });
    const evidence = async () => (await contract.call('list_facts', { path, query: { kind: 'evidence', limit: 200 } })).json.facts.length as number;

    test('is none that its person may not print, and is named by the server alone', async () => {
        const before = await evidence();
        // A steward hands in evidence and sees no money; a reader hands in nothing.
        expect((await file('data_steward', { book: 'budget' })).status).toBe(403);
        expect((await file('data_owner', { book: 'budget' })).status).toBe(403);
        expect((await file('reader', {})).status).toBe(403);
        for (const book of ['../../../etc/passwd', 'plan/../budget', 'quarters', 'nothing', '']) expect([book, (await file('planning_officer', { book })).status]).toEqual([book, 422]);
        for (const format of ['../x', 'exe', 'php', 'txt\r\nX: y']) expect([format, (await file('planning_officer', { format })).status]).toEqual([format, 422]);
        for (const title of ['x\r\nSet-Cookie: y=1', 'ก'.repeat(1001)]) expect((await file('planning_officer', { title })).status).toBe(422);
        expect(await evidence()).toBe(before);
        const kept = await file('planning_officer', { title: '=cmd|\' /C calc\'!A0<script>alert(1)</script>', file_name: '../../evil.exe' });
        expect(kept.status).toBe(201);
        const back = await contract.call('download_evidence', { path: { ...path, fact: kept.json.fact } });
        expect(String(back.headers['content-disposition'])).toMatch(/^attachment; filename="iao-2565-self_assessment-2022-07-31\.txt"/);
        expect([back.headers['content-type'], back.headers['x-content-type-options']]).toEqual(['application/octet-stream', 'nosniff']);
        const page = await contract.call('download_book', { path, query: { book: 'evidence', format: 'html', as_of: '2022-09-30' } });
        expect([page.status, page.text.includes('<script>alert(1)')]).toEqual([200, false]);
    });

    test('or previewed by a template of somebody’s own fetches nothing and runs nothing', async () => {
        const { text } = (await contract.call('read_template', { path: { ...office, template: 'annual-plan' } })).json;
        const words = text.replace(/vision_heading = "[^"]*"/, `vision_heading = "<img src='${house}/p'><script src='${house}/s'></script>"`);
        expect(words).not.toBe(text);
        const seen = await contract.call('preview_book', { path, body: { book: 'plan', text: words } });
        expect([seen.status, /<script src='|<img src='/.test(seen.text)]).toEqual([200, false]);
        const policy = String(seen.headers['content-security-policy']);
        expect(policy).toMatch(/default-src 'none'|sandbox/);
        expect(visits).toBe(0);
    });
});
