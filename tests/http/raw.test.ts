// Bytes that no client library sends. Each is refused or cut, and the next person is answered.
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exchange } from './support/exchange.ts';
import { startServer, type Server } from './support/server.ts';

let server: Server;
let draft: string;

beforeAll(async () => {
    server = await startServer('--example');
    draft = (await exchange(server, { path: '/api/v1/agencies/office/imports' })).json.items[0].id;
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});
afterEach(async () => {
    expect((await exchange(server, { path: '/api/v1/agencies' })).status).toBe(200);
});

const host = () => `Host: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n`;

/** Opens a connection and collects what comes until the server closes it. */
function open(): { socket: Socket; closed: Promise<string> } {
    const socket = connect(server.port, server.host);
    let got = '';
    socket.setEncoding('latin1').on('data', (text: string) => (got += text));
    socket.on('error', () => undefined);
    const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(got)));
    return { socket, closed };
}

/** Sends bytes and returns all that came before the server closed the connection. */
async function send(bytes: string | Buffer): Promise<string> {
    const { socket, closed } = open();
    socket.write(bytes);
    return await closed;
}

const statuses = (answers: string) => Array.from(answers.matchAll(/HTTP\/1\.1 (\d{3}) /g), (found) => Number(found[1]));
const post = (headers: string, body = '') => `POST /api/v1/agencies/office/imports?file_name=a.txt HTTP/1.1\r\n${host()}${headers}\r\n${body}`;
const get = (headers = '') => `GET /api/v1/agencies HTTP/1.1\r\n${host()}${headers}\r\n`;
// Were it taken for a second request, a second answer would come.
const kHidden = 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';

describe('where a request ends is said once, or it is refused and the connection closed', () => {
    test.each([
        ['two lengths that differ', 'Content-Length: 2\r\nContent-Length: 3\r\n', 'abc', 400],
        ['a length beside chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${kHidden}`, 400],
        ['chunks beside a length', 'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', `0\r\n\r\n${kHidden}`, 400],
        ['a negative length', 'Content-Length: -5\r\n', 'abcde', 400],
        ['a length with a sign', 'Content-Length: +2\r\n', 'ab', 400],
        ['a length with letters', 'Content-Length: 2abc\r\n', 'ab', 400],
        ['a length beyond 64 bits', 'Content-Length: 36893488147419103232\r\n', 'ab', 400],
        ['a coding that nobody knows', 'Transfer-Encoding: xchunked\r\n', kHidden, 501],
        ['chunked twice', 'Transfer-Encoding: chunked, chunked\r\n', `0\r\n\r\n${kHidden}`, undefined],
        ['a chunk size that is no number', 'Transfer-Encoding: chunked\r\n', `zz\r\nabc\r\n0\r\n\r\n${kHidden}`, 400],
        ['a chunk size beyond 64 bits', 'Transfer-Encoding: chunked\r\n', `fffffffffffffffff\r\nabc\r\n0\r\n\r\n${kHidden}`, 400],
        ['a chunk longer than its size', 'Transfer-Encoding: chunked\r\n', `3\r\nabcdef\r\n0\r\n\r\n${kHidden}`, 400],
    ])('%s', async (_, headers, body, status) => {
        const got = statuses(await send(post(headers, body)));
        expect(got.length).toBe(1);
        if (status !== undefined) expect(got).toEqual([status]);
        else expect([400, 501]).toContain(got[0]);
    });

    test('a well-formed chunked body is taken', async () => {
        expect(statuses(await send(post('Transfer-Encoding: chunked\r\nConnection: close\r\n', '3\r\nabc\r\n0\r\n\r\n')))).toEqual([202]);
    });
});

describe('bodies over the limit are refused, said or unsaid', () => {
    const accept = (headers: string) => `POST /api/v1/imports/${draft}/accept HTTP/1.1\r\n${host()}Content-Type: application/json\r\n${headers}\r\n`;

    test('a length over the limit is refused before a byte of it is sent', async () => {
        const began = performance.now();
        expect(statuses(await send(accept(`Content-Length: ${60 << 20}\r\n`)))).toEqual([413]);
        expect(statuses(await send(post(`Content-Length: ${65 << 20}\r\n`)))).toEqual([413]);
        expect(performance.now() - began).toBeLessThan(8_000);
    });

    test('chunks without end are refused when they pass it', async () => {
        const { socket, closed } = open();
        socket.write(accept('Transfer-Encoding: chunked\r\n'));
        const piece = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
        let sent = 0;
        // 60 MB, unless the server has had enough before.
        for (; sent < 960 && socket.writable && !socket.destroyed; ++sent) {
            if (!socket.write(piece)) {
                await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
            }
        }
        expect(statuses(await closed)).toEqual([413]);
        expect(sent).toBeLessThan(960);
    });
});

describe('heads', () => {
    test.each([
        ['a huge header', () => get(`X-Long: ${'a'.repeat(1 << 20)}\r\n`), [431]],
        ['ten thousand headers', () => get(Array.from({ length: 10_000 }, (_, n) => `X-${n}: a\r\n`).join('')), [431]],
        ['a long address', () => `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${host()}\r\n`, [414, 431]],
        ['no Host', () => 'GET /api/v1/agencies HTTP/1.1\r\n\r\n', [400]],
        ['two Hosts', () => `GET /api/v1/agencies HTTP/1.1\r\n${host()}${host()}\r\n`, [400]],
        ['a NUL in a header', () => get('X-Name: a\0b\r\n'), [400]],
        ['a space before the colon', () => get('X-Name : a\r\n'), [400]],
        // RFC 9112 5.2 lets a server read the fold as a space.
        ['a folded header', () => get('Connection: close\r\nX-Name: a\r\n b\r\n'), [200, 400]],
        ['a bare line feed', () => `GET /api/v1/agencies HTTP/1.1\n${host()}\r\n`, [400]],
        ['another version', () => `GET / HTTP/3.0\r\n${host()}\r\n`, [400, 505]],
        ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400, 505]],
        ['a hello of TLS', () => Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x03, 0x0d, 0x0a, 0x0d, 0x0a]), [400]],
        ['an address that climbs', () => `GET /../../etc/passwd HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`, [400, 404]],
        ['an address that climbs in disguise', () => `GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`, [400, 404]],
    ])('%s', async (_, bytes, allowed) => {
        const answers = await send(bytes());
        const got = statuses(answers);
        expect(got.length).toBe(1);
        expect(allowed).toContain(got[0]);
        expect(answers).not.toContain('root:');
    });

    test('random bytes', async () => {
        // A fixed generator: a failure can be repeated.
        let state = 12345;
        const bytes = Buffer.from(Array.from({ length: 4096 }, () => (state = (state * 1103515245 + 12345) % 2147483648) >> 16 & 255));
        expect(statuses(await send(Buffer.concat([bytes, Buffer.from('\r\n\r\n')])))).toEqual([400]);
    });
});

describe('connections', () => {
    test('twenty requests in one write get twenty answers', async () => {
        const answers = await send(get().repeat(19) + get('Connection: close\r\n'));
        expect(statuses(answers)).toEqual(Array.from({ length: 20 }, () => 200));
    });

    test('two hundred that leave in the middle of an answer harm nobody', async () => {
        await Promise.all(
            Array.from({ length: 200 }, async () => {
                const { socket, closed } = open();
                socket.write(`GET /api/v1/openapi.json HTTP/1.1\r\n${host()}\r\n`);
                await new Promise((resolve) => socket.once('data', resolve));
                socket.resetAndDestroy();
                await closed;
            }),
        );
    });

    test('five hundred that say nothing keep nobody waiting', async () => {
        const idle = Array.from({ length: 500 }, open);
        await Promise.all(idle.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))));
        const began = performance.now();
        expect((await exchange(server, { path: '/api/v1/agencies' })).status).toBe(200);
        expect(performance.now() - began).toBeLessThan(2_000);
        for (const { socket } of idle) socket.destroy();
    });
});

describe('the slow are cut while others are answered', () => {
    async function cut(first: string, next: string): Promise<{ answers: string; seconds: number; slowest: number }> {
        const began = performance.now();
        const { socket, closed } = open();
        socket.write(first);
        const drip = setInterval(() => socket.write(next), 500);
        let over = false;
        let slowest = 0;
        const others = (async () => {
            while (!over) {
                const asked = performance.now();
                expect((await exchange(server, { path: '/api/v1/agencies' })).status).toBe(200);
                slowest = Math.max(slowest, performance.now() - asked);
                await new Promise((resolve) => setTimeout(resolve, 200));
            }
        })();
        const answers = await closed;
        over = true;
        clearInterval(drip);
        const seconds = (performance.now() - began) / 1000;
        await others;
        return { answers, seconds, slowest };
    }

    test.concurrent('headers', async () => {
        const { answers, seconds, slowest } = await cut(`GET /api/v1/agencies HTTP/1.1\r\n${host()}`, 'X-Slow: a\r\n');
        expect(statuses(answers)).toEqual([408]);
        expect(seconds).toBeGreaterThan(8);
        expect(seconds).toBeLessThan(16);
        expect(slowest).toBeLessThan(2_000);
    });

    test.concurrent('a body', async () => {
        const { answers, seconds, slowest } = await cut(post('Content-Length: 100000\r\n'), 'a');
        expect(statuses(answers)).toEqual([408]);
        expect(seconds).toBeLessThan(75);
        expect(slowest).toBeLessThan(2_000);
    }, 90_000);
});
