// A plan's way from a Word file to its history, by every operation of the document. The cases follow one another.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, kBackupOperations, kBookOperations, kDatasetOperations, kSchemeOperations, kSearchOperations } from './support/contract.ts';
import { kProject, startServer, tokenOf, type Server } from './support/server.ts';
import { totp } from './support/totp.ts';

let server: Server;
let contract: Contract;
let bytes: Buffer;
let draft: string;
let plan: string;

const kWord = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

beforeAll(async () => {
    bytes = await readFile(join(kProject, 'examples/office/document.docx'));
    server = await startServer('--example');
    contract = await Contract.read(server);
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});

async function upload(name: string, content: Buffer | string): Promise<string> {
    const answer = await contract.call('import_document', { path: { agency: 'office' }, query: { file_name: name }, body: content, content_type: kWord });
    expect(answer.status).toBe(202);
    expect(answer.headers.location).toBe(`/api/v1/jobs/${answer.json.id}`);
    return answer.json.id as string;
}

async function imported(name: string, content: Buffer | string): Promise<string> {
    const job = await upload(name, content);
    const stream = await contract.listen('watch_job', { path: { job } });
    const last = await stream.until(({ data }) => data.status !== 'queued' && data.status !== 'running');
    expect(last.data).toMatchObject({ id: job, status: 'done', progress: 100 });
    return last.data.import as string;
}

const tagOf = async (id: string) => String((await contract.call('read_import', { path: { import: id } })).headers.etag).slice(1, -1);
const head = async () => (await contract.call('read_plan', { path: { plan } })).json;
const element = async (name: string) => await contract.call('read_element', { path: { plan, element: name } });

async function change(name: string, patch: object, tag?: string) {
    const if_match = tag ?? (await head()).etags[name];
    return await contract.call('change_element', { path: { plan, element: name }, if_match, body: patch });
}

describe('the document of the interface', () => {
    test('is an operation itself', async () => {
        const answer = await contract.call('read_openapi');
        expect(answer.json.openapi).toBe('3.1.0');
    });

    test('names who may be asked', async () => {
        const agencies = await contract.call('list_agencies');
        expect(agencies.json.items).toEqual([{ id: 'office', name: { th: 'สำนักงานตัวอย่าง', en: 'Example office' } }]);
        expect((await contract.call('list_plans', { path: { agency: 'office' } })).json.items).toMatchObject([{ id: 'iao-2565', fiscal_year: 2565 }]);
    });

    test('says what a hint may mean', async () => {
        const { headings, columns } = (await contract.call('read_catalogue')).json;
        expect(headings.map((item: any) => item.means)).toContain('vision');
        expect(columns.length).toBeGreaterThan(5);
    });
});

describe('from a file to a draft', () => {
    test('an uploaded document is read as a job that tells how far it is', async () => {
        const job = await upload('document.docx', bytes);
        const stream = await contract.listen('watch_job', { path: { job } });
        const last = await stream.until(({ data }) => data.status === 'done');
        await stream.ended;
        for (const { event, data } of stream.events) {
            expect(event).toBe('job');
            expect(contract.errors('#/components/schemas/Job', data)).toBe('');
        }
        const read = await contract.call('read_job', { path: { job } });
        expect(read.json).toEqual(last.data);
        draft = read.json.import;
    });

    test('the import has the document, the plan and the account of every line', async () => {
        const { json } = await contract.call('read_import', { path: { import: draft } });
        expect(json).toMatchObject({ agency: 'office', file_name: 'document.docx', bytes: bytes.length, status: 'review' });
        expect(json.counts.not_understood).toBe(0);
        expect(json.account.length).toBe(json.counts.placed + json.counts.furniture + json.counts.prose + json.counts.not_understood);
        expect(json.etags).toHaveProperty('project-1');
        const same = await contract.call('read_import', { path: { import: draft }, headers: { 'If-None-Match': `"${await tagOf(draft)}"` } });
        expect(same.status).toBe(304);
        expect(json.findings.length).toBeGreaterThan(10);
        const { items } = (await contract.call('list_imports', { path: { agency: 'office' } })).json;
        expect(items.map((item: any) => item.id)).toContain(draft);
    });

    test('the document comes back byte for byte, or with comments', async () => {
        const plain = await contract.call('download_document', { path: { import: draft } });
        expect(plain.bytes.equals(bytes)).toBe(true);
        expect(plain.headers['content-disposition']).toContain('attachment');
        const annotated = await contract.call('download_document', { path: { import: draft }, query: { annotated: 1 } });
        expect(annotated.bytes.subarray(0, 2).toString()).toBe('PK');
        expect(annotated.bytes.includes('word/comments.xml')).toBe(true);
        expect(annotated.headers['content-disposition']).toContain('document-checked.docx');
    });

    test('hints have it read again', async () => {
        const hints = [{ kind: 'heading', printed: 'หัวข้อที่ไม่มีในเอกสาร', means: 'vision' }];
        const answer = await contract.call('set_hints', { path: { import: draft }, body: { hints } });
        expect(answer.json.hints).toEqual(hints);
        expect(answer.json.revision).toBe(2);
        const cleared = await contract.call('set_hints', { path: { import: draft }, body: { hints: [] } });
        expect(cleared.json.hints).toEqual([]);
    });

    test('an element of the draft is corrected', async () => {
        const at = { import: draft, element: 'project-1' };
        const before = await contract.call('read_draft_element', { path: at });
        const tag = String(before.headers.etag).slice(1, -1);
        const changed = await contract.call('change_draft_element', { path: at, if_match: tag, body: { budget: '1600000.00' } });
        expect(changed.json.element).toEqual({ ...before.json, budget: '1600000.00' });
        expect(changed.headers.etag).toBe(`"${changed.json.etag}"`);
        const stale = await contract.call('change_draft_element', { path: at, if_match: tag, body: { budget: '1700000.00' } });
        expect(stale.status).toBe(412);
        expect(stale.json.current).toEqual(changed.json.element);
        const now = await contract.call('read_draft_element', { path: at, headers: { 'If-None-Match': `"${changed.json.etag}"` } });
        expect(now.status).toBe(304);
    });

    test('a paragraph is taken as prose, once', async () => {
        const before = (await contract.call('read_import', { path: { import: draft } })).json;
        const block = before.blocks.find((item: any) => item.kind === 'paragraph' && item.text.length > 20);
        const after = await contract.call('take_as_prose', { path: { import: draft }, body: { block: block.block } });
        expect(after.status).toBe(200);
        expect(after.json.plan_content.narratives.length).toBe(before.plan_content.narratives.length + 1);
        expect(after.json.plan_content.narratives.at(-1).text).toBe(block.text);
        const again = await contract.call('take_as_prose', { path: { import: draft }, body: { block: block.block } });
        expect(again.json.plan_content.narratives).toEqual(after.json.plan_content.narratives);
    });

    test('accepted, it is the first version of a plan, once', async () => {
        const if_match = await tagOf(draft);
        const call = { path: { import: draft }, if_match, headers: { 'Idempotency-Key': '"accept-1"' }, body: { reason: 'ตรวจแล้ว' } };
        expect((await contract.call('accept_import', { ...call, if_match: 'x' })).json.type).toBe('urn:phaen:problem:stale_import');
        const accepted = await contract.call('accept_import', call);
        expect(accepted.status).toBe(201);
        const again = await contract.call('accept_import', call);
        expect([again.status, again.json]).toEqual([201, accepted.json]);
        const reused = await contract.call('accept_import', { ...call, body: {} });
        expect([reused.status, reused.json.type]).toEqual([422, 'urn:phaen:problem:key_reused']);
        expect(accepted.json.number).toBe(1);
        plan = accepted.json.plan;
        expect(accepted.headers.location).toBe(`/api/v1/plans/${plan}`);
        expect((await contract.call('accept_import', { path: { import: draft }, if_match, body: {} })).status).toBe(409);
        const { items } = (await contract.call('list_plans', { path: { agency: 'office' } })).json;
        expect(items.find((item: any) => item.id === plan)).toMatchObject({ number: 1, version: accepted.json.version, fiscal_year: 2565 });
        expect((await contract.call('read_import', { path: { import: draft } })).json).toMatchObject({ status: 'accepted', plan });
    });

    test('another import is discarded and takes no more changes', async () => {
        const other = await imported('document.docx', bytes);
        expect((await contract.call('discard_import', { path: { import: other } })).status).toBe(204);
        expect((await contract.call('accept_import', { path: { import: other }, if_match: await tagOf(other) })).status).toBe(409);
        expect((await contract.call('set_hints', { path: { import: other }, body: { hints: [] } })).status).toBe(409);
        expect((await contract.call('take_as_prose', { path: { import: other }, body: { block: 8 } })).status).toBe(409);
        const { items } = (await contract.call('list_imports', { path: { agency: 'office' } })).json;
        expect(items.find((item: any) => item.id === other).status).toBe('discarded');
    });

    test('a text document has no comments to give', async () => {
        const text = await readFile(join(kProject, 'examples/office/document.txt'));
        const other = await imported('document.txt', text);
        const plain = await contract.call('download_document', { path: { import: other } });
        expect(plain.bytes.equals(text)).toBe(true);
        const annotated = await contract.call('download_document', { path: { import: other }, query: { annotated: 1 } });
        expect(annotated.status).toBe(422);
        expect(annotated.json.type).toBe('urn:phaen:problem:not_word');
    });

    test('what is no document fails as a job, with its reason', async () => {
        const job = await upload('picture.docx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
        const stream = await contract.listen('watch_job', { path: { job } });
        const last = await stream.until(({ data }) => data.status === 'failed');
        expect(last.data.problem.type).toBe('urn:phaen:problem:unreadable_document');
        expect(last.data.problem.detail.en).not.toBe('');
    });

    test('an upload that is sent again with its key is one job', async () => {
        const call = { path: { agency: 'office' }, query: { file_name: 'twice.docx' }, headers: { 'Idempotency-Key': 'upload-1' }, body: bytes, content_type: kWord };
        const first = await contract.call('import_document', call);
        const second = await contract.call('import_document', call);
        expect([second.status, second.json.id]).toEqual([202, first.json.id]);
        const other = await contract.call('import_document', { ...call, query: { file_name: 'other.docx' } });
        expect([other.status, other.json.type]).toEqual([422, 'urn:phaen:problem:key_reused']);
        const bad = await contract.call('import_document', { ...call, headers: { 'Idempotency-Key': '""' } });
        expect(bad.status).toBe(400);
    });

    test('a job that waits is stopped', async () => {
        const jobs: string[] = [];
        for (let n = 0; n < 4; ++n) jobs.push(await upload('document.docx', bytes));
        const job = jobs.at(-1) ?? '';
        expect((await contract.call('stop_job', { path: { job } })).status).toBe(204);
        const stream = await contract.listen('watch_job', { path: { job } });
        await stream.until(({ data }) => data.status === 'stopped');
        await stream.ended;
    });
});

describe('a plan', () => {
    test('is read whole, with the tag of each element', async () => {
        const answer = await contract.call('read_plan', { path: { plan } });
        expect(answer.headers.etag).toBe(`"${answer.json.version}"`);
        expect(answer.json).toMatchObject({ number: 1, can_undo: false, can_redo: false });
        const unchanged = await contract.call('read_plan', { path: { plan }, headers: { 'If-None-Match': String(answer.headers.etag) } });
        expect(unchanged.status).toBe(304);
        const one = await element('project-1');
        expect(one.headers.etag).toBe(`"${answer.json.etags['project-1']}"`);
        const same = await contract.call('read_element', { path: { plan, element: 'project-1' }, headers: { 'If-None-Match': String(one.headers.etag) } });
        expect(same.status).toBe(304);
        expect(one.json).toEqual(answer.json.content.projects.find((item: any) => item.id === 'project-1'));
    });

    test('each of its elements has an address', async () => {
        const { etags } = await head();
        for (const [name, tag] of Object.entries(etags)) expect((await element(name)).headers.etag).toBe(`"${String(tag)}"`);
    });

    test('a change is a version, and listeners hear of it', async () => {
        const stream = await contract.listen('watch_plan', { path: { plan } });
        const changed = await change('project-1', { budget: '1500000.00' });
        expect(changed.json).toMatchObject({ number: 2, element: { id: 'project-1', budget: '1500000.00' } });
        const told = await stream.until(({ event }) => event === 'version');
        expect(told.data).toMatchObject({ number: 2, version: changed.json.version });
        expect(told.data.changed).toContain('project-1');
        stream.close();
    });

    test('what changes nothing makes no version', async () => {
        expect((await change('project-1', { budget: '1500000.00' })).json.number).toBe(2);
    });

    test("the plan's own members are an element too", async () => {
        const changed = await change(plan, { title: { en: 'Annual action plan' } });
        expect(changed.json.element.title.en).toBe('Annual action plan');
        expect((await head()).title.en).toBe('Annual action plan');
    });

    test('undo and redo go back and forth', async () => {
        const there = await head();
        const call = { path: { plan }, if_match: there.version, headers: { 'Idempotency-Key': 'undo-1' } };
        const back = await contract.call('undo', call);
        expect(back.json).toMatchObject({ number: there.number + 1, action: 'undo', reason: '' });
        expect((await contract.call('undo', call)).json).toEqual(back.json);
        const undone = await head();
        expect(undone.title).not.toHaveProperty('en');
        expect(undone.can_redo).toBe(true);
        const forth = await contract.call('redo', { path: { plan }, if_match: undone.version });
        expect(forth.status).toBe(200);
        const redone = await head();
        expect(redone.content).toEqual(there.content);
        expect(redone.can_redo).toBe(false);
        expect((await contract.call('redo', { path: { plan }, if_match: redone.version })).json.type).toBe('urn:phaen:problem:nothing_to_redo');
    });

    test('an element is added and removed again', async () => {
        const before = await head();
        const call = { path: { plan }, headers: { 'Idempotency-Key': 'add-1' }, body: { kind: 'project', element: { name: 'โครงการใหม่' } } };
        const added = await contract.call('add_element', call);
        expect(added.status).toBe(201);
        const again = await contract.call('add_element', call);
        expect([again.status, again.json, again.headers.location]).toEqual([201, added.json, added.headers.location]);
        expect(added.json).toMatchObject({ number: before.number + 1, element: { name: 'โครงการใหม่' } });
        const name = added.json.element.id as string;
        expect(added.headers.location).toBe(`/api/v1/plans/${plan}/elements/${name}`);
        expect(added.headers.etag).toBe(`"${(await head()).etags[name]}"`);
        const removed = await contract.call('remove_element', { path: { plan, element: name }, if_match: added.json.etag });
        expect(removed.json).toMatchObject({ number: before.number + 2, changes: [{ kind: 'removed', element: name }] });
        expect((await head()).content).toEqual(before.content);
    });

    test('its history is paged by Link, newest first, without a gap', async () => {
        const { number } = await head();
        const numbers: number[] = [];
        let cursor: string | undefined;
        let pages = 0;
        do {
            const page = await contract.call('list_versions', { path: { plan }, query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) } });
            expect(page.json.items.length).toBeLessThanOrEqual(2);
            numbers.push(...page.json.items.map((item: any) => item.number));
            const next = /^<([^>]+)>; rel="next"$/.exec(page.headers.link === undefined ? '' : String(page.headers.link))?.[1];
            cursor = next === undefined ? undefined : (new URL(next, 'http://phaen.test').searchParams.get('cursor') ?? undefined);
            ++pages;
        } while (cursor !== undefined);
        expect(numbers).toEqual(Array.from({ length: number }, (_, n) => number - n));
        expect(pages).toBe(Math.ceil(number / 2));
    });

    test('two versions are compared', async () => {
        const first = await contract.call('read_version', { path: { plan, number: 1 } });
        expect(first.json).toMatchObject({ number: 1, parent: 0, reason: 'ตรวจแล้ว', action: 'import', subject: 'document.docx' });
        expect(first.json.content.projects[0].budget).toBe('1600000.00');
        const again = await contract.call('read_version', { path: { plan, number: 1 }, headers: { 'If-None-Match': String(first.headers.etag) } });
        expect(again.status).toBe(304);
        const diff = await contract.call('compare_versions', { path: { plan }, query: { from: 1, to: 2 } });
        expect(diff.json.changes.length).toBe(1);
        expect(JSON.stringify(diff.json.changes)).toContain('project-1');
        const none = await contract.call('compare_versions', { path: { plan }, query: { from: 2, to: 2 } });
        expect(none.json.changes).toEqual([]);
    });

    test('it is made into a book in every format', async () => {
        const begins: Record<string, string> = { pdf: '%PDF-', docx: 'PK', xlsx: 'PK', html: '<!DOCTYPE html>', txt: '' };
        for (const [format, beginning] of Object.entries(begins)) {
            const made = await contract.call('download_book', { path: { plan }, query: { format } });
            expect(made.status, format).toBe(200);
            expect(made.headers['content-disposition'], format).toContain(`${plan}.${format}`);
            expect(made.text.slice(0, beginning.length).toLowerCase(), format).toBe(beginning.toLowerCase());
            expect(made.text.length).toBeGreaterThan(500);
        }
        const shown = await contract.call('download_book', { path: { plan }, query: { format: 'pdf', shown: 1 } });
        expect(shown.headers['content-disposition']).toBeUndefined();
        const other = await contract.call('download_book', { path: { plan }, query: { book: 'agreement', format: 'txt' } });
        expect(other.text).toContain('คำรับรองการปฏิบัติราชการ');
        const unknown = await contract.call('download_book', { path: { plan }, query: { book: 'nothing' } });
        expect(unknown.status).toBe(422);
        expect(unknown.json.type).toContain('not_printable');
        expect(unknown.json.detail).toContain('“nothing”');
        const form = await contract.call('download_book', { path: { plan }, query: { book: 'agreement', format: 'exe' } });
        expect([form.status, form.json.type]).toEqual([422, 'urn:phaen:problem:not_printable']);
        expect(form.json.detail).toMatch(/“agreement”.*“exe”/);
    });

    test('it is downloaded as a plan file', async () => {
        const toml = await contract.call('download_plan', { path: { plan } });
        expect(toml.headers['content-disposition']).toContain(`${plan}.toml`);
        expect(toml.text).toContain('phaen.plan/1');
        const json = await contract.call('download_plan', { path: { plan }, query: { format: 'json' } });
        expect(json.headers['content-disposition']).toContain(`${plan}.json`);
        expect(contract.errors('#/components/schemas/PlanContent', json.json)).toBe('');
    });
});

describe('findings', () => {
    test('each is explained by its rule', async () => {
        const { findings } = (await contract.call('list_findings', { path: { plan } })).json;
        const rules = new Set<string>(findings.map((item: any) => item.rule));
        expect(rules.size).toBeGreaterThan(5);
        for (const rule of rules) {
            const answer = await contract.call('read_rule', { path: { rule } });
            expect([rule, answer.status]).toEqual([rule, 200]);
            expect(answer.json.why.th).not.toBe('');
        }
    });

    test('one is accepted with a reason', async () => {
        const list = await contract.call('list_findings', { path: { plan } });
        const before = list.json;
        expect(list.headers.etag).toBe(`"${before.version}"`);
        expect((await contract.call('list_findings', { path: { plan }, headers: { 'If-None-Match': String(list.headers.etag) } })).status).toBe(304);
        const finding = before.findings.find((item: any) => item.element !== undefined);
        const at = { plan, key: finding.key };
        const if_match = before.version;
        expect((await contract.call('accept_finding', { path: at, if_match, body: {} })).json.type).toBe('urn:phaen:problem:reason_missing');
        const call = { path: at, if_match, headers: { 'Idempotency-Key': 'accept-2' }, body: { reason: 'ตกลงกันแล้ว' } };
        expect((await contract.call('accept_finding', { ...call, if_match: '0'.repeat(64) })).json.type).toBe('urn:phaen:problem:stale_plan');
        const after = await contract.call('accept_finding', call);
        expect((await contract.call('accept_finding', call)).json).toEqual(after.json);
        expect(after.json.number).toBe(before.number + 1);
        expect(after.json.accepted.at(-1)).toMatchObject({ rule: finding.rule, element: finding.element, reason: 'ตกลงกันแล้ว' });
        expect(after.json.findings.map((item: any) => item.key)).not.toContain(finding.key);
    });

    test('one with a fix is mended, one without is not', async () => {
        const { content } = await head();
        const narrative = content.narratives.find((item: any) => item.text !== undefined);
        await change(narrative.id, { text: `${narrative.text} สำนักงานกำหนดแผน ,งบประมาณ และเป้าหมาย` });
        const before = (await contract.call('list_findings', { path: { plan } })).json;
        const without = before.findings.find((item: any) => item.fix === undefined);
        const refused = await contract.call('mend_finding', { path: { plan, key: without.key }, if_match: before.version });
        expect([refused.status, refused.json.type]).toEqual([409, 'urn:phaen:problem:no_fix']);
        const finding = before.findings.find((item: any) => item.fix !== undefined);
        expect(finding).toMatchObject({ rule: 'format.space_before_mark' });
        const mended = await contract.call('mend_finding', { path: { plan, key: finding.key }, if_match: before.version, headers: { 'Idempotency-Key': 'mend-1' } });
        expect(mended.status).toBe(200);
        expect(mended.json.number).toBe(before.number + 1);
        expect(mended.json.findings.map((item: any) => item.key)).not.toContain(finding.key);
        const after = (await element(narrative.id)).json;
        expect(after.text).toBe(`${narrative.text} สำนักงานกำหนดแผน,งบประมาณ และเป้าหมาย`);
    });
});

describe('a plan file', () => {
    test('becomes a plan, once', async () => {
        const { content } = (await contract.call('read_plan', { path: { plan: 'iao-2565' } })).json;
        const call = { path: { agency: 'office' }, body: { ...content, id: 'next-year' }, headers: { 'Idempotency-Key': 'plan-1' } };
        const added = await contract.call('add_plan', call);
        expect([added.status, added.headers.location]).toEqual([201, '/api/v1/plans/next-year']);
        expect((await contract.call('add_plan', call)).json).toEqual(added.json);
        const twice = await contract.call('add_plan', { ...call, headers: {} });
        expect([twice.status, twice.json.type]).toEqual([409, 'urn:phaen:problem:plan_exists']);
        expect((await contract.call('add_plan', { ...call, headers: {}, body: { id: 'x' } })).status).toBe(422);
    });
});

describe('the next year', () => {
    const path = { plan: 'iao-2565' };

    test('is drafted without keeping anything, then made, once', async () => {
        const drafted = await contract.call('try_next_year', { path, body: { leave_out: ['project-1'] } });
        expect([drafted.status, drafted.json.plan.fiscal_year, drafted.json.plan.id]).toEqual([200, 2566, 'iao-2566']);
        expect(drafted.json.notes.filter((note: any) => note.element === 'project-1').map((note: any) => [note.kind, note.action, note.reason])).toEqual([['project', 'left_out', 'chosen']]);
        expect((await contract.call('list_plans', { path: { agency: 'office' } })).json.items.map((item: any) => item.id)).not.toContain('iao-2566');
        const call = { path, headers: { 'Idempotency-Key': 'next-1' }, body: {} };
        const made = await contract.call('make_next_year', call);
        expect([made.status, made.headers.location, made.json.number]).toEqual([201, '/api/v1/plans/iao-2566', 1]);
        expect((await contract.call('make_next_year', call)).json.version).toBe(made.json.version);
        const twice = await contract.call('make_next_year', { path, body: {} });
        expect([twice.status, twice.json.type]).toEqual([409, 'urn:phaen:problem:plan_exists']);
        const { content } = (await contract.call('read_plan', { path: { plan: 'iao-2566' } })).json;
        expect(content.results.every((result: any) => result.fiscal_year === 2565)).toBe(true);
        expect(content.projects.every((project: any) => project.budget === null || project.budget === undefined)).toBe(true);
        const versions = (await contract.call('list_versions', { path: { plan: 'iao-2566' } })).json.items;
        expect(versions[0].action).toBe('add_plan');
    });

    test('takes frameworks of another plan', async () => {
        const there = (await contract.call('read_plan', { path: { plan: 'iao-2566' } })).json;
        const { framework } = { framework: there.content.frameworks[0].id };
        await contract.call('change_element', { path: { plan: 'iao-2566', element: framework }, if_match: there.etags[framework], body: { owner: 'ผู้อื่น' } });
        const { version } = (await contract.call('read_plan', { path: { plan: 'iao-2566' } })).json;
        const call = { path: { plan: 'iao-2566' }, if_match: version, body: { from: 'iao-2565', frameworks: [framework] } };
        expect((await contract.call('adopt_frameworks', { ...call, if_match: '0'.repeat(64) })).status).toBe(412);
        expect((await contract.call('adopt_frameworks', { ...call, body: { from: 'nothing' } })).status).toBe(422);
        const adopted = await contract.call('adopt_frameworks', call);
        expect([adopted.status, adopted.json.notes[0]]).toMatchObject([200, { element: framework, action: 'updated' }]);
        const after = (await contract.call('read_plan', { path: { plan: 'iao-2566' } })).json.content.frameworks[0];
        expect(after).toEqual(there.content.frameworks[0]);
    });
});

describe('the year', () => {
    const year = { path: { plan: 'iao-2565' } };
    const step = 'schedule-8.step-4';

    test('stands as the facts say, on its last day or any other', async () => {
        // Worked out by hand in tests/office_score_test.cpp and examples/office/README.md.
        const now = (await contract.call('read_year', year)).json;
        expect([now.as_of, now.total, now.total_last_month.score]).toEqual(['2022-09-30', { score: '97.4', weight: '100' }, '85.5']);
        expect(now.counts.steps).toBe(now.schedules.flatMap((schedule: any) => schedule.steps).length);
        const earlier = (await contract.call('read_year', { ...year, query: { as_of: '2021-09-30' } })).json;
        expect([earlier.total.score, earlier.counts.done, earlier.total_last_month]).toEqual(['0', 0, null]);
        const unknown = (await contract.call('read_year', { ...year, query: { known_at: '2021-10-01T00:00:00Z' } })).json;
        expect([unknown.total.score, unknown.money.disbursed]).toEqual(['0', '0.00']);
        const wrong = await contract.call('read_year', { ...year, query: { as_of: 'yesterday' } });
        expect([wrong.status, wrong.json.member]).toEqual([422, 'as_of']);
        const score = (await contract.call('read_score', year)).json;
        expect(score.schema).toBe('phaen.derivation/1');
        const money = (await contract.call('read_money', year)).json;
        expect(money.total.disbursed).toBe(now.money.disbursed);
        expect(money.months.at(-1).disbursed).toBe(now.money.disbursed);
    });

    test('is reported month by month, all or nothing, once', async () => {
        const grid = (await contract.call('read_progress', { ...year, query: { month: '2022-09' } })).json;
        const row = grid.rows.find((item: any) => item.step === step);
        expect(row.this).not.toBeNull();
        const reports = [
            { step, on: '2022-09-30', percent: '99', text: 'ยังขาดเอกสารหนึ่งฉบับ' },
            { step: 'nothing', on: '2022-09-30', percent: '1' },
        ];
        const refused = await contract.call('report_progress', { ...year, body: { reports } });
        expect([refused.status, refused.json.errors.map((item: any) => item.pointer)]).toEqual([422, ['/reports/1/step']]);
        const too_much = await contract.call('report_progress', { ...year, body: { reports: [{ ...reports[0], percent: '101' }, { ...reports[0], on: '2999-01-01' }] } });
        expect(too_much.json.errors).toHaveLength(2);
        const call = { ...year, body: { reports: reports.slice(0, 1) }, headers: { 'Idempotency-Key': 'report-1' } };
        const kept = await contract.call('report_progress', call);
        expect([kept.status, kept.json.warnings]).toEqual([201, [{ step, kind: 'lower_than_before', before: '100' }]]);
        expect((await contract.call('report_progress', call)).json.facts).toEqual(kept.json.facts);
        const after = (await contract.call('read_progress', { ...year, query: { month: '2022-09', owner: row.owners[0] } })).json;
        expect(after.rows.find((item: any) => item.step === step).this).toMatchObject({ fact: kept.json.facts[0], percent: '99', text: 'ยังขาดเอกสารหนึ่งฉบับ' });
        expect((await contract.call('read_progress', { ...year, query: { month: 'May' } })).status).toBe(422);
    });

    test('is reported by who is responsible only', async () => {
        const owner = { Authorization: `Bearer ${await tokenOf(server, 'project_owner')}` };
        const grid = (await contract.call('read_progress', { ...year, headers: owner })).json;
        const plan_json = (await contract.call('read_plan', year)).json.content;
        const own = plan_json.schedules.find((schedule: any) => schedule.project === 'project-1' || schedule.project?.id === 'project-1').id;
        const mine = grid.rows.find((row: any) => row.schedule === own).step;
        const other = grid.rows.find((row: any) => row.schedule !== own).step;
        const report = async (of: string) => await contract.call('report_progress', { ...year, headers: owner, body: { reports: [{ step: of, on: '2022-09-30', percent: '100' }] } });
        expect((await report(mine)).status).toBe(201);
        const refused = await report(other);
        expect([refused.status, refused.json.type]).toEqual([403, 'urn:phaen:problem:not_yours']);
    });
});

describe('the first page', () => {
    const home = async (role: string, query: object = {}) =>
        (await contract.call('read_home', { path: { plan: 'iao-2565' }, query: { ...query }, headers: { Authorization: `Bearer ${await tokenOf(server, role)}` } })).json;

    test('has what is theirs to do, in one answer', async () => {
        const year = (await contract.call('read_year', { path: { plan: 'iao-2565' } })).json;
        const officer = await home('planning_officer');
        expect([officer.year.total, officer.own_steps, officer.ledger, officer.system]).toEqual([year.total, null, null, null]);
        expect(officer.findings).toEqual({ error: 0, warning: expect.any(Number), info: expect.any(Number) });
        expect((await home('budget_officer')).ledger).toMatchObject({ overdrafts: 0 });
        expect((await home('data_steward')).registries.map((item: any) => item.id)).toContain('works');
        expect((await home('administrator')).system).toMatchObject({ roles_without_anybody: [] });
        const reader = await home('reader');
        expect([reader.own_steps, reader.to_judge, reader.findings, reader.imports, reader.registries]).toEqual([[], [], null, null, null]);
        const owner = await home('project_owner');
        const steps = year.schedules.flatMap((schedule: any) => schedule.steps);
        expect(owner.own_steps.length).toBeGreaterThan(0);
        expect(owner.own_steps.length).toBeLessThan(steps.length);
    });

    test('tells what others did since one looked', async () => {
        const since = new Date().toISOString();
        const director = await home('director', { since });
        expect([director.changes, director.more_changes]).toEqual([[], false]);
        const headers = { Authorization: `Bearer ${await tokenOf(server, 'planning_officer')}` };
        await contract.call('report_progress', { path: { plan: 'iao-2565' }, headers, body: { reports: [{ step: 'schedule-8.step-4', on: '2022-09-30', percent: '100' }] } });
        const after = await home('director', { since });
        expect(after.changes).toMatchObject([{ kind: 'progress', count: 1, by_name: expect.any(String) }]);
        expect((await home('planning_officer', { since })).changes).toEqual([]);
        const wrong = await contract.call('read_home', { path: { plan: 'iao-2565' }, query: { since: 'yesterday' } });
        expect([wrong.status, wrong.json.member]).toEqual([422, 'since']);
    });
});

describe('what is added to the year', () => {
    const year = { path: { plan: 'iao-2565' } };
    const step = 'schedule-8.step-4';
    const on = '2022-09-30';
    const as = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });

    test('a sheet of the finance system is looked at, tried, imported, imported again, and taken back', async () => {
        const headers = await as('budget_officer');
        const sheet = (rows: string) => Buffer.from(`รายงานการเงิน\nวันที่,เลขที่เอกสาร,รายการ,หมวดรายจ่าย,โครงการ,จำนวนเงิน\n${rows}`);
        const rows = '2022-09-28,ฎ.901,จัดสรร,อื่น,project-1,"1,000.00"\n2022-09-29,ฎ.902,เบิกจ่าย,อื่น,project-1,250.00\n';
        const looked = await contract.call('look_at_sheet', { ...year, headers, body: sheet(rows) });
        expect(looked.status).toBe(200);
        const [seen] = looked.json.sheets;
        expect(seen.mapping).toMatchObject({ header_row: 2, columns: { date: 'วันที่', posting: 'รายการ', project: 'โครงการ' }, key: ['เลขที่เอกสาร'], amounts: [{ column: 'จำนวนเงิน' }] });
        // What the sheet calls a category nobody knows yet.
        const send = async (file: string, mapping: object, trial: boolean, of = headers) => await contract.call('import_sheet', { ...year, headers: of, body: { file, mapping, trial } });
        const unclear = await send(looked.json.file, { ...seen.mapping, values: [...seen.mapping.values, { field: 'category', text: 'ไม่มี', value: 'other' }] }, true);
        expect(unclear.json.problems.map((problem: any) => [problem.row, problem.column])).toEqual([[3, 'หมวดรายจ่าย'], [4, 'หมวดรายจ่าย']]);
        const mapping = { ...seen.mapping, values: [...seen.mapping.values, { field: 'category', text: 'อื่น', value: 'other' }], fixed: { fund: 'annual' } };
        const tried = (await send(looked.json.file, mapping, true)).json;
        expect([tried.problems, tried.added, tried.facts]).toEqual([[], 2, []]);
        const total = (await contract.call('read_money', year)).json.total;
        const kept = (await send(looked.json.file, mapping, false)).json;
        expect([kept.added, kept.facts.length]).toEqual([2, 2]);
        const after = (await contract.call('read_money', year)).json.total;
        expect(Number(after.disbursed) - Number(total.disbursed)).toBe(250);
        const again = (await send(looked.json.file, mapping, false)).json;
        expect([again.added, again.corrected, again.unchanged, again.facts]).toEqual([0, 0, 2, []]);
        // A row that changed corrects its posting; one that takes more than there is is refused by its row.
        const changed = (await contract.call('look_at_sheet', { ...year, headers, body: sheet(rows.replace('250.00', '300.00')) })).json;
        const corrected = (await send(changed.file, mapping, false)).json;
        expect([corrected.added, corrected.corrected, corrected.unchanged]).toEqual([0, 1, 1]);
        const over = (await contract.call('look_at_sheet', { ...year, headers, body: sheet(rows.replace('250.00', '"99,999,999.00"')) })).json;
        const refused = await send(over.file, mapping, false);
        expect([refused.status, refused.json.type, refused.json.problems.map((problem: any) => problem.row)]).toEqual([422, 'urn:phaen:problem:bad_rows', [4]]);
        // The correction taken back, 250 holds again; then the import itself.
        const back = async (facts: string[]) => await contract.call('take_back_postings', { ...year, headers, body: { facts } });
        expect((await back(corrected.facts)).status).toBe(200);
        expect((await contract.call('read_money', year)).json.total).toEqual(after);
        expect((await back(['none'])).status).toBe(422);
        expect((await contract.call('look_at_sheet', { ...year, headers, body: Buffer.from('PK\u0003\u0004 no zip') })).status).toBe(422);
        // As Excel on a Thai Windows saves CSV: each letter of U+0E01 to U+0E5B is one byte, 0xA1 to 0xFB. It is read, and said.
        const old = (text: string) => Buffer.from([...text].map((letter) => { const code = letter.codePointAt(0) ?? 0; return code < 0x80 ? code : code - 0xe00 + 0xa0; }));
        const from_excel = await contract.call('look_at_sheet', { ...year, headers, body: old(sheet(rows).toString()) });
        expect([looked.json.encoding, from_excel.json.encoding]).toEqual(['utf-8', 'windows-874']);
        expect(from_excel.json.sheets).toEqual(looked.json.sheets);
        // The correction was taken back, and what the import made last is what a sheet is compared with: 250 is new again.
        expect((await send(from_excel.json.file, mapping, true)).json).toMatchObject({ corrected: 1, unchanged: 1 });
        expect((await contract.call('look_at_sheet', { ...year, headers, body: Buffer.from('caf\xe9,1\n', 'latin1') })).status).toBe(422);
        expect((await send('0'.repeat(64), mapping, true)).status).toBe(404);
        expect((await send(looked.json.file, {}, true)).status).toBe(422);
    });

    test('a posting is kept or names the money that is missing, and is withdrawn by who made it', async () => {
        const headers = await as('budget_officer');
        const posting = { on, posting: 'appropriation', amount: '100.00', fund: 'annual', category: 'other', item: 'tests' };
        const short = await contract.call('add_postings', { ...year, headers, body: { postings: [posting, { ...posting, posting: 'disbursement', amount: '100.01' }] } });
        expect([short.status, short.json.type, short.json.short_by, short.json.pointer]).toEqual([422, 'urn:phaen:problem:overdraft', '0.01', '/postings/1']);
        const call = { ...year, headers: { ...headers, 'Idempotency-Key': 'posting-1' }, body: { postings: [posting, { ...posting, posting: 'disbursement' }] } };
        const kept = await contract.call('add_postings', call);
        expect([kept.status, kept.json.facts.length]).toEqual([201, 2]);
        expect((await contract.call('add_postings', call)).json).toEqual(kept.json);
        const [given, spent] = kept.json.facts as string[];
        const uncovered = await contract.call('withdraw_fact', { path: { ...year.path, fact: given! }, headers });
        expect([uncovered.status, uncovered.json.type]).toEqual([422, 'urn:phaen:problem:overdraft']);
        for (const fact of [spent!, given!]) expect((await contract.call('withdraw_fact', { path: { ...year.path, fact }, headers })).status).toBe(200);
        const again = await contract.call('withdraw_fact', { path: { ...year.path, fact: given! }, headers });
        expect([again.status, again.json.type]).toEqual([409, 'urn:phaen:problem:withdrawn']);
    });

    test('events, judgements and records are checked before they are kept, and listeners are told', async () => {
        const stream = await contract.listen('watch_plan', year);
        const event = await contract.call('add_event', { ...year, body: { element: 'project-1', on, event: 'changed_form', reason: 'ย้ายไปจัดทางออนไลน์' } });
        expect(event.status).toBe(201);
        const seen = await stream.until(({ event: name }) => name === 'facts');
        expect(seen.data.seq).toBeGreaterThan(1);
        stream.close();
        const judged = { element: 'indicator-1', on, assessed_by: 'self', score: '25', reason: 'หลักฐานครบ' };
        expect((await contract.call('add_assessment', { ...year, body: judged })).status).toBe(201);
        const over = await contract.call('add_assessment', { ...year, body: { ...judged, score: '25.01' } });
        expect([over.status, over.json.errors[0].pointer]).toEqual([422, '/score']);
        const record = { dataset: 'datasets', record: 'set-tests', on, values: { title: 'ทดสอบ', status: 'surveyed' } };
        expect((await contract.call('put_records', { ...year, body: { records: [record] } })).status).toBe(201);
        const wrong = await contract.call('put_records', { ...year, body: { records: [{ ...record, values: { ...record.values, status: 'lost' } }] } });
        expect([wrong.status, wrong.json.errors[0].pointer]).toEqual([422, '/records/0/values/status']);
        const tried = (body: object) => contract.call('try_records', { ...year, body });
        const trial = { ...record, record: 'set-tried', values: { title: 'ลองดู', status: 'surveyed' } };
        expect((await tried({ records: [trial] })).json).toMatchObject({ records: 1 });
        const cell = await tried({ records: [{ ...trial, values: { ...trial.values, status: 'lost' } }] });
        expect([cell.status, cell.json.errors[0].pointer]).toEqual([422, '/records/0/values/status']);
        const records = await contract.call('list_records', { path: { ...year.path, dataset: 'datasets' } });
        expect(records.json.records.filter((item: any) => item.record === 'set-tried')).toEqual([]);
        expect(records.json.records.find((item: any) => item.record === 'set-tests').values).toEqual(record.values);
        const page = await contract.call('list_records', { path: { ...year.path, dataset: 'datasets' }, query: { limit: 1 } });
        expect([page.json.records.length, page.headers.link?.includes('rel="next"')]).toEqual([1, true]);
        const { items } = (await contract.call('list_datasets')).json;
        expect(items.map((item: any) => item.id)).toContain('datasets');
        const { facts } = (await contract.call('list_facts', { ...year, query: { kind: 'event', element: 'project-1', limit: 1 } })).json;
        expect(facts).toMatchObject([{ id: event.json.facts[0], data: { event: 'changed_form' } }]);
        expect((await contract.call('list_facts', { ...year, query: { cursor: 'x' } })).status).toBe(400);
    });

    test('evidence comes back byte for byte', async () => {
        const file = Buffer.from([0, 1, 2, 255]);
        const query = { element: step, on, title: 'ภาพถ่าย', file_name: 'photo.png', level: 3 };
        const kept = await contract.call('add_evidence', { ...year, query, body: file });
        expect(kept.status).toBe(201);
        const back = await contract.call('download_evidence', { path: { ...year.path, fact: kept.json.fact } });
        expect([back.bytes.equals(file), String(back.headers['content-disposition']).includes('photo.png')]).toEqual([true, true]);
        const row = (await contract.call('read_progress', { ...year, query: { month: '2022-09' } })).json.rows.find((item: any) => item.step === step);
        expect(row.evidence).toMatchObject([{ fact: kept.json.fact, bytes: 4 }]);
        expect((await contract.call('add_evidence', { ...year, query: { ...query, level: 'x' }, body: file })).status).toBe(400);
        expect((await contract.call('add_evidence', { ...year, query: { ...query, on: '2023-09-30' }, body: file })).status).toBe(422);
    });

    test('what is to come: the outlook, and what would be', async () => {
        const outlook = (await contract.call('read_outlook', { ...year, query: { as_of: '2022-08-31' } })).json;
        expect([outlook.forecast.schema, outlook.advice.schema]).toEqual(['phaen.forecast/1', 'phaen.advice/1']);
        const facts = [{ kind: 'assessment', element: 'indicator-7', on: '2022-08-31', data: { assessed_by: 'panel', value: '94' } }];
        const supposed = (await contract.call('ask_what_if', { ...year, body: { as_of: '2022-08-31', facts } })).json;
        // A panel's 94 of 100 is 9.4 of 10 points.
        expect([supposed.before.total, supposed.after.total]).toEqual(['85.5', '94.9']);
        expect((await contract.call('ask_what_if', { ...year, body: { facts: [{ kind: 'event' }] } })).status).toBe(422);
    });

    test('the year by the criteria of another plan, and a plan as it was', async () => {
        const path = { plan: 'iao-other-criteria' };
        const { content } = (await contract.call('read_plan', year)).json;
        const indicators = content.indicators.map((one: any) => (one.id === 'indicator-1' ? { ...one, weight: 30 } : one.id === 'indicator-7' ? { ...one, name: 'นวัตกรรมอื่น' } : one));
        expect((await contract.call('add_plan', { path: { agency: 'office' }, body: { ...content, id: path.plan, fiscal_year: 2566, indicators } })).status).toBe(201);
        const query = { as_of: '2022-08-31', criteria: path.plan };
        const answer = await contract.call('read_score_under', { ...year, query });
        const under = answer.json;
        // Level 4 of 25 is 22.5, of 30 it is 27; the innovation has no mark on that day.
        expect([under.own, under.under, under.difference]).toEqual([{ score: '85.5', weight: '100' }, { score: '90', weight: '105' }, '4.5']);
        const first = under.indicators.find((one: any) => one.indicator === 'indicator-1');
        expect([first.own.score, first.under.score, first.difference, first.found_by, first.notes]).toEqual(['22.5', '27', '4.5', 'name', []]);
        const codes = (id: string, member: string) => under.indicators.find((one: any) => one[member] === id && (one.own === null || one.under === null)).notes.map((note: any) => note.code);
        expect([codes('indicator-7', 'indicator'), codes('indicator-7', 'other')]).toEqual([['only_own'], ['only_other']]);
        expect((await contract.call('read_score_under', { ...year, query, headers: { 'If-None-Match': String(answer.headers.etag) } })).status).toBe(304);
        expect((await contract.call('read_score_under', { ...year, query: { ...query, criteria: 'iao-2565' } })).status).toBe(422);
        expect((await contract.call('read_score_under', { ...year, query: { as_of: '2022-08-31' } })).status).toBe(422);

        const before = await contract.call('read_plan', { path });
        const changed = await contract.call('change_element', { path: { ...path, element: 'project-1' }, if_match: before.json.etags['project-1'], body: { name: 'ชื่อใหม่' } });
        expect(changed.status).toBe(200);
        const now = (await contract.call('read_plan', { path })).json;
        const then = await contract.call('read_plan', { path, query: { known_at: before.json.at } });
        expect([then.json.number, now.number, then.json.version, then.headers.etag]).toEqual([1, 2, before.json.version, before.headers.etag]);
        expect(then.json.content).toEqual(before.json.content);
        expect([then.json.can_undo, now.can_undo]).toEqual([false, true]);
        expect((await contract.call('read_plan', { path, query: { as_of: '2022-03-31' } })).status).toBe(200);
        expect((await contract.call('read_plan', { path, query: { as_of: '31/3/2565' } })).status).toBe(422);
    });

    test('a form that is being filled in is kept for who fills it in', async () => {
        const path = { ...year.path, draft: 'progress-2022-09' };
        expect((await contract.call('read_draft', { path })).status).toBe(404);
        const first = await contract.call('put_draft', { path, if_match: '0', body: { percent: '40' } });
        expect([first.status, first.headers.etag]).toEqual([200, '"1"']);
        const stale = await contract.call('put_draft', { path, if_match: '0', body: {} });
        expect([stale.status, stale.json.current.body]).toEqual([412, { percent: '40' }]);
        expect((await contract.call('read_draft', { path })).json).toMatchObject({ id: 'progress-2022-09', revision: 1, body: { percent: '40' } });
        expect((await contract.call('read_draft', { path, headers: { 'If-None-Match': '"1"' } })).status).toBe(304);
        expect((await contract.call('read_draft', { path, headers: await as('reader') })).status).not.toBe(200);
        expect((await contract.call('drop_draft', { path })).status).toBe(204);
    });

    test('reports of the year are books too', async () => {
        for (const book of ['progress', 'budget', 'self_assessment', 'evaluation', 'results', 'meetings', 'evidence']) {
            const made = await contract.call('download_book', { ...year, query: { book, format: 'txt', as_of: '2022-07-31' } });
            expect([made.status, made.text.length > 500]).toEqual([200, true]);
            expect(made.headers['content-disposition']).toContain(`iao-2565-${book}-2022-07-31.txt`);
        }
        const quarters = await contract.call('download_book', { ...year, query: { book: 'quarters', format: 'xlsx', as_of: '2022-07-31' } });
        expect([quarters.status, quarters.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);
        expect(quarters.headers['content-disposition']).toContain('iao-2565-quarters-2022-07-31.xlsx');
        expect((await contract.call('download_book', { ...year, query: { book: 'quarters', format: 'pdf' } })).status).toBe(422);
    });

    test('a report is composed and handed in as evidence in one act', async () => {
        const query = { as_of: '2022-07-31' };
        const body = { book: 'self_assessment', format: 'txt', element: step, on, title: 'รายงานผลการประเมินตนเอง' };
        const kept = await contract.call('file_book', { ...year, query, body });
        expect(kept.status).toBe(201);
        const file = await contract.call('download_evidence', { path: { ...year.path, fact: kept.json.fact } });
        const printed = await contract.call('download_book', { ...year, query: { ...query, book: 'self_assessment', format: 'txt' } });
        expect([file.bytes.equals(printed.bytes), String(file.headers['content-disposition']).includes('iao-2565-self_assessment-2022-07-31.txt')]).toEqual([true, true]);
        expect((await contract.call('file_book', { ...year, query, body: { ...body, book: 'quarters' } })).status).toBe(422);
        expect((await contract.call('file_book', { ...year, query, body: { ...body, element: 'nothing' } })).status).toBe(422);
        expect((await contract.call('download_book', { ...year, query: { book: 'progress', format: 'xlsx' } })).status).toBe(422);
        for (const operation of ['read_year', 'read_score', 'read_money', 'read_outlook']) {
            const query = { as_of: '2022-08-31' };
            const { headers } = await contract.call(operation, { ...year, query });
            expect((await contract.call(operation, { ...year, query, headers: { 'If-None-Match': String(headers.etag) } })).status).toBe(304);
        }
    });
});

describe('approvals', () => {
    const of = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });
    const move = async (role: string, kind: string, subject: string, body: object) =>
        await contract.call('move_subject', { path: { agency: 'office', kind, subject }, headers: await of(role), body });

    test('a plan goes up by the steps of its agency', async () => {
        const { workflows } = (await contract.call('list_workflows', { path: { agency: 'office' } })).json;
        expect(workflows.map((item: any) => item.kind)).toEqual(['plan', 'agreement', 'progress', 'period', 'scores', 'request', 'submission']);
        const start = (await contract.call('read_subject', { path: { agency: 'office', kind: 'plan', subject: 'iao-2565' } })).json;
        expect([start.state, start.revision, start.history, start.actions.map((item: any) => item.id)]).toEqual(['draft', 0, [], ['submit']]);
        expect((await move('planning_officer', 'plan', 'iao-2565', { action: 'submit', revision: 0, title: 'แผนปี 2565' })).status).toBe(200);
        const late = await move('planning_officer', 'plan', 'iao-2565', { action: 'submit', revision: 0 });
        expect([late.status, late.json.type, late.json.state]).toEqual([409, 'urn:phaen:problem:not_in_that_state', 'submitted']);
        expect((await move('reader', 'plan', 'iao-2565', { action: 'verify', revision: 1 })).status).toBe(403);
        expect((await move('section_head', 'plan', 'iao-2565', { action: 'verify', revision: 1 })).json.state).toBe('verified');
        // Who takes the first step of a kind may begin a subject of it.
        const begun = async (role: string) => (await contract.call('list_subjects', { path: { agency: 'office' }, headers: await of(role) })).json.begin.map((item: any) => item.kind);
        expect(await begun('planning_officer')).toContain('plan');
        expect(await begun('reader')).toEqual([]);
        const waiting = await contract.call('list_subjects', { path: { agency: 'office' }, query: { waiting: 'true' }, headers: await of('director') });
        expect(waiting.json.items).toMatchObject([{ kind: 'plan', subject: 'iao-2565', title: 'แผนปี 2565' }]);
        const unseen = await move('director', 'plan', 'iao-2565', { action: 'approve', revision: 2, version: '1' });
        expect([unseen.status, unseen.json.type]).toEqual([409, 'urn:phaen:problem:plan_changed']);
        const approved = await move('director', 'plan', 'iao-2565', { action: 'approve', revision: 2, version: start.version });
        expect(approved.json).toMatchObject({ state: 'approved', fixed: true, revision: 3 });
        expect(approved.json.history.map((item: any) => item.action)).toEqual(['submit', 'verify', 'approve']);
        expect((await move('director', 'nothing', 'x', { action: 'approve', revision: 0 })).status).toBe(404);

        // It is fast until it is amended.
        const locks = await contract.call('list_locks', { path: { plan: 'iao-2565' } });
        const standing = (await contract.call('read_standing', { path: { plan: 'iao-2565' } })).json;
        expect(standing).toEqual({ findings: (await contract.call('list_findings', { path: { plan: 'iao-2565' } })).json, locks: locks.json.items });
        expect(locks.json.items).toMatchObject([{ workflow: 'plan', scope: 'plan', number: start.number }]);
        const project = { path: { plan: 'iao-2565', element: 'project-1' } };
        const tag = String((await contract.call('read_element', project)).headers.etag);
        const edit = async () => await contract.call('change_element', { ...project, headers: { 'If-Match': tag }, body: { name: 'โครงการอื่น' } });
        const refused = await edit();
        expect([refused.status, refused.json.type, refused.json.element]).toEqual([409, 'urn:phaen:problem:locked', 'project-1']);
        expect((await move('planning_officer', 'plan', 'iao-2565', { action: 'amend', revision: 3, comment: 'ปรับชื่อโครงการ' })).json.locks).toBeNull();
        expect((await edit()).status).toBe(200);
        const since = (await contract.call('read_subject', { path: { agency: 'office', kind: 'plan', subject: 'iao-2565' } })).json;
        expect(since.changed_since_approval).toMatchObject([{ element: 'project-1' }]);
    });

    test('nothing is reported about a closed month until it is opened again', async () => {
        const body = { reports: [{ step: 'schedule-8.step-4', on: '2022-03-31', percent: '10' }] };
        const report = async () => (await contract.call('report_progress', { path: { plan: 'iao-2565' }, body })).status;
        expect((await move('planning_officer', 'period', 'iao-2565.2022-03', { action: 'close', revision: 0 })).status).toBe(200);
        expect(await report()).toBe(422);
        expect((await move('director', 'period', 'iao-2565.2022-03', { action: 'reopen', revision: 1 })).json.member).toBe('comment');
        expect((await move('director', 'period', 'iao-2565.2022-03', { action: 'reopen', revision: 1, comment: 'รายงานขาด' })).status).toBe(200);
        expect(await report()).toBe(201);
    });

    test('an agency sets its own steps', async () => {
        const at = { path: { agency: 'office' }, headers: await of('administrator') };
        const seen = await contract.call('list_workflows', at);
        expect((await contract.call('list_workflows', { ...at, headers: { ...at.headers, 'If-None-Match': String(seen.headers.etag) } })).status).toBe(304);
        const own = seen.json;
        own.workflows[0].name.en = 'approval';
        const headers = { ...at.headers, 'If-Match': String(seen.headers.etag) };
        const set = await contract.call('set_workflows', { ...at, headers, body: own });
        expect(set.json.workflows[0].name.en).toBe('approval');
        // Who saw them before that learns of it.
        const late = await contract.call('set_workflows', { ...at, headers, body: own });
        expect([late.status, late.json.type]).toEqual([412, 'urn:phaen:problem:stale_setting']);
        expect((await contract.call('set_workflows', { ...at, body: own })).status).toBe(428);
        own.workflows[0].start = 'nowhere';
        const wrong = await contract.call('set_workflows', { ...at, headers: { ...at.headers, 'If-Match': String(set.headers.etag) }, body: own });
        expect([wrong.status, wrong.json.type]).toEqual([422, 'urn:phaen:problem:bad_workflow']);
    });
});

describe('notices', () => {
    const of = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });
    const told = async (role: string, query = {}) => (await contract.call('list_notices', { headers: await of(role), query })).json;

    test('tell who waits, and who brought it there how it went', async () => {
        // Of the steps that the plan took above: submitted by the officer, verified by the head, approved by the director.
        expect((await told('section_head')).items.map((item: any) => item.kind)).toEqual(['approved', 'waiting']);
        expect((await told('director')).items).toMatchObject([{ kind: 'waiting', about: 'iao-2565', text: { th: expect.stringContaining('แผนปี 2565') } }]);
        const officer = await told('planning_officer');
        expect(officer.items.map((item: any) => item.kind)).toEqual(['approved', 'approved']);
        expect(officer.unread).toBe(2);
        expect((await told('reader')).items).toEqual([]);
    });

    test('are paged and read, each by its own person', async () => {
        const headers = await of('planning_officer');
        const first = await contract.call('list_notices', { headers, query: { limit: 1 } });
        const cursor = new URL(/<([^>]+)>/.exec(String(first.headers.link))?.[1] ?? '', 'http://phaen.test').searchParams.get('cursor') ?? '';
        const second = await contract.call('list_notices', { headers, query: { limit: 1, cursor } });
        expect(second.json.items[0].id).not.toBe(first.json.items[0].id);
        expect(second.headers.link).toBeUndefined();
        const ids = [first.json.items[0].id];
        expect((await contract.call('read_notices', { headers: await of('director'), body: { ids } })).status).toBe(204);
        expect((await told('planning_officer')).unread).toBe(2);
        expect((await contract.call('read_notices', { headers, body: { ids } })).status).toBe(204);
        expect((await told('planning_officer', { unread: 'true' })).items.map((item: any) => item.id)).toEqual([second.json.items[0].id]);
        expect((await contract.call('read_notices', { headers, body: {} })).status).toBe(204);
        expect((await told('planning_officer')).unread).toBe(0);
        expect((await contract.call('read_notices', { headers, body: { ids: [] } })).status).toBe(422);
    });

    test('come the way a person wants', async () => {
        const headers = await of('director');
        expect((await contract.call('read_notice_settings', { headers })).json).toEqual({ channel: 'in_app', mail: null, language: 'th', mail_works: false });
        const set = { channel: 'none', mail: 'director@example.org', language: 'en' };
        expect((await contract.call('set_notice_settings', { headers, body: set })).json).toEqual({ ...set, mail_works: false });
        for (const wrong of [{ channel: 'pigeon' }, { channel: 'mail' }, { channel: 'mail', mail: 'a@b.c\r\nBcc: d@e.f' }])
            expect((await contract.call('set_notice_settings', { headers, body: wrong })).status).toBe(422);
    });

    test('follow the rules of the agency', async () => {
        const at = { path: { agency: 'office' }, headers: await of('administrator') };
        const seen = await contract.call('read_notice_rules', at);
        expect((await contract.call('read_notice_rules', { ...at, headers: { ...at.headers, 'If-None-Match': String(seen.headers.etag) } })).status).toBe(304);
        const rules = seen.json;
        rules.rules[0].days = 14;
        const by = (answer: { headers: Record<string, unknown> }) => ({ ...at, headers: { ...at.headers, 'If-Match': String(answer.headers['etag']) } });
        const set = await contract.call('set_notice_rules', { ...by(seen), body: rules });
        expect(set.json.rules[0].days).toBe(14);
        expect((await contract.call('set_notice_rules', { ...by(seen), body: rules })).json.type).toBe('urn:phaen:problem:stale_setting');
        rules.rules[0].days = 140;
        const wrong = await contract.call('set_notice_rules', { ...by(set), body: rules });
        expect([wrong.status, wrong.json.type]).toEqual([422, 'urn:phaen:problem:bad_notice_rules']);
        expect((await contract.call('list_messages', { ...at, query: { state: 'dead' } })).json.items).toEqual([]);
        expect((await contract.call('sign_in_by_provider')).status).toBe(404);
        expect((await contract.call('look_at_link', { body: { token: 'lnothing.0' } })).json.type).toBe('urn:phaen:problem:link_not_valid');
        expect((await contract.call('send_by_link', { body: { token: 'lnothing.0' } })).status).toBe(404);
        expect((await contract.call('retry_message', { path: { agency: 'office', message: 'nothing' }, headers: at.headers })).status).toBe(404);
    });
});

describe('calendars', () => {
    const of = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });

    test('have an address that its person can take back', async () => {
        const headers = await of('project_owner');
        expect((await contract.call('read_calendar_address', { headers })).json.at).toBeNull();
        const key = async () => new URL((await contract.call('make_calendar_address', { headers })).json.path, 'http://phaen.test').searchParams.get('key') ?? '';
        const first = await key();
        const calendar = await contract.call('read_calendar', { query: { key: first } });
        expect([calendar.status, calendar.text.split('\r\n')[0]]).toEqual([200, 'BEGIN:VCALENDAR']);
        const second = await key();
        expect((await contract.call('read_calendar', { query: { key: first } })).status).toBe(404);
        expect((await contract.call('read_calendar', { query: { key: second } })).status).toBe(200);
        expect((await contract.call('drop_calendar_address', { headers })).status).toBe(204);
        expect((await contract.call('read_calendar', { query: { key: second } })).status).toBe(404);
        expect(JSON.stringify(await server.log())).not.toContain(second);
    });

    test('show the whole plan', async () => {
        const timeline = await contract.call('download_timeline', { path: { plan: 'iao-2565' } });
        expect(timeline.headers['content-disposition']).toContain('iao-2565.ics');
        const lines = timeline.text.split('\r\n');
        expect(lines.every((line: string) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(lines.filter((line: string) => line === 'BEGIN:VEVENT').length).toBeGreaterThan(20);
        const uids = lines.filter((line: string) => line.startsWith('UID:'));
        expect(new Set(uids).size).toBe(uids.length);
    });
});

describe('people', () => {
    const kPassword = 'ฝนตกที่หน้าต่างบานเก่า';
    let administrator: Record<string, string>;
    let account: string;

    test('an administrator adds an account and gives it a role', async () => {
        administrator = { Authorization: `Bearer ${await tokenOf(server, 'administrator')}` };
        const added = await contract.call('add_account', { headers: administrator, body: { login: 'Malee', name: 'มาลี', password: kPassword } });
        expect(added.status).toBe(201);
        account = added.json.id;
        const taken = await contract.call('add_account', { headers: administrator, body: { login: 'malee', name: 'มาลี', password: kPassword } });
        expect([taken.status, taken.json.type]).toEqual([409, 'urn:phaen:problem:login_taken']);
        const role = { account, role: 'section_head', unit: 'org-2', first_day: '2020-01-01' };
        const given = await contract.call('assign_role', { headers: administrator, path: { agency: 'office' }, body: role });
        expect(given.status).toBe(201);
        const { items } = (await contract.call('list_assignments', { headers: administrator, path: { agency: 'office' } })).json;
        const { content } = (await contract.call('read_plan', { headers: administrator, path: { plan: 'iao-2565' } })).json;
        const unit_name = content.organisations.find((unit: any) => unit.id === 'org-2').name;
        expect(items.find((item: any) => item.account === account)).toMatchObject({ role: 'section_head', unit: 'org-2', unit_name, account_name: 'มาลี' });
        const accounts = (await contract.call('list_accounts', { headers: administrator })).json.items;
        const made = await contract.call('add_agency', { headers: administrator, body: { id: 'canals', name: { th: 'สำนักคลอง' } } });
        expect([made.status, made.json.name]).toEqual([201, { th: 'สำนักคลอง', en: 'สำนักคลอง' }]);
        expect((await contract.call('add_agency', { headers: administrator, body: { id: 'canals', name: { th: 'สำนักคลอง' } } })).status).toBe(409);
        const canals = { path: { agency: 'canals' }, headers: administrator };
        expect((await contract.call('rename_agency', { ...canals, body: { name: { th: 'กองคลอง', en: 'Canals' } } })).json.name.en).toBe('Canals');
        // The agency, the role of who made it, the new name.
        const log = (await contract.call('list_audit', { ...canals, query: { limit: 2 } })).json.entries;
        expect(log.map((entry: any) => entry.seq)).toEqual([3, 2]);
        expect((await contract.call('list_audit', { ...canals, query: { from: 'yesterday' } })).status).toBe(422);
        expect((await contract.call('list_audit', { ...canals, query: { cursor: 'x' } })).status).toBe(400);
        expect((await contract.call('prove_audit', canals)).json).toMatchObject({ entries: 3, checked: 3, holds: true, broken_at: null, signed: null });
        expect(accounts.find((item: any) => item.id === account).assignments).toHaveLength(1);
        const roles = (await contract.call('list_roles')).json;
        expect(roles.roles.map((item: any) => item.role)).toContain('section_head');
    });

    test('who signs in has a session of a cookie, and proves each change by a token', async () => {
        const wrong = await contract.call('sign_in', { body: { login: 'malee', password: 'wrong' } });
        expect([wrong.status, wrong.json.type]).toEqual([401, 'urn:phaen:problem:wrong_credentials']);
        const signed_in = await contract.call('sign_in', { body: { login: 'malee', password: kPassword } });
        expect(signed_in.status).toBe(200);
        expect(signed_in.json.account.may.office['progress.confirm']).toBe('lead');
        const set = String(signed_in.headers['set-cookie']);
        expect(set).toMatch(/HttpOnly/);
        expect(set).toMatch(/SameSite=Lax/);
        const headers = { Cookie: set.split(';')[0] ?? '' };
        expect((await contract.call('read_session', { headers })).json).toMatchObject({ signed_in: true, csrf: signed_in.json.csrf });
        const unproven = await contract.call('add_token', { headers, body: { name: 'x' } });
        expect([unproven.status, unproven.json.type]).toEqual([403, 'urn:phaen:problem:csrf_token_missing']);
        const proven = { ...headers, 'X-CSRF-Token': signed_in.json.csrf };
        const made = await contract.call('add_token', { headers: proven, body: { name: 'script', scopes: ['plan.read'], days: 1 } });
        expect(made.status).toBe(201);
        const program = { Authorization: `Bearer ${made.json.token}` };
        expect((await contract.call('read_plan', { path: { plan: 'iao-2565' }, headers: program })).status).toBe(200);
        expect((await contract.call('list_findings', { path: { plan: 'iao-2565' }, headers: program })).status).toBe(403);
        expect((await contract.call('list_tokens', { headers: proven })).json.items).toHaveLength(1);
        expect((await contract.call('remove_token', { headers: proven, path: { token: made.json.id } })).status).toBe(204);
        const begun = await contract.call('begin_second_factor', { headers: proven });
        expect(begun.json.uri).toContain(begun.json.secret);
        expect((await contract.call('confirm_second_factor', { headers: proven, body: { secret: begun.json.secret, code: '12345' } })).status).toBe(422);
        const code = totp(begun.json.secret);
        expect((await contract.call('renew_recovery_codes', { headers: proven, body: { password: kPassword } })).status).toBe(409);
        const confirmed = await contract.call('confirm_second_factor', { headers: proven, body: { secret: begun.json.secret, code } });
        expect([confirmed.status, confirmed.json.codes.length]).toEqual([200, 10]);
        expect((await contract.call('read_session', { headers: proven })).json.account.recovery_codes_left).toBe(10);
        const asked = await contract.call('sign_in', { body: { login: 'malee', password: kPassword } });
        expect(asked.json.type).toBe('urn:phaen:problem:second_factor_needed');
        expect((await contract.call('sign_in', { body: { login: 'malee', password: kPassword, code } })).status).toBe(200);
        expect((await contract.call('sign_in', { body: { login: 'malee', password: kPassword, code: confirmed.json.codes[9] } })).status).toBe(200);
        expect((await contract.call('renew_recovery_codes', { headers: proven, body: { password: 'another' } })).status).toBe(422);
        const renewed = await contract.call('renew_recovery_codes', { headers: proven, body: { password: kPassword } });
        expect([renewed.status, renewed.json.codes.length]).toEqual([200, 10]);
        expect((await contract.call('sign_in', { body: { login: 'malee', password: kPassword, code: confirmed.json.codes[0] } })).json.type).toBe('urn:phaen:problem:wrong_code');
        expect((await contract.call('remove_second_factor', { headers: proven, body: { password: kPassword } })).status).toBe(204);
        const fresh = 'รหัสผ่านใหม่ของมาลี';
        expect((await contract.call('change_password', { headers: proven, body: { current: kPassword, new: fresh } })).status).toBe(204);
        const out = await contract.call('sign_out', { headers: proven });
        expect(out.status).toBe(204);
        expect(String(out.headers['set-cookie'])).toMatch(/Max-Age=0/);
        expect((await contract.call('read_session', { headers })).json.signed_in).toBe(false);
    });

    test('who is responsible is said, seen as one\'s own, and handed over', async () => {
        const other = await contract.call('add_account', { headers: administrator, body: { login: 'somsri', name: 'สมศรี', password: kPassword } });
        await contract.call('assign_role', { headers: administrator, path: { agency: 'office' }, body: { account: other.json.id, role: 'reader' } });
        const set = await contract.call('set_responsible', { path: { plan: 'iao-2565', element: 'project-1' }, body: { account } });
        expect(set.status).toBe(200);
        const of = (list: any, element: string) => list.items.find((item: any) => item.element === element).people.map((one: any) => one.account);
        expect(of(set.json, 'project-1')).toEqual([account]);
        expect((await contract.call('set_responsible', { path: { plan: 'iao-2565', element: 'mission-1' }, body: { account } })).status).toBe(404);
        expect((await contract.call('list_mine', { path: { plan: 'iao-2565' } })).json.items).toEqual([]);
        const day = '2999-01-01';
        const handed = await contract.call('hand_over', { path: { agency: 'office' }, body: { from: account, to: other.json.id, day } });
        expect([handed.status, handed.json]).toEqual([200, { handed_over: 1 }]);
        const list = (await contract.call('list_responsible', { path: { plan: 'iao-2565' } })).json;
        expect(list.items.find((item: any) => item.element === 'project-1').people).toMatchObject([{ account, last_day: '2998-12-31' }, { account: other.json.id, first_day: day }].sort((x, y) => x.account.localeCompare(y.account)));
        expect((await contract.call('hand_over', { path: { agency: 'office' }, body: { from: other.json.id, to: account, day: '2999-12-31' } })).status).toBe(200);
    });

    test('what waits in another system is listed until it is answered', async () => {
        const path = { plan: 'iao-2565' };
        const added = await contract.call('add_reference', { path, body: { kind: 'element', subject: 'project-1', system: 'สารบรรณ', number: 'กท 0302/12', day: '2022-03-01' } });
        expect([added.status, added.json.state]).toEqual([201, 'waiting']);
        const waiting = async () => (await contract.call('list_references', { path, query: { state: 'waiting' } })).json.items.map((item: any) => item.id);
        expect(await waiting()).toEqual([added.json.id]);
        const { projects } = (await contract.call('read_plan', { path })).json.content;
        expect((await contract.call('list_references', { path })).json.items[0].name).toBe(projects.find((item: any) => item.id === 'project-1').name);
        const call = { path: { ...path, reference: added.json.id }, if_match: added.json.etag, body: { state: 'answered' } };
        expect((await contract.call('change_reference', call)).status).toBe(200);
        expect((await contract.call('change_reference', call)).status).toBe(412);
        expect(await waiting()).toEqual([]);
    });

    test('what is personal is shown to who may see it, told, found, and erased', async () => {
        const path = { plan: 'iao-2565', dataset: 'enterprises' };
        const steward = { Authorization: `Bearer ${await tokenOf(server, 'data_steward')}` };
        const put = await contract.call('put_records', { headers: steward, path: { plan: 'iao-2565' }, body: { records: [{ dataset: 'enterprises', record: 'secret-1', on: '2022-09-01', values: { operator: 'ร้านลับ', product: 'ผ้า', channel: 'ตลาดลับ', promoted_on: '2022-09-01', contact: 'ผู้ติดต่อลับ' } }] } });
        expect(put.status).toBe(201);
        const of = (answer: any) => answer.records.find((item: any) => item.record === 'secret-1').values.contact;
        expect(of((await contract.call('list_records', { headers: steward, path, query: { limit: 500 } })).json)).toHaveProperty('person');
        expect((await contract.call('list_personal_records', { path })).status).toBe(403);
        expect(of((await contract.call('list_personal_records', { headers: steward, path })).json)).toBe('ผู้ติดต่อลับ');
        const found = (await contract.call('find_people', { headers: steward, path: { agency: 'office' }, query: { text: 'ติดต่อลับ' } })).json.items;
        expect(found).toMatchObject([{ data: { contact: 'ผู้ติดต่อลับ' }, records: [{ dataset: 'enterprises', record: 'secret-1' }] }]);
        const told = (await contract.call('list_audit', { headers: administrator, path: { agency: 'office' }, query: { about: 'person.read' } })).json.entries;
        expect(told.map((entry: any) => JSON.parse(entry.body))).toEqual([{ about: 'search', count: 1 }, { about: 'records enterprises', count: 1 }]);
        // By the dictionary ten years; the agency says thirty days.
        const declared = await contract.call('read_retention', { headers: administrator, path: { agency: 'office' } });
        expect(declared.json.rules).toEqual([{ dataset: 'enterprises', days: 3653, from: 'promoted_until', declared: true, due: 0 }]);
        const change = { headers: { ...administrator, 'If-Match': String(declared.headers.etag) }, path: { agency: 'office' }, body: { rules: [{ dataset: 'enterprises', days: 30 }] } };
        const rules = await contract.call('set_retention', change);
        expect(rules.json.rules).toEqual([{ dataset: 'enterprises', days: 30, from: 'promoted_until', declared: false, due: 1 }]);
        expect((await contract.call('set_retention', change)).json.type).toBe('urn:phaen:problem:stale_setting');
        // A dictionary with a personal field is named, one without is not.
        expect(rules.json.datasets.map((item: any) => item.id)).toContain('enterprises');
        expect(rules.json.datasets.map((item: any) => item.id)).not.toContain('works');
        expect((await contract.call('read_retention', { headers: administrator, path: { agency: 'office' } })).json).toEqual(rules.json);
        expect((await contract.call('erase_person', { headers: steward, path: { agency: 'office' }, query: { person: found[0].person } })).status).toBe(204);
        expect(of((await contract.call('list_personal_records', { headers: steward, path })).json)).toHaveProperty('person');
        const mine = await contract.call('read_my_data', { headers: steward });
        expect(mine.json.account.login).toBe('data_steward');
        const theirs = await contract.call('read_account_data', { headers: administrator, path: { account } });
        expect(theirs.json.account.login).toBe('malee');
        expect(theirs.json.traffic.map((line: any) => line.kind)).toContain('sign_in');
        const { items } = (await contract.call('list_traffic', { headers: administrator })).json;
        expect(items.map((line: any) => line.kind)).toEqual(expect.arrayContaining(['sign_in', 'sign_in_failed', 'sign_out']));
        expect(JSON.stringify(items)).not.toContain('malee');
    });

    test('a role ends, an account is closed, then erased', async () => {
        const { items } = (await contract.call('list_assignments', { headers: administrator, path: { agency: 'office' } })).json;
        const assignment = items.find((item: any) => item.account === account).id;
        expect((await contract.call('end_assignment', { headers: administrator, path: { agency: 'office', assignment } })).status).toBe(204);
        const closed = await contract.call('change_account', { headers: administrator, path: { account }, body: { disabled: true } });
        expect(closed.json.disabled).toBe(true);
        expect((await contract.call('sign_in', { body: { login: 'malee', password: 'รหัสผ่านใหม่ของมาลี' } })).status).toBe(401);
        expect((await contract.call('erase_account', { headers: administrator, path: { account } })).status).toBe(204);
        expect((await contract.call('erase_account', { headers: administrator, path: { account } })).status).toBe(404);
    });
});

describe('files of a request', () => {
    const of = async (role: string) => ({ Authorization: `Bearer ${await tokenOf(server, role)}` });
    const subject = (id: string) => ({ agency: 'office', kind: 'request', subject: id });
    const kBytes = Buffer.from('%PDF-1.7 หนังสือขอข้อมูล');
    const send = async (role: string, id: string, body = kBytes, file_name = 'หนังสือ.pdf') =>
        await contract.call('add_subject_file', { path: subject(id), headers: await of(role), query: { file_name }, body });
    const move = async (role: string, id: string, body: object) => await contract.call('move_subject', { path: subject(id), headers: await of(role), body });
    const back = async (role: string, id: string, file: string) => await contract.call('download_subject_file', { path: { ...subject(id), file }, headers: await of(role) });

    test('are sent before the step that names them, and come back from its history', async () => {
        const kept = await send('requester', 'with-letter');
        expect([kept.status, kept.json]).toEqual([201, { file: createHash('sha256').update(kBytes).digest('hex'), file_name: 'หนังสือ.pdf', bytes: kBytes.length }]);
        const { file } = kept.json;
        // Nothing names it yet: it is nobody's to have.
        expect((await back('requester', 'with-letter', file)).status).toBe(404);
        const files = [{ file, file_name: 'หนังสือ.pdf' }];
        for (const wrong of [[{ file: 'f'.repeat(64), file_name: 'a' }], [{ file: '../../etc/passwd', file_name: 'a' }], [{ file, file_name: '' }], [...files, ...files], 'a', Array.from({ length: 21 }, () => files[0])]) {
            const refused = await move('requester', 'with-letter', { action: 'submit', revision: 0, files: wrong });
            expect([refused.status, refused.json.type], JSON.stringify(wrong).slice(0, 80)).toEqual([422, 'urn:phaen:problem:bad_member']);
        }
        const sent = await move('requester', 'with-letter', { action: 'submit', revision: 0, title: 'ขอข้อมูล', files });
        expect(sent.json.history[0].note.files).toEqual([kept.json]);
        const came = await back('requester', 'with-letter', file);
        expect([came.status, came.bytes, came.headers['content-type']]).toEqual([200, kBytes, 'application/octet-stream']);
        expect(came.headers['content-disposition']).toMatch(/^attachment/);
        expect((await back('director', 'with-letter', file)).status).toBe(200);
    });

    test('are nobody else’s, and of no other subject', async () => {
        const other = await send('planning_officer', 'other-letter', Buffer.from('บันทึกภายใน'));
        const { file } = other.json;
        expect((await move('planning_officer', 'other-letter', { action: 'submit', revision: 0, title: 'ขออนุมัติเดินทาง', files: [{ file, file_name: 'บันทึก.txt' }] })).status).toBe(200);
        expect((await back('planning_officer', 'other-letter', file)).status).toBe(200);
        expect((await back('requester', 'other-letter', file)).status).toBe(404);
        expect((await back('requester', 'with-letter', file)).status).toBe(404);
        // Who knows the digest of somebody's file has no right to it: not by an own request, nor by handing in what looks like a receipt.
        const mine = [{ file, file_name: 'บันทึก.txt' }];
        await send('requester', 'for-another-letter', Buffer.from(`phaen.attached/1\noffice\nrequest\nfor-another-letter\n${file}`));
        const stolen = await move('requester', 'for-another-letter', { action: 'submit', revision: 0, title: 'ขออนุมัติ', files: mine });
        expect([stolen.status, stolen.json.type, stolen.json.member]).toEqual([422, 'urn:phaen:problem:bad_member', 'files']);
        // Nor is what was sent for one's own other request sent for this one.
        const elsewhere = (await send('requester', 'with-another-letter', Buffer.from('อีกฉบับ'))).json;
        expect((await move('requester', 'for-another-letter', { action: 'submit', revision: 0, title: 'ขออนุมัติ', files: [elsewhere] })).status).toBe(422);
        // Whoever takes no step of it attaches nothing; what is empty or has no name is no file.
        expect((await send('requester', 'other-letter')).status).toBe(404);
        expect((await send('reader', 'with-letter')).status).toBe(403);
        expect((await send('budget_officer', 'with-letter')).json.type).toBe('urn:phaen:problem:not_yours');
        expect((await send('director', 'with-letter', Buffer.alloc(0))).status).toBe(422);
        expect((await send('director', 'with-letter', kBytes, '')).status).toBe(422);
        // The decision brings its own scan.
        const scan = (await send('director', 'with-letter', Buffer.from('สแกนที่ลงนาม'), 'ลงนาม.pdf')).json;
        const approved = await move('director', 'with-letter', { action: 'approve', revision: 1, document: 'กท 1/2', date: '2022-03-31', files: [{ file: scan.file, file_name: scan.file_name }] });
        expect([approved.json.state, approved.json.history.at(-1).note.files]).toEqual(['approved', [scan]]);
    });
});

test('every operation was called, and every success that the document lists was seen', () => {
    const missing: string[] = [];
    // What needs mails and receivers, or a provider: notices.test.ts, oidc.test.ts.
    const elsewhere = ['retry_message 204', 'look_at_link 200', 'send_by_link 200', 'sign_in_by_provider 302', 'sign_in_from_provider 303'];
    // backups.test.ts, books.test.ts, datasets.test.ts and search.test.ts have the same test of them.
    const books = new Set([...kBackupOperations, ...kBookOperations, ...kDatasetOperations, ...kSchemeOperations, ...kSearchOperations]);
    for (const [id, operation] of contract.operations) {
        if (books.has(id)) continue;
        const seen = contract.seen.get(id) ?? new Set<number>();
        for (const status of operation.answers.keys()) {
            if (status < 400 && !seen.has(status)) missing.push(`${id} ${status}`);
        }
    }
    expect(missing.filter((name) => !elsewhere.includes(name))).toEqual([]);
    expect(contract.operations.size).toBeGreaterThanOrEqual(28);
});
