// A thousand people who watch one plan, on the server's two network threads.
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchange } from './support/exchange.ts';
import { startServer, type Server } from './support/server.ts';

const kListeners = 1_000;

let server: Server;
let plan: string;

beforeAll(async () => {
    server = await startServer('--example');
    const drafts = (await exchange(server, { path: '/api/v1/agencies/office/imports' })).json.items;
    const headers = { 'Content-Type': 'application/json', 'If-Match': '"1"' };
    plan = (await exchange(server, { method: 'POST', path: `/api/v1/imports/${drafts[0].id}/accept`, headers, body: '{}' })).json.plan;
});

let stopped = false;
afterAll(async () => {
    if (!stopped) await server.stop();
});

const element = () => `/api/v1/plans/${plan}/elements/project-1`;

/** The resident memory of the server, in megabytes. */
async function resident(): Promise<number> {
    const status = await readFile(join('/proc', String(server.pid), 'status'), 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** A bare listener: a thousand clients of a library would measure the library. */
function listener(): { socket: Socket; opened: Promise<void>; told: Promise<void>; closed: Promise<void> } {
    const socket = connect(server.port, server.host);
    let got = '';
    let open: () => void;
    let tell: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const told = new Promise<void>((resolve) => (tell = resolve));
    socket.setEncoding('utf8').on('data', (text: string) => {
        got += text;
        if (got.includes('\r\n\r\n')) {
            expect(got.startsWith('HTTP/1.1 200 ')).toBe(true);
            open();
        }
        if (got.includes('event: version\n')) tell();
    });
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(`GET /api/v1/plans/${plan}/events HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\nAccept: text/event-stream\r\n\r\n`);
    return { socket, opened, told, closed };
}

async function change(budget: string): Promise<void> {
    const before = await exchange(server, { path: element() });
    const headers = { 'Content-Type': 'application/merge-patch+json', 'If-Match': String(before.headers.etag) };
    expect((await exchange(server, { method: 'PATCH', path: element(), headers, body: JSON.stringify({ budget }) })).status).toBe(200);
}

test('all are told, others are answered quickly, and the server stops in seconds', async () => {
    await change('1000000.00');
    const before = await resident();
    const listeners = Array.from({ length: kListeners }, listener);
    await Promise.all(listeners.map(({ opened }) => opened));

    const began = performance.now();
    await change('1100000.00');
    await Promise.all(listeners.map(({ told }) => told));
    expect(performance.now() - began).toBeLessThan(10_000);

    // The median: single ones may wait for other work of the machine.
    const times: number[] = [];
    for (let n = 0; n < 50; ++n) {
        const asked = performance.now();
        expect((await exchange(server, { path: element() })).status).toBe(200);
        times.push(performance.now() - asked);
    }
    times.sort((a, b) => a - b);
    expect(times[25]).toBeLessThan(100);
    // 64 KB for each is far more than a connection needs.
    expect((await resident()) - before).toBeLessThan((kListeners * 64) / 1024);

    const stopping = performance.now();
    const [code] = await Promise.all([server.stop(), ...listeners.map(({ closed }) => closed)]);
    stopped = true;
    expect(code).toBe(0);
    expect(performance.now() - stopping).toBeLessThan(5_000);
}, 60_000);
