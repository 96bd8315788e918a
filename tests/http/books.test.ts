// Templates of books, previews, and printed books verified, over HTTP.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, kBookOperations } from './support/contract.ts';
import { startServer, tokenOf, type Server } from './support/server.ts';

let server: Server;
let contract: Contract;
const office = { path: { agency: 'office' } };
const annual = { path: { agency: 'office', template: 'annual-plan' } };
const plan = { path: { plan: 'iao-2565' } };

beforeAll(async () => {
    server = await startServer('--example');
    contract = await Contract.read(server);
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});

const tag = (answer: { headers: Record<string, unknown> }) => String(answer.headers['etag']).slice(1, -1);

describe('templates', () => {
    test('are listed with the books that they print', async () => {
        const { items } = (await contract.call('list_templates', office)).json;
        expect(items.map((item: any) => [item.template, item.is_own])).toEqual([['annual-plan', false], ['agreement', false], ['indicators', false], ['projects', false], ['reports', false]]);
        expect((await contract.call('read_template', { path: { agency: 'office', template: 'nothing' } })).status).toBe(404);
        const first = await contract.call('read_template', annual);
        expect((await contract.call('read_template', { ...annual, headers: { 'If-None-Match': `"${tag(first)}"` } })).status).toBe(304);
    });

    test('are changed by who saw them, with errors at their lines, and go back', async () => {
        const before = await contract.call('read_template', annual);
        const wrong = `${before.json.text}\n[[blocks]]\npart = "nowhere"\n`;
        const line = wrong.split('\n').findIndex((text) => text.includes('"nowhere"')) + 1;
        const checked = await contract.call('check_template', { ...annual, body: { text: wrong } });
        expect(checked.json.errors.map((item: any) => item.line)).toEqual([line]);
        const refused = await contract.call('put_template', { ...annual, if_match: tag(before), body: { text: wrong } });
        expect([refused.status, refused.json.type, refused.json.errors[0].line]).toEqual([422, 'urn:phaen:problem:bad_template', line]);
        const text = before.json.text.replace('vision_heading = "วิสัยทัศน์"', 'vision_heading = "ภาพที่อยากเห็น"');
        const seen = await contract.call('preview_book', { ...plan, body: { book: 'plan', text } });
        expect(seen.text).toContain('ภาพที่อยากเห็น');
        expect((await contract.call('preview_book', { ...plan, body: { book: 'plan' } })).text).not.toContain('ภาพที่อยากเห็น');
        const kept = await contract.call('put_template', { ...annual, if_match: tag(before), body: { text } });
        expect([kept.status, kept.json.is_own, kept.json.shipped]).toEqual([200, true, before.json.text]);
        expect((await contract.call('put_template', { ...annual, if_match: tag(before), body: { text } })).status).toBe(412);
        const book = async (template?: string) => (await contract.call('download_book', { ...plan, query: { format: 'html', ...(template ? { template } : {}) } })).text;
        expect(await book()).toContain('ภาพที่อยากเห็น');
        expect(await book('shipped')).not.toContain('ภาพที่อยากเห็น');
        const reset = await contract.call('reset_template', { ...annual, if_match: tag(kept) });
        expect([reset.json.is_own, tag(reset)]).toEqual([false, tag(before)]);
        expect(await book()).not.toContain('ภาพที่อยากเห็น');
    });

    test('of reports are their words', async () => {
        const text = 'schema = "phaen.report-words/1"\n[words]\ngrand_total = "ยอดคะแนนทั้งหมด"\n';
        const seen = await contract.call('preview_book', { ...plan, body: { book: 'evaluation', text }, query: { as_of: '2022-03-31' } });
        expect(seen.text).toContain('ยอดคะแนนทั้งหมด');
    });

    test('are not for everybody to change', async () => {
        const headers = { Authorization: `Bearer ${await tokenOf(server, 'reader')}` };
        const read = await contract.call('read_template', { ...annual, headers });
        expect(read.status).toBe(200);
        expect((await contract.call('put_template', { ...annual, headers, if_match: tag(read), body: { text: read.json.text } })).status).toBe(403);
    });
});

describe('a printed book', () => {
    const verify = async (body: Buffer | string) => await contract.call('verify_book', { ...plan, body, content_type: 'application/pdf' });
    const print = async () => (await contract.call('download_book', { ...plan, query: { book: 'agreement' } })).bytes;

    test('is the same, also when the plan has gone on; a changed one is not', async () => {
        const bytes = await print();
        const same = (await verify(bytes)).json;
        expect(same).toMatchObject({ result: 'same', number: 1, newest: 1, page: null, block: null, other_program: null, other_fonts: false, strange: [] });
        expect(same.pages).toBeGreaterThan(0);
        const { etags } = (await contract.call('read_plan', plan)).json;
        const at = { path: { plan: 'iao-2565', element: 'indicator-1' } };
        expect((await contract.call('change_element', { ...at, if_match: etags['indicator-1'], body: { name: 'ตัวชี้วัดที่เปลี่ยนชื่อ' } })).status).toBe(200);
        expect((await verify(bytes)).json).toMatchObject({ result: 'same', number: 1, newest: 2 });
        const now = await print();
        expect((await verify(now)).json).toMatchObject({ result: 'same', number: 2, newest: 2 });
    });

    test('of another plan differs from the newest version, at a page and a block', async () => {
        const { content } = (await contract.call('read_plan', plan)).json;
        const other = { ...content, id: 'another-plan', indicators: content.indicators.map((item: any) => (item.id === 'indicator-1' ? { ...item, name: 'ตัวชี้วัดของแผนอื่น' } : item)) };
        expect((await contract.call('add_plan', { ...office, body: other })).status).toBe(201);
        const bytes = (await contract.call('download_book', { path: { plan: 'another-plan' }, query: { book: 'agreement' } })).bytes;
        const found = (await verify(bytes)).json;
        expect(found).toMatchObject({ result: 'differs', number: null, newest: 2 });
        expect(found.page).toBeGreaterThan(0);
        expect(found.block.block).toBeGreaterThan(0);
    });

    test('by a template that the agency does not have is told', async () => {
        const before = await contract.call('read_template', { path: { agency: 'office', template: 'agreement' } });
        const at = { path: { agency: 'office', template: 'agreement' } };
        const kept = await contract.call('put_template', { ...at, if_match: tag(before), body: { text: `# ours\n${before.json.text}` } });
        const own = await print();
        expect((await verify(own)).json).toMatchObject({ result: 'same', strange: [] });
        await contract.call('reset_template', { ...at, if_match: tag(kept) });
        expect((await verify(own)).json).toMatchObject({ result: 'same', strange: ['template'] });
    });

    test('of the year is printed again from the facts as they were known', async () => {
        const bytes = (await contract.call('download_book', { ...plan, query: { book: 'progress', as_of: '2022-03-31' } })).bytes;
        const reports = [{ step: 'schedule-8.step-4', on: '2022-03-31', percent: '50' }];
        expect((await contract.call('report_progress', { ...plan, body: { reports } })).status).toBe(201);
        expect((await verify(bytes)).json).toMatchObject({ result: 'same', page: null, strange: [] });
    });

    test('that is no PDF of ours or cut is refused with its reason', async () => {
        const bytes = await print();
        for (const body of ['hello', bytes.subarray(0, bytes.length / 2)]) {
            const refused = await verify(body);
            expect([refused.status, refused.json.type]).toEqual([415, 'urn:phaen:problem:not_verifiable']);
            expect(refused.json.message.detail.en).not.toBe('');
        }
    });
});

test('every operation of books was called, and every success that the document lists was seen', () => {
    const missing = kBookOperations.flatMap((id) =>
        [...(contract.operations.get(id)?.answers.keys() ?? [0])].filter((status) => status < 400 && !contract.seen.get(id)?.has(status)).map((status) => `${id} ${status}`),
    );
    expect(missing).toEqual([]);
});
