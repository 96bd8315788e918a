// What the interface refuses, and that it says so in the same shape everywhere.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract } from './support/contract.ts';
import { exchange, type Answer } from './support/exchange.ts';
import { kProject, startServer, type Server } from './support/server.ts';

let server: Server;
let contract: Contract;
let plan: string;

beforeAll(async () => {
    server = await startServer('--example');
    contract = await Contract.read(server);
    const { items } = (await contract.call('list_imports', { path: { agency: 'office' } })).json;
    plan = (await contract.call('accept_import', { path: { import: items[0].id }, if_match: '1' })).json.plan;
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});

/** A refusal of that status and word, in the shape of problem details. */
function expectProblem(answer: Answer, status: number, word?: string): void {
    expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(contract.errors('#/components/schemas/Problem', answer.json)).toBe('');
    expect(answer.json.status).toBe(status);
    expect(answer.json.instance).toBe(`urn:phaen:request:${String(answer.headers['x-request-id'])}`);
    if (word !== undefined) expect(answer.json.type).toBe(`urn:phaen:problem:${word}`);
}

const tag = async (element: string) => (await contract.call('read_plan', { path: { plan } })).json.etags[element] as string;
const element = async (name: string) => (await contract.call('read_element', { path: { plan, element: name } })).json;
const patch = (name: string, if_match: string | undefined, body: unknown) =>
    contract.call('change_element', { path: { plan, element: name }, if_match, body });

describe('what is not there', () => {
    test.each([
        ['list_plans', { agency: 'nobody' }],
        ['list_imports', { agency: 'nobody' }],
        ['read_job', { job: 'job-0' }],
        ['stop_job', { job: 'job-0' }],
        ['watch_job', { job: 'job-0' }],
        ['read_import', { import: 'import-0' }],
        ['discard_import', { import: 'import-0' }],
        ['download_document', { import: 'import-0' }],
        ['read_draft_element', { import: 'import-0', element: 'project-1' }],
        ['read_plan', { plan: 'nothing' }],
        ['read_element', { plan: 'nothing', element: 'project-1' }],
        ['list_versions', { plan: 'nothing' }],
        ['read_version', { plan: 'nothing', number: 1 }],
        ['list_findings', { plan: 'nothing' }],
        ['mend_finding', { plan: 'nothing', key: '0' }],
        ['download_plan', { plan: 'nothing' }],
        ['download_book', { plan: 'nothing' }],
        ['watch_plan', { plan: 'nothing' }],
        ['read_rule', { rule: 'no.such' }],
    ])('%s', async (id, path) => {
        // The only one here that changes what one has seen.
        const if_match = id === 'mend_finding' ? 'x' : undefined;
        expectProblem(await contract.call(id, { path: path as unknown as Record<string, string | number>, if_match }), 404, 'not_found');
    });

    test('an element, a version, a finding of a plan that is', async () => {
        expectProblem(await contract.call('read_element', { path: { plan, element: 'project-999' } }), 404);
        expectProblem(await contract.call('read_version', { path: { plan, number: 999 } }), 404);
        expectProblem(await contract.call('compare_versions', { path: { plan }, query: { from: 1, to: 999 } }), 404);
        expectProblem(await contract.call('mend_finding', { path: { plan, key: 'ffffffffffffffff' }, if_match: 'x' }), 404);
        expectProblem(await contract.call('accept_finding', { path: { plan, key: 'ffffffffffffffff' }, if_match: 'x', body: { reason: 'x' } }), 404);
    });

    test('an upload for nobody, a patch of nothing', async () => {
        expectProblem(await contract.call('import_document', { path: { agency: 'nobody' }, query: { file_name: 'a.txt' }, body: 'ก' }), 404);
        expectProblem(await patch('project-999', 'a', {}), 404);
    });

    test('an address and a method that nobody takes', async () => {
        expectProblem(await exchange(server, { path: '/api/v1/nothing' }), 404, 'not_found');
        const answer = await exchange(server, { method: 'DELETE', path: '/api/v1/agencies' });
        expectProblem(answer, 405, 'method_not_allowed');
        expect(answer.headers.allow).toContain('GET');
    });
});

describe('what is malformed', () => {
    test('JSON', async () => {
        const answer = await patch('project-1', await tag('project-1'), '{"budget": ');
        expectProblem(answer, 400, 'bad_json');
        expect(answer.json.detail).toContain('line 1');
        expectProblem(await patch('project-1', await tag('project-1'), '{"a":'.repeat(40) + '1' + '}'.repeat(40)), 400, 'bad_json');
    });

    test('a content type that the operation does not take', async () => {
        const call = { path: { plan, element: 'project-1' }, if_match: await tag('project-1'), body: '<a/>', content_type: 'application/xml' };
        expectProblem(await contract.call('change_element', call), 415, 'unsupported_media_type');
    });

    test('a body that is too large is refused before it is sent', async () => {
        const answer = await exchange(server, {
            method: 'PATCH',
            path: contract.address('change_element', { path: { plan, element: 'project-1' } }),
            headers: { 'Content-Type': 'application/merge-patch+json', 'Content-Length': String(5 << 20), 'If-Match': '"a"' },
            body: '{',
        });
        expectProblem(answer, 413, 'content_too_large');
    });

    test('a document that is too large', async () => {
        const answer = await exchange(server, {
            method: 'POST',
            path: contract.address('import_document', { path: { agency: 'office' }, query: { file_name: 'a.docx' } }),
            headers: { 'Content-Length': String((64 << 20) + 1) },
            body: 'PK',
        });
        expectProblem(answer, 413, 'content_too_large');
    });

    test('an upload without a name or without content', async () => {
        expectProblem(await contract.call('import_document', { path: { agency: 'office' }, body: 'ก' }), 422, 'no_file');
        expectProblem(await contract.call('import_document', { path: { agency: 'office' }, query: { file_name: 'a.txt' }, body: '' }), 422, 'no_file');
    });

    test('numbers of versions and cursors', async () => {
        for (const query of [{}, { from: 1 }, { from: 'a', to: 1 }, { from: 0, to: 1 }, { from: 1, to: '99999999999999999999' }])
            expectProblem(await contract.call('compare_versions', { path: { plan }, query: query as Record<string, string> }), 400);
        expectProblem(await contract.call('list_versions', { path: { plan }, query: { cursor: 'rubbish' } }), 400);
        expectProblem(await contract.call('list_versions', { path: { plan }, query: { limit: 'many' } }), 400);
    });

    test.each([[{}], [{ hints: 1 }], [{ hints: [{ kind: 'heading' }] }], [{ hints: [{ kind: 'other', printed: 'a', means: 'vision' }] }], [[1]]])('hints %j', async (body) => {
        const { items } = (await contract.call('list_imports', { path: { agency: 'office' } })).json;
        const answer = await contract.call('set_hints', { path: { import: items[0].id }, body });
        expect([409, 422]).toContain(answer.status);
        expectProblem(answer, answer.status);
    });
});

describe('a change that makes no plan', () => {
    test.each([
        ['a budget that is no amount', 'project-1', { budget: 'มาก' }],
        ['a name that is no text', 'project-1', { name: 5 }],
        ['a member that nobody knows', 'project-1', { colour: 'red' }],
        ['a lead that is nobody', 'project-1', { lead: ['org-999'] }],
        ['another id', 'project-1', { id: 'project-2' }],
        ['a patch that is no object', 'project-1', [1, 2]],
        ['a patch that is nothing', 'project-1', 'null'],
    ])('%s', async (_, name, body) => {
        const before = await element(name);
        const answer = await patch(name, await tag(name), body);
        expectProblem(answer, 422);
        if (answer.json.type === 'urn:phaen:problem:not_a_plan') {
            expect(answer.json.errors.length).toBeGreaterThan(0);
            for (const error of answer.json.errors) {
                expect(error.pointer).toMatch(/^(\/|$)/);
                expect(error.message.th).not.toBe('');
                expect(error.message.en).not.toBe('');
            }
        }
        expect(await element(name)).toEqual(before);
    });

    test('names the member that is wrong', async () => {
        const answer = await patch('project-1', await tag('project-1'), { budget: 'มาก' });
        expectProblem(answer, 422, 'not_a_plan');
        expect(answer.json.errors[0].pointer).toBe('/projects/0/budget');
    });
});

describe('people at the same time', () => {
    test('a change must name what it changes', async () => {
        expectProblem(await patch('project-1', undefined, { budget: '1.00' }), 428, 'precondition_required');
        expectProblem(await contract.call('undo', { path: { plan } }), 428);
        expectProblem(await contract.call('redo', { path: { plan } }), 428);
        const drafts = (await contract.call('list_imports', { path: { agency: 'office' } })).json.items;
        expectProblem(await contract.call('accept_import', { path: { import: drafts[0].id } }), 428);
        expectProblem(await contract.call('accept_finding', { path: { plan, key: 'any' }, body: { reason: 'x' } }), 428);
        expectProblem(await contract.call('mend_finding', { path: { plan, key: 'any' } }), 428);
        for (const value of ['*', '"a", "b"', 'W/"a"', 'a']) {
            const answer = await contract.call('change_element', { path: { plan, element: 'project-1' }, headers: { 'If-Match': value }, body: {} });
            expectProblem(answer, 400);
        }
    });

    test('two elements: both land', async () => {
        const [one, two] = [await tag('project-1'), await tag('project-2')];
        const answers = await Promise.all([patch('project-1', one, { budget: '1100000.00' }), patch('project-2', two, { budget: '2200000.00' })]);
        expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
        expect(new Set(answers.map((answer) => answer.json.number)).size).toBe(2);
        expect((await element('project-1')).budget).toBe('1100000.00');
        expect((await element('project-2')).budget).toBe('2200000.00');
    });

    test('eight people on eight elements: all land', async () => {
        const names = Array.from({ length: 8 }, (_, n) => `project-${n + 1}`);
        const { number, etags } = (await contract.call('read_plan', { path: { plan } })).json;
        const answers = await Promise.all(names.map((name, n) => patch(name, etags[name], { budget: `${n + 1}000.00`, no_budget: null })));
        expect(answers.map((answer) => answer.status)).toEqual(names.map(() => 200));
        const after = (await contract.call('read_plan', { path: { plan } })).json;
        expect(after.number).toBe(number + 8);
        for (const [n, name] of names.entries()) expect((await element(name)).budget).toBe(`${n + 1}000.00`);
    });

    test('one element: the second gets both versions, merges, and lands', async () => {
        const base = await element('project-3');
        const seen = await tag('project-3');
        const first = await patch('project-3', seen, { name: 'ชื่อของคนแรก' });
        expect(first.status).toBe(200);
        const second = await patch('project-3', seen, { name: 'ชื่อของคนที่สอง', budget: '3300000.00' });
        expectProblem(second, 412, 'stale_element');
        expect(second.json.current).toEqual(first.json.element);
        expect(second.json.current_etag).toBe(first.json.etag);
        expect(second.json.base).toEqual(base);
        expect(second.json.conflicts).toEqual(['name']);
        const merged = await patch('project-3', second.json.current_etag, { budget: '3300000.00' });
        expect(merged.json.element).toEqual({ ...base, name: 'ชื่อของคนแรก', budget: '3300000.00' });
    });

    test('one element at once: one lands', async () => {
        const seen = await tag('project-4');
        const answers = await Promise.all(['1', '2', '3', '4'].map((n) => patch('project-4', seen, { budget: `${n}.00` })));
        expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412, 412]);
    });

    test('a tag that nobody gave', async () => {
        const answer = await patch('project-1', '0'.repeat(64), { budget: '1.00' });
        expectProblem(answer, 412, 'stale_element');
        expect(answer.json).not.toHaveProperty('base');
    });

    test('undo needs the newest version, and ends at the first', async () => {
        const at = { plan };
        expectProblem(await contract.call('undo', { path: at, if_match: '0'.repeat(64) }), 412, 'stale_plan');
        expectProblem(await contract.call('redo', { path: at, if_match: '0'.repeat(64) }), 412, 'stale_plan');
        const first = (await contract.call('read_version', { path: { plan, number: 1 } })).json;
        let last: Answer | undefined;
        for (let n = 0; n < 100; ++n) {
            const { version } = (await contract.call('read_plan', { path: at })).json;
            last = await contract.call('undo', { path: at, if_match: version });
            if (last.status !== 200) break;
        }
        if (!last) throw new Error('nothing came');
        expectProblem(last, 409, 'nothing_to_undo');
        const here = (await contract.call('read_plan', { path: at })).json;
        expect(here.version).toBe(first.version);
        expect(here).toMatchObject({ can_undo: false, can_redo: true });
    });
});

describe('every answer', () => {
    test.each([
        ['th', 'th', 'ไม่พบสิ่งที่ขอ'],
        ['en-GB,en;q=0.9,th;q=0.5', 'en', 'There is no such thing'],
        ['fr', 'th', 'ไม่พบสิ่งที่ขอ'],
        ['en;q=0.1, th', 'th', 'ไม่พบสิ่งที่ขอ'],
    ])('speaks the language of %s', async (accepted, language, title) => {
        const answer = await contract.call('read_plan', { path: { plan: 'nothing' }, headers: { 'Accept-Language': accepted } });
        expectProblem(answer, 404);
        expect(answer.headers['content-language']).toBe(language);
        expect(answer.json.title).toBe(title);
        expect(answer.json.message.title).toEqual({ th: 'ไม่พบสิ่งที่ขอ', en: 'There is no such thing' });
        expect(answer.json.detail).toBe(answer.json.message.detail[language]);
        expect(answer.json.message.detail.th).toMatch(/[ก-๙]/);
    });

    test.each([['/api/v1/agencies'], ['/api/v1/nothing'], ['/api/v1/openapi.json'], ['/healthz'], ['/']])('%s has the security headers', async (path) => {
        const { headers } = await exchange(server, { path });
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['x-frame-options']).toBe('DENY');
        expect(headers['referrer-policy']).toBe('same-origin');
        expect(headers['cross-origin-opener-policy']).toBe('same-origin');
        expect(headers['cross-origin-resource-policy']).toBe('same-origin');
        expect(headers['permissions-policy']).toContain('camera=()');
        const policy = String(headers['content-security-policy']);
        expect(policy).toContain("default-src 'none'");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toMatch(/unsafe|\*/);
        expect(headers).not.toHaveProperty('server');
        expect(headers).not.toHaveProperty('access-control-allow-origin');
        expect(headers['x-request-id']).toMatch(/^[0-9a-f]{24}$/);
    });

    test('of the interface is not kept by caches', async () => {
        const answer = await contract.call('list_agencies');
        expect(answer.headers['cache-control']).toBe('no-store');
    });

    test('can be asked for without its body', async () => {
        const answer = await exchange(server, { method: 'HEAD', path: '/api/v1/agencies' });
        expect([answer.status, answer.bytes.length]).toEqual([200, 0]);
        expect(Number(answer.headers['content-length'])).toBeGreaterThan(0);
    });
});

describe('what another site has a browser send', () => {
    const own = () => `http://${server.host}:${server.port}`;
    const ask = (headers: Record<string, string>) =>
        exchange(server, { method: 'POST', path: `/api/v1/plans/${plan}/undo`, headers: { 'If-Match': `"${'0'.repeat(64)}"`, ...headers } });

    test.each([
        [{ 'Sec-Fetch-Site': 'cross-site' }],
        [{ 'Sec-Fetch-Site': 'same-site' }],
        [{ Origin: 'https://example.net' }],
        [{ Origin: 'null' }],
        [{ Origin: 'http://127.0.0.1:1' }],
    ])('%j is refused', async (headers) => {
        expectProblem(await ask(headers), 403, 'forbidden');
    });

    test('our own pages and programs get through', async () => {
        for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { 'Sec-Fetch-Site': 'none' }, { Origin: own() }, {}] as Record<string, string>[])
            expectProblem(await ask(headers), 412, 'stale_plan');
    });

    test('reading is not changed by it', async () => {
        expect((await exchange(server, { path: '/api/v1/agencies', headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(200);
    });

    test('a host that is not ours is refused', async () => {
        for (const host of ['example.net', `example.net:${server.port}`, '127.0.0.1.example.net'])
            expectProblem(await exchange(server, { path: '/api/v1/agencies', headers: { Host: host } }), 421, 'misdirected_request');
        expect((await exchange(server, { path: '/api/v1/agencies', headers: { Host: `localhost:${server.port}` } })).status).toBe(200);
    });
});

test('the log has a line for each request, and neither bodies nor queries', async () => {
    const text = await readFile(join(kProject, 'examples/office/document.txt'));
    const answer = await contract.call('import_document', { path: { agency: 'office' }, query: { file_name: 'ลับ-secret.txt' }, body: text });
    const id = String(answer.headers['x-request-id']);
    await expect.poll(async () => (await server.log()).filter((line) => line['request'] === id).length).toBe(1);
    const line = (await server.log()).find((item) => item['request'] === id);
    expect(line).toMatchObject({ kind: 'access', method: 'POST', operation: 'import_document', status: 202, path: '/api/v1/agencies/office/imports' });
    expect(JSON.stringify(await server.log())).not.toContain('secret');
});
