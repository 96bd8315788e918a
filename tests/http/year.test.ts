// A year of the agency, each step by the role whose it is: plan, agreement, requests, money, reports, submissions, assessment.
// In the middle the server is killed; nothing that it acknowledged is lost, and what it did not answer is sent again, once.
import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, type Call } from './support/contract.ts';
import { type Answer } from './support/exchange.ts';
import { startCluster, type Cluster } from './support/postgres.ts';
import { accountOf, startIn, type Server } from './support/server.ts';

const run = promisify(execFile);
const kPlan = 'year-2565';
const kPaper = { document: 'กท 0304/12', date: '2021-10-15', signer: 'ผู้อำนวยการสำนักงาน' };
const at = { plan: kPlan };

let cluster: Cluster | undefined;
beforeAll(async () => {
    cluster = await startCluster();
}, 60_000);
afterAll(async () => await cluster?.stop());

/** An agency whose server may be started again on the same data. */
class Office {
    private server!: Server;
    private contract!: Contract;
    private readonly tokens = new Map<string, string>();
    private constructor(
        private readonly folder: string,
        private readonly database: string,
    ) {}

    static async open(database: (folder: string) => string): Promise<Office> {
        const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
        const office = new Office(folder, database(folder));
        await office.start();
        return office;
    }
    async start(): Promise<void> {
        this.server = await startIn(this.folder, this.database, '--example', '--data', this.folder);
        this.contract = await Contract.read(this.server);
    }
    async kill(): Promise<void> {
        await this.server.kill();
    }
    async verify(): Promise<string> {
        return (await run(process.env['PHAEN'] ?? '', ['verify', '--db', this.database, '--data', this.folder, '--lang', 'en'])).stdout;
    }
    async close(): Promise<number | null> {
        return await this.server.stop();
    }
    async as(role: string, id: string, call: Call = {}): Promise<Answer> {
        let token = this.tokens.get(role);
        if (token === undefined) this.tokens.set(role, (token = (await accountOf(this.folder, role)).token));
        return await this.contract.call(id, { ...call, headers: { Authorization: `Bearer ${token}`, ...call.headers } });
    }
    /** Done, with what came; anything else fails the test. */
    async done(role: string, id: string, call: Call = {}): Promise<any> {
        const answer = await this.as(role, id, call);
        if (answer.status >= 300) throw new Error(`${role} ${id}: ${answer.status} ${answer.text.slice(0, 500)}`);
        return answer.json;
    }
    /** The word of the refusal. */
    async refused(role: string, id: string, call: Call = {}): Promise<string> {
        const answer = await this.as(role, id, call);
        if (answer.status < 400) throw new Error(`${role} ${id}: ${answer.status} was to be refused`);
        return String(answer.json.type).replace('urn:phaen:problem:', '');
    }
    private moving(kind: string, subject: string, action: string, revision: number, more: object): Call {
        return { path: { agency: 'office', kind, subject }, body: { action, revision, ...more } };
    }
    async move(role: string, kind: string, subject: string, action: string, revision: number, more: object = {}): Promise<any> {
        return await this.done(role, 'move_subject', this.moving(kind, subject, action, revision, more));
    }
    async may_not(role: string, kind: string, subject: string, action: string, revision: number, more: object = {}): Promise<string> {
        return await this.refused(role, 'move_subject', this.moving(kind, subject, action, revision, more));
    }
}

async function plan_and_agreement(office: Office): Promise<void> {
    const { content } = await office.done('planning_officer', 'read_plan', { path: { plan: 'iao-2565' } });
    await office.done('planning_officer', 'add_plan', { path: { agency: 'office' }, body: { ...content, id: kPlan } });
    // Drafted, sent up, returned, mended, sent up, approved, published.
    await office.move('planning_officer', 'plan', kPlan, 'submit', 0, { title: 'แผนปฏิบัติราชการ 2565' });
    await office.move('section_head', 'plan', kPlan, 'return', 1, { comment: 'ชื่อแผนยังไม่ครบ' });
    const tag = (await office.done('planning_officer', 'read_plan', { path: at })).etags['project-1'];
    const change: Call = { path: { ...at, element: 'project-1' }, if_match: tag, body: { budget: '1600000.00' } };
    expect(await office.refused('project_owner', 'change_element', change)).toBe('not_permitted');
    await office.done('planning_officer', 'change_element', change);
    await office.move('planning_officer', 'plan', kPlan, 'submit', 2);
    await office.move('section_head', 'plan', kPlan, 'verify', 3);
    const { version } = await office.done('director', 'read_plan', { path: at });
    expect(await office.may_not('section_head', 'plan', kPlan, 'approve', 4, { version })).toBe('not_yours');
    await office.move('director', 'plan', kPlan, 'approve', 4, { version });
    expect((await office.move('planning_officer', 'plan', kPlan, 'publish', 5)).state).toBe('published');
    const now = (await office.done('planning_officer', 'read_plan', { path: at })).etags['project-1'];
    expect(await office.refused('planning_officer', 'change_element', { ...change, if_match: now, body: { budget: '1.00' } })).toBe('locked');
    // Amended once, and approved on paper, which the officer records for the signer.
    await office.move('planning_officer', 'plan', kPlan, 'amend', 6, { comment: 'ปรับงบประมาณตามที่ได้รับ' });
    await office.done('planning_officer', 'change_element', { ...change, if_match: now, body: { budget: '1500000.00' } });
    await office.move('planning_officer', 'plan', kPlan, 'submit', 7);
    await office.move('section_head', 'plan', kPlan, 'verify', 8);
    const amended = (await office.done('director', 'read_plan', { path: at })).version;
    const paper = await office.move('planning_officer', 'plan', kPlan, 'approve', 9, { version: amended, ...kPaper });
    expect([paper.state, paper.history.at(-1).note.signer]).toEqual(['approved', kPaper.signer]);
    // The agreement: negotiated, signed by the executive, changed with the evaluator's consent.
    await office.move('planning_officer', 'agreement', kPlan, 'negotiate', 0, { comment: 'ตกลงค่าเป้าหมายแล้ว' });
    expect(await office.may_not('planning_officer', 'agreement', kPlan, 'sign', 1)).toBe('missing_member');
    await office.move('executive', 'agreement', kPlan, 'sign', 1, { signer: kPaper.signer, date: kPaper.date, version: amended });
    expect((await office.done('reader', 'list_locks', { path: at })).items.map((item: any) => item.workflow).sort()).toEqual(['agreement', 'plan']);
    await office.move('director', 'agreement', kPlan, 'request-change', 2, { comment: 'ขอปรับค่าเป้าหมายตัวชี้วัดที่ 3' });
    expect(await office.may_not('planning_officer', 'agreement', kPlan, 'refuse-change', 3, { comment: 'ไม่' })).toBe('not_yours');
    expect((await office.move('evaluator', 'agreement', kPlan, 'refuse-change', 3, { comment: 'ยังไม่มีเหตุผลพอ' })).state).toBe('signed');
}

async function requests_and_money(office: Office): Promise<void> {
    // Bound to a project and a step of the plan, by its kind.
    const bound = { title: 'ขออนุมัติเดินทางไปราชการ', type: 'travel', about: { plan: kPlan, element: 'schedule-4.step-1' } };
    for (const wrong of [{ type: 'holiday' }, { about: { plan: 'nothing' } }, { about: { plan: kPlan, element: 'step-of-no-plan' } }])
        expect(await office.may_not('project_owner', 'request', 'travel-1', 'submit', 0, { ...bound, ...wrong })).toBe('bad_member');
    const begun = await office.move('project_owner', 'request', 'travel-1', 'submit', 0, bound);
    expect([begun.type, begun.about]).toEqual(['travel', bound.about]);
    const of_step = await office.done('section_head', 'list_subjects', { path: { agency: 'office' }, query: { kind: 'request', about: 'schedule-4.step-1' } });
    expect(of_step.items.map((item: any) => [item.subject, item.type])).toEqual([['travel-1', 'travel']]);
    await office.move('section_head', 'request', 'travel-1', 'return', 1, { comment: 'ขาดกำหนดการ' });
    await office.move('project_owner', 'request', 'travel-1', 'submit', 2);
    expect(await office.may_not('project_owner', 'request', 'travel-1', 'approve', 3, kPaper)).toBe('not_yours');
    // The signed paper is kept with it.
    const scan = { element: 'schedule-4.step-1', on: '2021-10-15', title: 'บันทึกที่ลงนามแล้ว', file_name: 'signed.pdf' };
    const { fact } = await office.done('project_owner', 'add_evidence', { path: at, query: scan, body: Buffer.from('%PDF-1.7 signed') });
    expect(await office.may_not('director', 'request', 'travel-1', 'approve', 3, { ...kPaper, file: 'no-such-fact' })).toBe('bad_member');
    const approved = await office.move('director', 'request', 'travel-1', 'approve', 3, { ...kPaper, file: fact });
    expect([approved.state, approved.history.at(-1).note]).toEqual(['approved', { ...kPaper, file: fact }]);
    await office.move('requester', 'request', 'data-1', 'submit', 0, { title: 'ขอข้อมูลความร่วมมือระหว่างเมือง' });
    expect((await office.move('executive', 'request', 'data-1', 'reject', 1, { comment: 'ข้อมูลยังไม่เปิดเผย' })).state).toBe('rejected');
    const posting = (kind: string, amount: string) => ({ on: '2022-01-31', posting: kind, amount, fund: 'annual', category: 'other', item: 'travel' });
    const post = (...postings: object[]): Call => ({ path: at, body: { postings } });
    expect(await office.refused('project_owner', 'add_postings', post(posting('appropriation', '1.00')))).toBe('not_permitted');
    await office.done('budget_officer', 'add_postings', post(posting('appropriation', '100000.00'), posting('disbursement', '60000.00')));
    // Two who spend what is left at the same time: 60,000 and twice 30,000 of 100,000.
    const both = await Promise.all([1, 2].map(async () => await office.as('budget_officer', 'add_postings', post(posting('disbursement', '30000.00')))));
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 422]);
    const money = await office.done('budget_officer', 'read_money', { path: at });
    expect(money.total).toMatchObject({ appropriated: '100000.00', disbursed: '90000.00' });
}

const report = (step: string, on: string, percent: string): Call => ({ path: at, body: { reports: [{ step, on, percent, text: 'ตามแผน' }] } });

/** What is acknowledged when the server is killed among those who report. */
async function reports_and_a_power_failure(office: Office): Promise<void> {
    // The owner is responsible for project-1 (schedule-4), the head for what org-3 leads (schedules 4 to 6).
    expect(await office.refused('project_owner', 'report_progress', report('schedule-1.step-1', '2021-11-30', '50'))).toBe('not_yours');
    expect(await office.refused('reader', 'report_progress', report('schedule-4.step-1', '2021-11-30', '50'))).toBe('not_permitted');
    const who: [string, string][] = [
        ['project_owner', 'schedule-4.step-1'],
        ['section_head', 'schedule-5.step-1'],
        ['planning_officer', 'schedule-1.step-1'],
    ];
    let sent = 0;
    let killed = false;
    const kept = new Map<string, { role: string; call: Call; facts: string[] | undefined }>();
    const people = Array.from({ length: 12 }, async (_, person) => {
        const [role, step] = who[person % who.length] ?? ['', ''];
        for (let n = 0; !killed; ++n) {
            const key = `report-${person}-${n}`;
            const call: Call = { ...report(step, `2021-11-${String((n % 28) + 1).padStart(2, '0')}`, String(n % 101)), headers: { 'Idempotency-Key': key } };
            kept.set(key, { role, call, facts: undefined });
            ++sent;
            const answer = await office.as(role, 'report_progress', call).catch(() => undefined);
            if (answer === undefined) return;
            expect(answer.status).toBe(201);
            kept.set(key, { role, call, facts: answer.json.facts });
        }
    });
    while (sent < 100) await new Promise((done) => setTimeout(done, 5));
    await office.kill();
    killed = true;
    await Promise.all(people);
    await office.start();
    const acknowledged = [...kept.values()].filter((one) => one.facts !== undefined);
    expect(acknowledged.length).toBeGreaterThan(50);
    const facts = async () => {
        const found: string[] = [];
        for (let cursor: string | undefined; ; ) {
            const page = await office.as('planning_officer', 'list_facts', { path: at, query: { kind: 'progress', limit: 200, ...(cursor ? { cursor } : {}) } });
            found.push(...page.json.facts.map((fact: any) => fact.id));
            const next = /<([^>]+)>; rel="next"/.exec(String(page.headers.link ?? ''))?.[1];
            if (next === undefined) return found;
            cursor = new URL(next, 'http://phaen.test').searchParams.get('cursor') ?? '';
        }
    };
    const there = new Set(await facts());
    for (const one of acknowledged) expect(one.facts?.every((fact) => there.has(fact))).toBe(true);
    // Each person sends again what they do not know about, and what they do: it is there once.
    for (const { role, call, facts: known } of kept.values()) {
        const again = await office.done(role, 'report_progress', call);
        if (known !== undefined) expect(again.facts).toEqual(known);
    }
    const after = await facts();
    expect([after.length, new Set(after).size]).toEqual([kept.size, kept.size]);

    const file = { element: 'schedule-4.step-1', on: '2021-11-30', title: 'ภาพถ่าย', file_name: 'photo.png' };
    const evidence = await office.done('project_owner', 'add_evidence', { path: at, query: file, body: Buffer.from([1, 2, 3]) });
    expect((await office.as('evaluator', 'download_evidence', { path: { ...at, fact: evidence.fact } })).bytes).toEqual(Buffer.from([1, 2, 3]));
    // The month is confirmed by the head, closed, and opened again by the director only.
    const month = `${kPlan}.2021-11`;
    await office.move('project_owner', 'progress', `${month}.org-3`, 'report', 0);
    expect(await office.may_not('project_owner', 'progress', `${month}.org-3`, 'confirm', 1)).toBe('not_yours');
    await office.move('section_head', 'progress', `${month}.org-3`, 'confirm', 1);
    // What another section leads, a section may report on and not confirm.
    await office.move('planning_officer', 'progress', `${month}.org-4`, 'report', 0);
    expect(await office.may_not('section_head', 'progress', `${month}.org-4`, 'confirm', 1)).toBe('not_yours');
    await office.move('planning_officer', 'period', month, 'close', 0);
    const late = report('schedule-4.step-1', '2021-11-30', '100');
    expect((await office.as('project_owner', 'report_progress', late)).status).toBe(422);
    // What was kept before the month was closed is answered as it was, and its key keeps nothing else.
    const [old] = acknowledged;
    if (!old) throw new Error('nothing was acknowledged');
    expect((await office.done(old.role, 'report_progress', old.call)).facts).toEqual(old.facts);
    for (const on of ['2021-11-30', '2021-12-31'])
        expect(await office.refused(old.role, 'report_progress', { ...report('schedule-4.step-1', on, '99'), headers: old.call.headers ?? {} })).toBe('key_reused');
    expect(await office.may_not('planning_officer', 'period', month, 'reopen', 1, { comment: 'ขาด' })).toBe('not_yours');
    await office.move('director', 'period', month, 'reopen', 1, { comment: 'รายงานขาดหนึ่งฉบับ' });
    await office.done('project_owner', 'report_progress', late);
    const year = await office.done('executive', 'read_year', { path: at });
    expect(year.schedules.find((one: any) => one.id === 'schedule-4').steps[0].actual).toBe('100');
}

async function submission_and_records(office: Office): Promise<void> {
    await office.move('section_head', 'submission', 'results-1', 'submit', 0, { title: 'รายงานผลการจัดกิจกรรม' });
    await office.move('executive', 'submission', 'results-1', 'acknowledge', 1, { date: '2022-06-30', comment: 'มอบหมาย', units: ['org-3', 'org-4'] });
    await office.move('planning_officer', 'submission', 'results-1', 'dispatch', 2, { document: 'กท 0304/55' });
    // Each unit answers for itself; it is answered when the last one has.
    expect(await office.may_not('section_head', 'submission', 'results-1', 'answer', 3, { comment: 'แทนกัน', unit: 'org-4' })).toBe('not_yours');
    const first = await office.move('section_head', 'submission', 'results-1', 'answer', 3, { comment: 'ดำเนินการแล้ว', unit: 'org-3' });
    expect([first.state, first.units]).toEqual(['dispatched', [{ unit: 'org-3', answered: true }, { unit: 'org-4', answered: false }]]);
    expect((await office.move('requester', 'submission', 'results-1', 'answer', 4, { comment: 'ดำเนินการแล้ว', unit: 'org-4' })).state).toBe('answered');
    expect((await office.move('section_head', 'submission', 'results-1', 'close', 5, { comment: 'ครบ' })).state).toBe('closed');
    const record = (id: string): Call => ({ path: at, body: { records: [{ dataset: 'datasets', record: id, on: '2022-03-31', values: { title: `ทะเบียน ${id}`, status: 'surveyed' } }] } });
    await office.done('data_steward', 'put_records', record('set-1'));
    await office.done('data_owner', 'put_records', record('set-2'));
    expect(await office.refused('reader', 'put_records', record('set-3'))).toBe('not_permitted');
    const { records } = await office.done('reader', 'list_records', { path: { ...at, dataset: 'datasets' } });
    expect(records.map((one: any) => one.record).sort()).toEqual(['set-1', 'set-2']);
}

async function assessment(office: Office): Promise<void> {
    const judge = (element: string, assessed_by: string, score: string, status = 'provisional'): Call => ({
        path: at,
        body: { element, on: '2022-09-30', assessed_by, score, status, reason: 'ตามหลักฐาน' },
    });
    const before = await office.done('evaluator', 'read_score', { path: at });
    await office.done('planning_officer', 'add_assessment', judge('indicator-1', 'self', '25'));
    await office.move('planning_officer', 'scores', `${kPlan}.2`, 'self-assess', 0);
    expect(await office.refused('planning_officer', 'add_assessment', judge('indicator-1', 'evaluator', '20'))).toBe('not_yours');
    await office.done('evaluator', 'add_assessment', judge('indicator-1', 'evaluator', '15', 'verified'));
    await office.move('evaluator', 'scores', `${kPlan}.2`, 'verify', 1);
    expect(await office.may_not('evaluator', 'scores', `${kPlan}.2`, 'ask-review', 2, { comment: 'x' })).toBe('not_yours');
    await office.move('director', 'scores', `${kPlan}.2`, 'ask-review', 2, { comment: 'มีหลักฐานเพิ่ม' });
    await office.done('evaluator', 'add_assessment', judge('indicator-1', 'evaluator', '20', 'final'));
    await office.move('evaluator', 'scores', `${kPlan}.2`, 'verify', 3);
    const last = await office.move('executive', 'scores', `${kPlan}.2`, 'finish', 4);
    expect([last.state, last.fixed, last.history.length]).toEqual(['final', true, 5]);
    expect(await office.may_not('director', 'scores', `${kPlan}.2`, 'ask-review', 5, { comment: 'x' })).toBe('not_in_that_state');
    expect(before.schema).toBe('phaen.derivation/1');
    // What was judged stands beside what the facts say; the mark of an innovation (weight 10) comes from its panel alone.
    const panel: Call = { path: at, body: { element: 'indicator-7', on: '2022-09-30', assessed_by: 'panel', value: '94', reason: 'คณะกรรมการ' } };
    const total = async () => (await office.done('reader', 'read_year', { path: at })).total.score;
    // 90 % of the money was spent, of a weight of 10; then 94 of 100 of another 10.
    expect(await total()).toBe('9');
    await office.done('evaluator', 'add_assessment', panel);
    expect(await total()).toBe('18.4');
    const judged = JSON.stringify(await office.done('reader', 'read_score', { path: at }));
    expect(judged).toContain('"assessed_by":"evaluator"');
}

async function a_year(database: (folder: string) => string): Promise<void> {
    const office = await Office.open(database);
    await plan_and_agreement(office);
    await requests_and_money(office);
    await reports_and_a_power_failure(office);
    await submission_and_records(office);
    await assessment(office);
    // The administrator sees all of it in the chain, which holds.
    const proof = await office.done('administrator', 'prove_audit', { path: { agency: 'office' } });
    expect([proof.holds, proof.broken_at]).toEqual([true, null]);
    expect(proof.entries).toBeGreaterThan(130);
    await office.verify();
    expect(await office.close()).toBe(0);
}

describe("the agency's year", () => {
    test('on SQLite', { timeout: 120_000 }, async () => await a_year((folder) => `sqlite:${join(folder, 'phaen.db')}`));
    test('on PostgreSQL', { timeout: 120_000 }, async ({ skip }) => {
        if (cluster === undefined) skip('PostgreSQL 15 is not installed');
        await a_year(() => cluster?.url ?? '');
    });

    test('of two servers on one database: nobody spends the same money twice', { timeout: 60_000 }, async ({ skip }) => {
        if (cluster === undefined) skip('PostgreSQL 15 is not installed');
        const url = cluster?.url ?? '';
        const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
        const one = await startIn(folder, url, '--example', '--data', folder);
        const two = await startIn(await mkdtemp(join(tmpdir(), 'phaen-http-')), url, '--data', folder);
        const contracts = [await Contract.read(one), await Contract.read(two)];
        const of = async (role: string) => ({ Authorization: `Bearer ${(await accountOf(folder, role)).token}` });
        const [officer, headers] = [await of('planning_officer'), await of('budget_officer')];
        const { content } = (await contracts[0]!.call('read_plan', { path: { plan: 'iao-2565' }, headers: officer })).json;
        const path = { plan: 'race-2565' };
        expect((await contracts[0]!.call('add_plan', { path: { agency: 'office' }, headers: officer, body: { ...content, id: path.plan } })).status).toBe(201);
        const post = async (server: number, posting: string, amount: string, item: string) =>
            await contracts[server]!.call('add_postings', { path, headers, body: { postings: [{ on: '2022-01-31', posting, amount, fund: 'annual', category: 'other', item }] } });
        for (let round = 0; round < 12; ++round) {
            const item = `race-${round}`;
            expect((await post(round % 2, 'appropriation', '100.00', item)).status).toBe(201);
            // Of two times 60 one, of eight times 30 three.
            const amounts = round < 8 ? ['60.00', '60.00'] : Array.from({ length: 8 }, () => '30.00');
            const answers = await Promise.all(amounts.map(async (amount, n) => await post(n % 2, 'disbursement', amount, item)));
            const kept = answers.filter((answer) => answer.status === 201).length;
            expect([item, kept]).toEqual([item, round < 8 ? 1 : 3]);
            for (const answer of answers) if (answer.status !== 201) expect(answer.json.type).toBe('urn:phaen:problem:overdraft');
        }
        // 8 times 60 and 4 times 90.
        const money = (await contracts[1]!.call('read_money', { path, headers })).json;
        expect(money.total).toMatchObject({ appropriated: '1200.00', disbursed: '840.00' });
        expect([await two.stop(), await one.stop()]).toEqual([0, 0]);
    });
});
