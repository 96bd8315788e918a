// Backups of everything from outside: made as work that is seen and stopped, kept within limits, checked, taken away and brought back;
// and what must not come of them.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, kBackupOperations } from './support/contract.ts';
import { exchange } from './support/exchange.ts';
import { startCluster } from './support/postgres.ts';
import { startIn, tokenOf, type Server } from './support/server.ts';

const program = () => process.env['PHAEN'] ?? '';
const kKept = 3;
const seen = new Map<string, Set<number>>();
/** Undefined: PostgreSQL 15 is not installed. */
const postgres = await startCluster();

for (const backend of ['SQLite', 'PostgreSQL']) {
    describe.skipIf(backend === 'PostgreSQL' && !postgres)(`on ${backend}`, () => {
        let server: Server;
        let contract: Contract;
        let folder: string;
        let headers: Record<string, string>;
        let kept: string;

        beforeAll(async () => {
            folder = mkdtempSync(join(tmpdir(), 'phaen-backups-'));
            kept = join(folder, 'kept');
            const config = join(folder, 'phaen.toml');
            writeFileSync(config, `[backups]\nkeep = ${kKept}\n`);
            server = await startIn(folder, backend === 'SQLite' ? `sqlite:${join(folder, 'phaen.db')}` : (postgres?.url ?? ''), '--example', '--backups', kept, '--config', config, '--data', folder);
            contract = await Contract.read(server);
            headers = { Authorization: `Bearer ${await tokenOf(server, 'administrator')}` };
        }, 120_000);
        afterAll(async () => {
            for (const [id, statuses] of contract.seen) seen.set(id, new Set([...(seen.get(id) ?? []), ...statuses]));
            expect(await server.stop()).toBe(0);
        });

        const call = async (id: string, backup?: string) => await contract.call(id, { headers, ...(backup === undefined ? {} : { path: { backup } }) });
        const list = async () => (await call('list_backups')).json;
        const ended = async (run: string) => {
            for (;;) {
                const { json } = await contract.call('read_backup_run', { headers, path: { run } });
                if (json.status !== 'queued' && json.status !== 'running') return json;
                await new Promise((done) => setTimeout(done, 20));
            }
        };
        const make = async () => {
            const begun = await call('make_backup');
            expect([begun.status, begun.headers['location']]).toEqual([202, `/api/v1/backup-runs/${begun.json.id}`]);
            return await ended(begun.json.id);
        };
        const told = async (command: string) => (await contract.call('list_audit', { headers, path: { agency: 'office' }, query: { about: command } })).json.entries.map((entry: any) => ({ ...JSON.parse(entry.body), actor: entry.actor_name }));

        test('one is made, listed with who made it, and for its owner only', async () => {
            expect(await list()).toMatchObject({ items: [], run: null, folder: kept, most_kept: kKept, bytes: 0 });
            const run = await make();
            expect(run).toMatchObject({ kind: 'make', status: 'done', progress: 100 });
            const { items, run: last, bytes } = await list();
            expect(items).toHaveLength(1);
            expect(items[0]).toMatchObject({ id: run.backup, by: { name: expect.any(String) }, verified: null, bytes });
            expect(last).toEqual(run);
            expect((statSync(kept).mode & 0o777).toString(8)).toBe('700');
            for (const name of readdirSync(kept)) expect([name, (statSync(join(kept, name)).mode & 0o777).toString(8)]).toEqual([name, '600']);
            expect(readdirSync(kept).filter((name) => name.startsWith('.work-'))).toEqual([]);
            expect(await told('backup.make')).toEqual([{ backup: run.backup, sha256: items[0].sha256, actor: items[0].by.name }]);
        }, 120_000);

        test('it is taken away as it lies there, and each time is told in the chain', async () => {
            const [backup] = (await list()).items;
            const file = await call('download_backup', backup.id);
            expect(file.headers['cache-control']).toBe('no-store');
            expect(file.headers['content-disposition']).toContain(`${backup.id}.tar`);
            expect([file.bytes.length, createHash('sha256').update(file.bytes).digest('hex')]).toEqual([backup.bytes, backup.sha256]);
            expect(await told('backup.download')).toEqual([{ backup: backup.id, sha256: backup.sha256, actor: backup.by.name }]);
            // Any tar reads it, and there is nothing in it but a backup.
            const path = join(folder, 'taken.tar');
            writeFileSync(path, file.bytes);
            const names = execFileSync('tar', ['-tf', path], { encoding: 'utf8' }).trim().split('\n');
            expect(names.slice(0, 2)).toEqual(['manifest.json', 'phaen.db']);
            for (const name of names.slice(2)) expect(name).toMatch(/^files\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/);
            expect(names).toHaveLength(2 + backup.files);
        }, 60_000);

        test('what was taken away is brought back by the command, and proves itself', async () => {
            const back = mkdtempSync(join(tmpdir(), 'phaen-back-'));
            const run = (...words: string[]) => spawnSync(program(), [...words, '--db', `sqlite:${back}/phaen.db`, '--lang', 'en'], { encoding: 'utf8' });
            expect(run('restore', join(folder, 'taken.tar'))).toMatchObject({ status: 0, stderr: '' });
            expect(run('verify').stdout).toContain('0 do not hold');
            expect(readdirSync(back).filter((name) => name.startsWith('.restore'))).toEqual([]);
            // Not over what is there, and not of something else.
            expect(run('restore', join(folder, 'taken.tar')).status).toBe(2);
            const bytes = readFileSync(join(folder, 'taken.tar'));
            for (const [name, wrong] of [['cut', bytes.subarray(0, bytes.length / 2)], ['text', Buffer.from('hello')], ['empty', Buffer.alloc(0)]] as const) {
                const path = join(back, `${name}.tar`);
                writeFileSync(path, wrong);
                expect(spawnSync(program(), ['restore', path, '--db', `sqlite:${back}/${name}.db`, '--lang', 'en']).status).toBe(2);
                expect(readdirSync(back)).not.toContain(`${name}.db`);
            }
            rmSync(back, { recursive: true });
        }, 120_000);

        test('it is checked, and one that was changed is told of', async () => {
            const [backup] = (await list()).items;
            const begun = await call('verify_backup', backup.id);
            expect(await ended(begun.json.id)).toMatchObject({ kind: 'verify', status: 'done', backup: backup.id });
            expect((await list()).items[0].verified).toMatchObject({ count: 0, lies: [], by: backup.by });
            const path = join(kept, `${backup.id}.tar`);
            const bytes = readFileSync(path);
            const changed = Buffer.from(bytes);
            changed.writeUInt8(changed.readUInt8(changed.length / 2) ^ 1, changed.length / 2);
            writeFileSync(path, changed);
            expect(await ended((await call('verify_backup', backup.id)).json.id)).toMatchObject({ status: 'done' });
            expect((await list()).items[0].verified).toMatchObject({ count: 1, lies: [{ what: { en: 'file' }, where: `${backup.id}.tar` }] });
            writeFileSync(path, bytes);
            expect((await told('backup.verify')).map((entry: any) => entry.does_not_hold)).toEqual([1, 0]);
        }, 120_000);

        test('of two at once one is refused, and what runs can be stopped', async () => {
            const before = (await list()).items.length;
            const answers = await Promise.all(Array.from({ length: 4 }, async () => await call('make_backup')));
            expect(answers.map((answer) => answer.status).sort()).toEqual([202, 409, 409, 409]);
            expect(answers.find((answer) => answer.status === 409)?.json.type).toBe('urn:phaen:problem:backup_under_way');
            const run = answers.find((answer) => answer.status === 202)?.json.id as string;
            expect((await contract.call('stop_backup_run', { headers, path: { run } })).status).toBe(204);
            const end = await ended(run);
            // Where it was faster than the word to stop it, it is done.
            expect(['stopped', 'done']).toContain(end.status);
            expect((await list()).items).toHaveLength(before + (end.status === 'done' ? 1 : 0));
            expect(readdirSync(kept).filter((name) => name.startsWith('.work-'))).toEqual([]);
            expect((await contract.call('stop_backup_run', { headers, path: { run } })).status).toBe(204);
        }, 120_000);

        test('the oldest go when there are more than are kept', async () => {
            const first = (await list()).items.at(-1).id;
            for (let count = 0; count < kKept; count += 1) expect((await make()).status).toBe('done');
            const { items } = await list();
            expect(items).toHaveLength(kKept);
            expect(items.map((item: any) => item.id)).not.toContain(first);
            expect(readdirSync(kept).filter((name) => name.startsWith(first))).toEqual([]);
            expect((await told('backup.drop')).map((entry: any) => entry.backup)).toContain(first);
            expect((await call('download_backup', first)).status).toBe(404);
        }, 300_000);

        test('an id leads nowhere but to a backup', async () => {
            const [backup] = (await list()).items;
            writeFileSync(join(folder, 'secret.tar'), 'ความลับ');
            writeFileSync(join(folder, 'secret.json'), readFileSync(join(kept, `${backup.id}.json`), 'utf8').replaceAll(backup.id, 'secret'));
            // A link in the folder is not followed, even with a note that fits.
            symlinkSync(join(folder, 'secret.tar'), join(kept, 'linked.tar'));
            writeFileSync(join(kept, 'linked.json'), readFileSync(join(kept, `${backup.id}.json`), 'utf8').replaceAll(backup.id, 'linked'));
            // Neither is a note of another backup, nor a file without one.
            writeFileSync(join(kept, 'bare.tar'), 'x');
            writeFileSync(join(kept, 'other.tar'), 'x');
            writeFileSync(join(kept, 'other.json'), readFileSync(join(kept, `${backup.id}.json`)));
            const wrong = ['linked', 'bare', 'other', 'secret', '../secret', '..%2fsecret', '%2e%2e%2fsecret', '..', '.', '.run', '.lock', '.stop', `${backup.id}.tar`, `${backup.id}.json`, `./${backup.id}`, `${backup.id}%00`, `${backup.id}%2f..%2f..%2fsecret`, '%2fetc%2fpasswd', backup.id.toUpperCase(), `${backup.id}%20`, 'x'.repeat(200)];
            for (const id of wrong) {
                for (const [method, rest] of [['GET', 'file'], ['POST', 'verification']] as const) {
                    const answer = await exchange(server, { method, path: `/api/v1/backups/${id}/${rest}`, headers });
                    expect([id, method, [400, 404, 405].includes(answer.status)]).toEqual([id, method, true]);
                    expect(answer.text).not.toContain('ความลับ');
                }
            }
            expect((await list()).items.map((item: any) => item.id)).not.toContain('linked');
            for (const run of ['nothing', '..', backup.id]) {
                for (const method of ['GET', 'DELETE']) expect([400, 404, 405]).toContain((await exchange(server, { method, path: `/api/v1/backup-runs/${run}`, headers })).status);
            }
            for (const name of ['linked.tar', 'linked.json', 'bare.tar', 'other.tar', 'other.json']) unlinkSync(join(kept, name));
        }, 120_000);

        test('nobody but an administrator comes near', async () => {
            const [backup] = (await list()).items;
            const before = await told('backup.download');
            for (const role of ['planning_officer', 'director', 'executive', 'data_steward', 'reader']) {
                const others = { Authorization: `Bearer ${await tokenOf(server, role)}` };
                for (const [method, path] of [['GET', '/backups'], ['POST', '/backups'], ['GET', `/backups/${backup.id}/file`], ['POST', `/backups/${backup.id}/verification`], ['GET', '/backup-runs/x'], ['DELETE', '/backup-runs/x']] as const)
                    expect([role, path, (await exchange(server, { method, path: `/api/v1${path}`, headers: others })).status]).toEqual([role, path, 403]);
            }
            expect((await exchange(server, { path: `/api/v1/backups/${backup.id}/file`, anonymous: true })).status).toBe(401);
            expect(await told('backup.download')).toEqual(before);
        });

        test('a server that ended meanwhile leaves no work behind that goes on for ever', async () => {
            writeFileSync(join(kept, '.run.json'), JSON.stringify({ id: 'run-gone', kind: 'make', status: 'running', progress: 40, step: { th: 'ก', en: 'a' } }));
            expect((await list()).run).toMatchObject({ id: 'run-gone', status: 'failed', problem: { type: expect.stringContaining('backup_cut_off') } });
            expect((await make()).status).toBe('done');
        }, 120_000);
    });
}

afterAll(async () => await postgres?.stop());

test('every operation was called, and every success that the document lists was seen', () => {
    expect([...kBackupOperations].filter((id) => ![...(seen.get(id) ?? [])].some((status) => status < 300))).toEqual([]);
});
