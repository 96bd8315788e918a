// Templates of books, previews, and printed books verified, over HTTP.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, kBookOperations } from './support/contract.ts';
import { replacedIn } from './support/edited.ts';
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

describe('a file that was edited', () => {
    const download = async (format: string) => (await contract.call('download_book', { ...plan, query: { book: 'plan', format } })).bytes;
    const review = async (body: Buffer | string, file_name: string) => await contract.call('review_edited_file', { ...plan, query: { file_name }, body });
    const here = async () => (await contract.call('read_plan', plan)).json;
    const nameOf = (head: any, project: string) => head.content.projects.find((one: any) => one.id === project).name as string;
    /** A printed name replaced in the text that the plan was downloaded as. */
    const edited = async (...pairs: [string, string][]) => {
        let text = (await download('txt')).toString('utf8');
        for (const [before, after] of pairs) {
            expect(text).toContain(before);
            text = text.replaceAll(before, after);
        }
        return text;
    };

    test('that is as it was changes nothing, in each form', async () => {
        for (const form of ['docx', 'xlsx']) {
            const answer = await review(await download(form), `แผน.${form}`);
            expect([answer.status, answer.json.diff.changes, answer.json.conflicts, answer.json.says_version]).toEqual([200, [], [], true]);
            expect(answer.json.base_number).toBe(answer.json.number);
        }
    }, 300_000);

    test('is reviewed, chosen from, taken over once as a version, and undone', async () => {
        const before = await here();
        const [one, two] = [nameOf(before, 'project-1'), nameOf(before, 'project-2')];
        const text = await edited([one, `${one} ระยะที่สอง`], [two, `${two} ฉบับใหม่`]);
        const seen = (await review(text, 'แผน.txt')).json;
        expect(seen.says_version).toBe(false);
        const names = seen.diff.changes.filter((change: any) => change.fields.some((field: any) => field.field === 'name')).map((change: any) => change.element);
        expect(names).toEqual(expect.arrayContaining(['project-1', 'project-2']));
        const leave_out = seen.diff.changes.map((change: any) => change.element ?? 'plan').filter((element: string) => element !== 'project-1');
        const body = { file: seen.file, file_name: seen.file_name, leave_out, reason: 'แก้ตามที่ประชุม' };
        expect((await contract.call('take_edited_file', { ...plan, body })).status).toBe(428);
        expect((await contract.call('take_edited_file', { ...plan, if_match: 'f'.repeat(64), body })).json).toMatchObject({ type: 'urn:phaen:problem:stale_plan', current_number: before.number });
        const call = { ...plan, if_match: seen.version, body, headers: { 'Idempotency-Key': 'edited-1' } };
        const taken = await contract.call('take_edited_file', call);
        expect([taken.status, taken.json.action, taken.json.number, taken.json.reason]).toEqual([200, 'bring_back', before.number + 1, 'แก้ตามที่ประชุม']);
        expect((await contract.call('take_edited_file', call)).json).toEqual(taken.json);
        const after = await here();
        expect([nameOf(after, 'project-1'), nameOf(after, 'project-2')]).toEqual([`${one} ระยะที่สอง`, two]);
        // Changed in the meantime: what was reviewed is of an older version.
        expect((await contract.call('take_edited_file', { ...plan, if_match: seen.version, body })).status).toBe(412);
        expect((await contract.call('undo', { ...plan, if_match: after.version })).status).toBe(200);
        expect(nameOf(await here(), 'project-1')).toBe(one);
    }, 300_000);

    test('beside what was changed in the plan since is a conflict, and the plan stays', async () => {
        const before = await here();
        const workbook = await download('docx');
        const at = { path: { plan: 'iao-2565', element: 'project-1' } };
        expect((await contract.call('change_element', { ...at, if_match: before.etags['project-1'], body: { name: 'ชื่อที่แก้ในระบบ' } })).status).toBe(200);
        // The unedited file says what the plan said before: that is no change of the file's.
        const seen = (await review(workbook, 'แผน.docx')).json;
        expect([seen.base_number, seen.number, seen.diff.changes, seen.conflicts]).toEqual([before.number, before.number + 1, [], []]);
        expect((await contract.call('undo', { ...plan, if_match: (await here()).version })).status).toBe(200);
    }, 300_000);

    test('beside another change of the same field is decided side by side', async () => {
        const before = await here();
        const [one, two] = [nameOf(before, 'project-1'), nameOf(before, 'project-2')];
        const bytes = replacedIn(await download('docx'), [one, 'ชื่อในแฟ้ม'], [two, 'อีกชื่อในแฟ้ม']);
        const rename = async (project: string, name: string) => {
            const at = { path: { plan: 'iao-2565', element: project } };
            expect((await contract.call('change_element', { ...at, if_match: (await here()).etags[project], body: { name } })).status).toBe(200);
        };
        await rename('project-1', 'ชื่อในระบบ');
        await rename('project-2', 'อีกชื่อในระบบ');
        const seen = (await review(bytes, 'แผน.docx')).json;
        expect(seen.conflicts).toEqual([
            { element: 'project-1', field: 'name', base: one, ours: 'ชื่อในระบบ', theirs: 'ชื่อในแฟ้ม' },
            { element: 'project-2', field: 'name', base: two, ours: 'อีกชื่อในระบบ', theirs: 'อีกชื่อในแฟ้ม' },
        ]);
        const take = async (decisions: unknown, key?: string) =>
            await contract.call('take_edited_file', { ...plan, if_match: seen.version, body: { file: seen.file, file_name: seen.file_name, decisions }, headers: key ? { 'Idempotency-Key': key } : {} });
        const decided = (element: string, side: string, field = 'name') => ({ element, field, side });
        for (const wrong of ['project-1', {}, [decided('project-1', 'ours')], [decided('project-1', 'file', 'budget')], [decided('project-3', 'file')], [{ element: 'project-1', side: 'file' }], [7]])
            expect((await take(wrong)).status).toBe(422);
        // All as the plan has it: nothing changes.
        expect((await take([decided('project-1', 'plan'), decided('project-2', 'plan')])).json.type).toBe('urn:phaen:problem:nothing_chosen');
        expect((await take([decided('project-1', 'file'), decided('project-2', 'plan')])).status).toBe(200);
        const after = await here();
        expect([nameOf(after, 'project-1'), nameOf(after, 'project-2'), after.number]).toEqual(['ชื่อในแฟ้ม', 'อีกชื่อในระบบ', seen.number + 1]);
        for (let back = 0; back < 3; back += 1) expect((await contract.call('undo', { ...plan, if_match: (await here()).version })).status).toBe(200);
    }, 300_000);

    test('that changed what the plan lost meanwhile brings it back, or does not', async () => {
        const before = await here();
        const step = before.content.schedules[0].steps[0];
        const bytes = replacedIn(await download('docx'), [step.text, 'ขั้นตอนที่แก้ในแฟ้ม']);
        const at = { path: { plan: 'iao-2565', element: step.id } };
        expect((await contract.call('remove_element', { ...at, if_match: before.etags[step.id] })).status).toBe(200);
        const seen = (await review(bytes, 'แผน.docx')).json;
        expect(seen.conflicts.map(({ element, field, ours, theirs }: any) => [element, field, ours, theirs.text])).toEqual([[step.id, '', undefined, 'ขั้นตอนที่แก้ในแฟ้ม']]);
        const take = async (side: string) => await contract.call('take_edited_file', { ...plan, if_match: seen.version, body: { file: seen.file, file_name: seen.file_name, decisions: [{ element: step.id, field: '', side }] } });
        expect((await take('plan')).json.type).toBe('urn:phaen:problem:nothing_chosen');
        expect((await take('file')).status).toBe(200);
        const expected = structuredClone(before.content);
        expected.schedules[0].steps[0].text = 'ขั้นตอนที่แก้ในแฟ้ม';
        expect((await here()).content).toEqual(expected);
        for (let back = 0; back < 2; back += 1) expect((await contract.call('undo', { ...plan, if_match: (await here()).version })).status).toBe(200);
    }, 300_000);

    test('that is not of this plan, or no file that can be read, is refused with its reason', async () => {
        const type = async (body: Buffer | string, name: string) => {
            const answer = await review(body, name);
            expect(answer.status).toBe(422);
            return answer.json.type;
        };
        expect(await type('ข้อความที่ไม่เกี่ยวกัน\n', 'อื่น.txt')).toBe('urn:phaen:problem:not_of_this_plan');
        expect(await type('PK no zip', 'อื่น.xlsx')).toBe('urn:phaen:problem:bad_workbook');
        expect(await type('', 'ว่าง.txt')).toBe('urn:phaen:problem:no_file');
        const { content } = await here();
        expect((await contract.call('add_plan', { ...office, body: { ...content, id: 'one-more-plan', title: { th: 'แผนอีกฉบับ' } } })).status).toBe(201);
        const other = (await contract.call('download_book', { path: { plan: 'one-more-plan' }, query: { book: 'plan', format: 'docx' } })).bytes;
        expect(await type(other, 'แผนอื่น.docx')).toBe('urn:phaen:problem:not_of_this_plan');
        const head = await here();
        const body = { file: 'f'.repeat(64), file_name: 'แผน.docx' };
        expect((await contract.call('take_edited_file', { ...plan, if_match: head.version, body })).status).toBe(404);
        const headers = { Authorization: `Bearer ${await tokenOf(server, 'director')}` };
        expect((await contract.call('take_edited_file', { ...plan, headers, if_match: head.version, body })).status).toBe(403);
    });
});

describe('the timeline', () => {
    const book = async (query: Record<string, string>) => await contract.call('download_book', { ...plan, query: { book: 'timeline', as_of: '2022-03-31', known_at: '2022-12-01T00:00:00Z', ...query } });

    test('is printed as of a day, the same each time, on either paper, as a workbook and for the web', async () => {
        for (const query of [{ format: 'pdf' }, { format: 'pdf', paper: 'a3' }, { format: 'xlsx' }, { format: 'docx' }, { format: 'html' }] as Record<string, string>[]) {
            const first = await book(query);
            expect([first.status, (await book(query)).bytes.equals(first.bytes)]).toEqual([200, true]);
        }
        expect((await book({ format: 'html', paper: 'a3' })).text).toContain('size:A3 landscape');
        expect((await contract.call('verify_book', { ...plan, body: (await book({ state: 'late' })).bytes, content_type: 'application/pdf' })).json).toMatchObject({ result: 'same' });
    });

    test('has what its filters leave, and refuses those that the plan does not have', async () => {
        const year = (await contract.call('read_year', { ...plan, query: { as_of: '2022-03-31' } })).json;
        const done = year.schedules.flatMap((one: any) => one.steps.filter((step: any) => step.state === 'done'));
        expect(done.length).toBeGreaterThan(0);
        const text = (await book({ format: 'txt', state: 'done' })).text.replace(/\s+/g, '');
        for (const step of done) expect(text).toContain(step.name.slice(0, 12).replace(/\s+/g, ''));
        for (const query of [{ state: 'Late' }, { owner: 'nobody' }, { project: 'nothing' }] as Record<string, string>[]) {
            const refused = await book(query);
            expect([refused.status, refused.json.type]).toEqual([422, 'urn:phaen:problem:bad_filter']);
        }
        expect((await contract.call('download_book', { ...plan, query: { book: 'progress', format: 'xlsx' } })).status).toBe(422);
    });
});

test('every operation of books was called, and every success that the document lists was seen', () => {
    const missing = kBookOperations.flatMap((id) =>
        [...(contract.operations.get(id)?.answers.keys() ?? [0])].filter((status) => status < 400 && !contract.seen.get(id)?.has(status)).map((status) => `${id} ${status}`),
    );
    expect(missing).toEqual([]);
});
