// The OpenAPI document as two linters see it, without a warning.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchange } from './support/exchange.ts';
import { startServer, type Server } from './support/server.ts';

const run = promisify(execFile);
const folder = import.meta.dirname;
let server: Server;
let file: string;

beforeAll(async () => {
    server = await startServer();
    const { json } = await exchange(server, { path: '/api/v1/openapi.json' });
    file = join(server.folder, 'openapi.json');
    await writeFile(file, JSON.stringify(json, null, 2));
});
afterAll(async () => {
    await server.stop();
});

async function lint(program: string, ...args: string[]): Promise<string> {
    try {
        const { stdout, stderr } = await run(join(folder, 'node_modules/.bin', program), args, {
            cwd: folder,
            env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
        });
        return stdout + stderr;
    } catch (error) {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        throw new Error(`${program} complains:\n${stdout}${stderr}`);
    }
}

test('redocly', { timeout: 60_000 }, async () => {
    expect(await lint('redocly', 'lint', '--config', 'redocly.yaml', '--format', 'stylish', file)).not.toMatch(/\b(warning|error)\s+[a-z]+-/);
});

test('spectral', { timeout: 60_000 }, async () => {
    await lint('spectral', 'lint', '--ruleset', 'spectral.yaml', '--fail-severity', 'info', file);
});
