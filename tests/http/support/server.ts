// The program under test, with a database of its own in a folder of its own.
import { spawn } from 'node:child_process';
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
    /** The lines of its log so far. */
    log(): Promise<Record<string, unknown>[]>;
    /** By SIGTERM; its exit status. */
    stop(): Promise<number | null>;
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

/** On a database of the caller's; the folder goes with the server. */
export async function startIn(folder: string, database: string, ...options: string[]): Promise<Server> {
    const log = join(folder, 'log');
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
    };
}
