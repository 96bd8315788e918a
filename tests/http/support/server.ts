// The program under test, with a database of its own in a folder of its own.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kProject = fileURLToPath(new URL('../../..', import.meta.url));

export interface Server {
    host: string;
    port: number;
    /** The process. */
    pid: number;
    folder: string;
    /** Of a planning officer of the first agency. */
    token: string;
    /** The lines of its log so far. */
    log(): Promise<Record<string, unknown>[]>;
    /** By SIGTERM; its exit status. */
    stop(): Promise<number | null>;
    /** As a power failure would; its folder stays, for the next one. */
    kill(): Promise<void>;
}

function program(): string {
    const name = process.env['PHAEN'];
    if (!name) throw new Error('PHAEN names no program: PHAEN=../../build/release/phaen npm test');
    return name;
}

export async function startServer(...options: string[]): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
    return await startIn(folder, `sqlite:${join(folder, 'phaen.db')}`, ...options);
}

/** A planning officer of the first agency, with a token. */
function addOfficer(folder: string, database: string): string {
    const place = ['--db', database, '--data', folder, '--lang', 'en'];
    const run = (...words: string[]) => execFileSync(program(), ['user', ...words, ...place], { input: 'a password for tests\n', encoding: 'utf8' });
    execFileSync(program(), ['migrate', ...place]);
    if (!run('list').includes('officer')) run('add', 'officer', '--role', 'planning_officer', '--agency', 'office');
    return run('token', 'officer', '--token', 'tests').trim();
}

/** The token of an example's account. */
export async function tokenOf(server: Server, role: string): Promise<string> {
    return (await accountOf(server.folder, role)).token;
}

export interface ExampleAccount {
    role: string;
    user: string;
    password: string;
    token: string;
}

/** The example's account of a role; the file is where the server keeps its data. */
export async function accountOf(data: string, role: string): Promise<ExampleAccount> {
    const accounts = JSON.parse(await readFile(join(data, 'example-accounts.json'), 'utf8')) as ExampleAccount[];
    const found = accounts.find((account) => account.role === role);
    if (!found) throw new Error(`the example has no ${role}`);
    return found;
}

/** On a database of the caller's; the folder goes with the server. */
export async function startIn(folder: string, database: string, ...options: string[]): Promise<Server> {
    const log = join(folder, 'log');
    const token = addOfficer(folder, database);
    const child = spawn(
        program(),
        ['serve', '--db', database, '--listen', '127.0.0.1:0', '--log', log, '--lang', 'en', ...options],
        { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const ended = once(child, 'exit');
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const address = await new Promise<URL>((resolve, reject) => {
        let printed = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
            printed += text;
            const found = /http:\/\/[0-9.]+:[0-9]+/.exec(printed);
            if (found) resolve(new URL(found[0]));
        });
        child.once('error', reject);
        child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    });
    return {
        host: address.hostname,
        port: Number(address.port),
        pid: child.pid ?? 0,
        folder,
        token,
        log: async () => {
            const lines = (await readFile(log, 'utf8')).split('\n').slice(0, -1);
            return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
        },
        stop: async () => {
            child.kill('SIGTERM');
            const [code] = (await ended) as [number | null];
            await rm(folder, { recursive: true });
            return code;
        },
        kill: async () => {
            child.kill('SIGKILL');
            await ended;
        },
    };
}
