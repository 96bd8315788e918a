// Many people at random through every workflow, with a naive model beside them that knows the table only, on a server that is
// killed now and then: the same states, no forbidden transition, nothing acknowledged lost, nothing done twice. On both
// databases.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract } from './support/contract.ts';
import { startCluster, type Cluster } from './support/postgres.ts';
import { accountOf, startIn, type Server } from './support/server.ts';

const kPlan = 'iao-2565';
const kPeople = 6;
const kStepsBetween = 150;

/** Numbers that are the same in each run (xorshift). */
function numbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return (state >>> 0) % below;
    };
}

interface Subject {
    kind: any;
    id: string;
    /** All that happened, as the model has it. */
    path: string[];
    state: string;
    /** The requester took a step of it. */
    is_requesters: boolean;
}

let cluster: Cluster | undefined;
beforeAll(async () => {
    cluster = await startCluster();
}, 60_000);
afterAll(async () => await cluster?.stop());

/** `kills` times the server is killed after so many steps, and goes on. */
async function walk(database_in: (folder: string) => string, kills: number): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
    const database = database_in(folder);
    let server: Server = await startIn(folder, database, '--example', '--data', folder);
    let contract = await Contract.read(server);
    const { workflows } = (await contract.call('list_workflows', { path: { agency: 'office' } })).json;
    const roles = (await contract.call('list_roles')).json.roles.map((one: any) => one.role).filter((role: string) => role !== 'public') as string[];
    const tokens = new Map<string, string>();
    for (const role of roles) tokens.set(role, (await accountOf(folder, role)).token);
    const may_move = (role: string) => !['reader', 'public'].includes(role);
    const subjects: Subject[] = workflows.flatMap((kind: any) => {
        const ids = ['plan', 'agreement'].includes(kind.kind) ? [kPlan] : [0, 1, 2].map((n) => (/^plan/.test(kind.subject) ? `${kPlan}.2022-0${n + 1}` : `walk-${n}`));
        return ids.map((id) => ({ kind, id, path: [], state: kind.start, is_requesters: false }));
    });
    const at = (subject: Subject) => ({ agency: 'office', kind: subject.kind.kind, subject: subject.id });
    const version = (await contract.call('read_plan', { path: { plan: kPlan } })).json.version as string;

    let done = 0;
    let refused = 0;
    let unanswered = 0;
    async function step(subject: Subject, pick: (below: number) => number, key: string): Promise<void> {
        const action = subject.kind.actions[pick(subject.kind.actions.length)];
        const role = pick(2) === 0 ? action.roles[pick(action.roles.length)] : (roles[pick(roles.length)] ?? 'reader');
        const stale = pick(10) === 0 ? 1 : 0;
        const revision = subject.path.length;
        const body = { action: action.id, revision: revision + stale, comment: 'c', document: 'd', date: '2022-01-01', signer: 's', ...(['plan', 'agreement'].includes(subject.kind.kind) ? { version } : {}) };
        const ask = async () => await contract.call('move_subject', { path: at(subject), headers: { Authorization: `Bearer ${tokens.get(role) ?? ''}`, 'Idempotency-Key': key }, body });
        const here = action.from.includes(subject.state);
        const own = action.roles.includes(role);
        const allowed = own || (action.on_behalf === true && role === 'planning_officer');
        // A requester sees the own only: what they took a step of, and what they answer for a unit.
        const unseen = role === 'requester' && revision > 0 && !subject.is_requesters && action.by_each_unit !== true;
        const expected = !may_move(role) ? 'not_permitted' : unseen ? 'not_found' : stale || !here ? 'not_in_that_state' : !allowed ? 'not_yours' : '';
        const note = () => {
            subject.path.push(action.id);
            subject.state = action.to;
            subject.is_requesters ||= role === 'requester';
            ++done;
        };
        const answer = await ask().catch(() => undefined);
        if (answer === undefined) {
            // Nobody knows whether it was done. It is asked again as it was, and is done once in the end, if it may be.
            ++unanswered;
            await restarted;
            const again = await ask();
            const now = (await contract.call('read_subject', { path: at(subject) })).json;
            if (expected === '') {
                note();
                expect([key, again.status === 200 || again.json.type === 'urn:phaen:problem:not_in_that_state']).toEqual([key, true]);
            }
            expect([key, now.state, now.revision]).toEqual([key, subject.state, subject.path.length]);
            return;
        }
        const why = answer.status === 200 ? '' : String(answer.json.type).replace('urn:phaen:problem:', '');
        expect([subject.kind.kind, action.id, role, subject.state, stale, why]).toEqual([subject.kind.kind, action.id, role, subject.state, stale, expected]);
        if (why === '') {
            note();
            expect([answer.json.state, answer.json.revision]).toEqual([subject.state, subject.path.length]);
        } else ++refused;
    }

    let restarted: Promise<void> = Promise.resolve();
    for (let round = 0; round <= kills; ++round) {
        let steps = 0;
        let over = false;
        let come_back: () => void = () => undefined;
        restarted = new Promise((resolve) => (come_back = resolve));
        // Each person has subjects of their own, so that the model knows in which order things happened.
        const people = Array.from({ length: kPeople }, async (_, person) => {
            const pick = numbers(1 + person + 100 * round);
            const mine = subjects.filter((__, n) => n % kPeople === person);
            for (let n = 0; !over; ++n) {
                const subject = mine[pick(mine.length)];
                if (subject) await step(subject, pick, `walk-${round}-${person}-${n}`);
                ++steps;
            }
        });
        const walking = Promise.all(people);
        // What fails in one of them is told at the end of the round.
        const failed = walking.then(() => false, () => true);
        while (steps < kStepsBetween && !(await Promise.race([failed, new Promise((next) => setTimeout(next, 5, false))])));
        over = round === kills;
        if (!over) {
            await server.kill();
            over = true;
            server = await startIn(folder, database, '--example', '--data', folder);
            contract = await Contract.read(server);
        }
        come_back();
        await walking;
        for (const subject of subjects) {
            const now = (await contract.call('read_subject', { path: at(subject) })).json;
            expect([subject.kind.kind, subject.id, now.state, now.history.map((one: any) => one.action)]).toEqual([subject.kind.kind, subject.id, subject.state, subject.path]);
        }
    }
    expect([done > 20 * (kills + 1), refused > 20 * (kills + 1), unanswered > 0]).toEqual([true, true, true]);
    expect(await server.stop()).toBe(0);
}

describe('a random walk stays where a model says, whoever is killed', () => {
    test('on SQLite', { timeout: 180_000 }, async () => await walk((folder) => `sqlite:${join(folder, 'phaen.db')}`, 4));
    test('on PostgreSQL', { timeout: 180_000 }, async ({ skip }) => {
        if (cluster === undefined) skip('PostgreSQL 15 is not installed');
        await walk(() => cluster?.url ?? '', 2);
    });
});
