// What is found by words, and by whom: records, evidence, requests and letters, people. On both databases.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Contract, kSearchOperations } from './support/contract.ts';
import { startCluster, type Cluster } from './support/postgres.ts';
import { accountOf, startIn, type Server } from './support/server.ts';

const kPlan = { path: { plan: 'iao-2565' } };
const on = '2022-03-31';

let cluster: Cluster | undefined;
beforeAll(async () => {
    cluster = await startCluster();
}, 60_000);
afterAll(async () => await cluster?.stop());

describe.each(['SQLite', 'PostgreSQL'])('what is found on %s', (kind) => {
    let server: Server | undefined;
    let contract: Contract;
    let folder: string;
    const bearer = async (role: string) => ({ Authorization: `Bearer ${(await accountOf(folder, role)).token}` });
    const search = async (words: string, role = 'planning_officer') => await contract.call('search_plan', { ...kPlan, headers: await bearer(role), query: { words } });
    /** Kind and title of all that came. */
    const found = async (words: string, role?: string) => (await search(words, role)).json.items.map((item: any) => [item.kind, item.title]);
    const put = async (records: object[]) => {
        const answer = await contract.call('put_records', { ...kPlan, headers: await bearer('data_steward'), body: { records } });
        expect(answer.status).toBe(201);
        return answer.json.facts as string[];
    };

    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
        const database = kind === 'SQLite' ? `sqlite:${folder}/phaen.db` : cluster?.url;
        if (database === undefined) return;
        server = await startIn(folder, database, '--example', '--data', folder);
        contract = await Contract.read(server);
    }, 120_000);
    beforeEach(({ skip }) => {
        if (server === undefined) skip('PostgreSQL 15 is not installed');
    });
    afterAll(async () => {
        if (server) expect(await server.stop()).toBe(0);
    });

    test('a record, by words in any order, either digits, the words of a choice', async () => {
        await put([{ dataset: 'works', record: 'work-found', on, values: { title: 'คลองสวยน้ำใสปี ๒๕๖๕', platform: 'จดหมายข่าวเมือง', form: 'article', status: 'planned' } }]);
        const { items } = (await search('คลองสวย')).json;
        expect(items).toEqual([{ kind: 'record', id: 'work-found', title: expect.stringContaining('คลองสวยน้ำใสปี ๒๕๖๕'), of: { th: 'ผลงานที่เผยแพร่ในต่างประเทศ', en: expect.any(String) }, on, dataset: 'works' }]);
        for (const words of ['ปี 2565 คลองสวย', 'น้ำใสคลองสวย', 'คลองสวย จดหมายข่าว', 'work-found']) expect([words, (await search(words)).json.items.map((item: any) => item.id)]).toEqual([words, ['work-found']]);
        expect(await found('ทางด่วนข้ามสมุทร')).toEqual([]);
    });

    test('what stands in the plan, by its name, its number and its id, for who asks for it', async () => {
        const elements = async (words: string, role = 'planning_officer') =>
            (await contract!.call('search_plan', { ...kPlan, headers: await bearer(role), query: { words, elements: 'true' } })).json.items.filter((item: any) => item.kind === 'element');
        const { content } = (await contract!.call('read_plan', { ...kPlan, headers: await bearer('planning_officer') })).json;
        const [project] = content.projects;
        const whole = (await elements(project.name)).find((item: any) => item.id === project.id);
        expect(whole).toMatchObject({ kind: 'element', title: project.name, element_kind: 'project' });
        expect((await elements(project.id)).map((item: any) => item.id)).toContain(project.id);
        expect((await elements('schedule-1.step-1'))[0]).toMatchObject({ id: 'schedule-1.step-1', element_kind: 'step' });
        // A number may be typed in either digits.
        const arabic = project.number.replace(/[๐-๙]/g, (digit: string) => String(digit.charCodeAt(0) - 0xe50));
        for (const number of [project.number, arabic]) expect([number, (await elements(`${number} ${project.name}`)).map((item: any) => item.id)]).toEqual([number, expect.arrayContaining([project.id])]);
        // Unasked for they do not come, and never to who may not read the plan.
        expect((await search(project.name)).json.items.filter((item: any) => item.kind === 'element')).toEqual([]);
        expect(await elements(project.name, 'requester')).toEqual([]);
    });

    test('what was taken back is found no more', async () => {
        const [fact] = await put([{ dataset: 'works', record: 'work-gone', on, values: { title: 'หอดูดาวริมน้ำ', platform: 'เว็บไซต์', status: 'planned' } }]);
        expect((await found('หอดูดาว')).length).toBe(1);
        await contract.call('withdraw_fact', { path: { ...kPlan.path, fact: fact! }, headers: await bearer('data_steward') });
        expect(await found('หอดูดาว')).toEqual([]);
    });

    test('evidence, by its title and by the name of its file', async () => {
        const query = { element: 'schedule-4.step-1', on, title: 'ภาพถ่ายพิธีลงนาม', file_name: 'มติที่ประชุม-77.pdf' };
        const { fact } = (await contract.call('add_evidence', { ...kPlan, headers: await bearer('planning_officer'), query, body: Buffer.from('%PDF-1.7') })).json;
        for (const words of ['พิธีลงนาม', 'มติที่ประชุม-๗๗.pdf']) expect((await search(words)).json.items).toMatchObject([{ kind: 'evidence', id: fact, element: 'schedule-4.step-1', element_kind: 'step', on }]);
    });

    test('a request, by what it is about and by the number of the letter that decided it', async () => {
        const move = async (role: string, body: object) => await contract.call('move_subject', { path: { agency: 'office', kind: 'request', subject: 'find-1' }, headers: await bearer(role), body });
        expect((await move('project_owner', { action: 'submit', revision: 0, title: 'ขออนุมัติเช่าเครื่องฉายดาว' })).status).toBe(200);
        expect((await move('director', { action: 'approve', revision: 1, document: 'กท 0777/99', date: '2022-04-01' })).status).toBe(200);
        for (const words of ['เครื่องฉายดาว', 'กท ๐๗๗๗/๙๙']) expect((await search(words)).json.items).toEqual([{ kind: 'subject', id: 'find-1', workflow: 'request', title: 'ขออนุมัติเช่าเครื่องฉายดาว', of: { th: 'คำขออนุมัติ', en: expect.any(String) } }]);
    });

    test('people, by name and by role, while they are in the agency', async () => {
        const administrator = await bearer('administrator');
        const { id } = (await contract.call('add_account', { headers: administrator, body: { login: 'pimjai', name: 'พิมพ์ใจ ทดสอบค้น', password: 'ฝนตกที่หน้าต่างบานเก่า' } })).json;
        expect(await found('พิมพ์ใจ')).toEqual([]);
        await contract.call('assign_role', { headers: administrator, path: { agency: 'office' }, body: { account: id, role: 'reader' } });
        expect((await search('พิมพ์ใจ')).json.items).toEqual([{ kind: 'person', id, title: 'พิมพ์ใจ ทดสอบค้น', of: { th: 'ผู้อ่าน', en: 'reader' } }]);
        expect((await search('พิมพ์ใจ ผู้อ่าน')).json.items.map((item: any) => item.id)).toEqual([id]);
        await contract.call('change_account', { headers: administrator, path: { account: id }, body: { disabled: true } });
        expect(await found('พิมพ์ใจ')).toEqual([]);
    });

    test('is never what the person may not read', async () => {
        // Of another agency: sees the agency, and nothing of its plan.
        for (const words of ['คลองสวย', 'พิธีลงนาม', 'เครื่องฉายดาว', 'ผู้อำนวยการ']) expect([words, await found(words, 'requester')]).toEqual([words, []]);
        // The steward and the data owner see records and evidence, and no approvals.
        expect((await found('เครื่องฉายดาว', 'director')).length).toBe(1);
        for (const role of ['data_steward', 'data_owner']) {
            expect((await found('คลองสวย', role)).length).toBe(1);
            expect(await found('เครื่องฉายดาว', role)).toEqual([]);
        }
    });

    test('is never by what is personal, also for who may see it', async () => {
        const text = (personal: boolean) => `schema = "phaen.dataset/1"\nid = "guests"\nversion = 1\ntitle = { th = "แขกของเมือง", en = "Guests" }\nkey = ["name"]\n\n[[fields]]\nname = "name"\ntype = "text"\nrequired = true\npersonal = ${String(personal)}\n\n[[fields]]\nname = "visit"\ntype = "text"\n`;
        const set = async (personal: boolean) => expect((await contract.call('put_agency_dataset', { path: { agency: 'office', dataset: 'guests' }, headers: await bearer('data_steward'), body: { text: text(personal) } })).status).toBe(200);
        await set(false);
        await put([{ dataset: 'guests', record: 'guest-1', on, values: { name: 'สมปองผู้มาเยือน', visit: 'ดูงานคลองแสนแสบ' } }]);
        expect((await found('สมปอง')).length).toBe(1);
        // From now on the name is personal, also where it was written down before.
        await set(true);
        await put([{ dataset: 'guests', record: 'guest-2', on, values: { name: 'สมหมายผู้มาเยือน', visit: 'ดูงานคลองแสนแสบ' } }]);
        for (const role of ['planning_officer', 'data_steward', 'administrator']) expect([role, await found('สมปอง', role), await found('สมหมาย', role)]).toEqual([role, [], []]);
        const { items } = (await search('แสนแสบ', 'data_steward')).json;
        expect(items.map((item: any) => [item.id, item.title])).toEqual([['guest-1', 'ดูงานคลองแสนแสบ'], ['guest-2', 'ดูงานคลองแสนแสบ']]);
    });

    test('is ten of a kind at most, and says that there are more', async () => {
        await put(Array.from({ length: 11 }, (_, n) => ({ dataset: 'works', on, values: { title: `ศาลาพักใจหลังที่ ${n}`, platform: 'เว็บไซต์', status: 'planned' } })));
        const { items, more } = (await search('ศาลาพักใจ')).json;
        expect([items.length, more]).toEqual([10, true]);
        expect((await search('คลองสวย')).json.more).toBe(false);
    });

    test('is refused for nothing and for too much', async () => {
        expect((await search('ก')).status).toBe(422);
        expect((await search('ก'.repeat(70))).status).toBe(422);
        expect((await contract.call('search_plan', { path: { plan: 'nothing' }, query: { words: 'คลอง' } })).status).toBe(404);
    });

    test('was asked for by every operation', () => {
        for (const id of kSearchOperations) expect([id, contract.seen.get(id)?.has(200)]).toEqual([id, true]);
    });
});
