// One request and its answer, with every header as it was sent.
import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Server } from './server.ts';

export interface Ask {
    method?: string;
    path: string;
    /** Without a cookie or `Authorization` of their own they are those of a planning officer. */
    headers?: Record<string, string>;
    /** Nobody. */
    anonymous?: boolean;
    body?: string | Buffer;
}

export interface Answer {
    status: number;
    headers: IncomingHttpHeaders;
    bytes: Buffer;
    text: string;
    /** The body as JSON; undefined when it is none. */
    json: any;
}

const agents = new WeakMap<Server, Agent>();

function agentOf(server: Server): Agent {
    let agent = agents.get(server);
    if (!agent) {
        agent = new Agent({ keepAlive: false });
        agents.set(server, agent);
    }
    return agent;
}

function open(server: Server, ask: Ask): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
        const outgoing = request({
            host: server.host,
            port: server.port,
            agent: agentOf(server),
            method: ask.method ?? 'GET',
            path: ask.path,
            headers: { 'Accept-Language': 'en', ...(ask.headers?.['Cookie'] ?? ask.anonymous ? {} : { Authorization: `Bearer ${server.token}` }), ...(ask.body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(ask.body)) }), ...ask.headers },
        });
        outgoing.once('response', resolve);
        outgoing.once('error', reject);
        outgoing.end(ask.body);
    });
}

export async function exchange(server: Server, ask: Ask): Promise<Answer> {
    const incoming = await open(server, ask);
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    const text = bytes.toString('utf8');
    const type = incoming.headers['content-type'] ?? '';
    return {
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        bytes,
        text,
        json: text !== '' && /json$/.test(type) ? JSON.parse(text) : undefined,
    };
}

export interface StreamEvent {
    event: string;
    data: any;
}

export interface Stream {
    status: number;
    headers: IncomingHttpHeaders;
    /** Those that came so far. */
    events: StreamEvent[];
    /** The first event, come or to come, that it is true of. */
    until(wanted: (event: StreamEvent) => boolean): Promise<StreamEvent>;
    /** When the server ended it. */
    ended: Promise<void>;
    close(): void;
}

/** Listens to an event stream. */
export async function listen(server: Server, path: string): Promise<Stream> {
    const incoming = await open(server, { path, headers: { Accept: 'text/event-stream' } });
    const events: StreamEvent[] = [];
    const waiting = new Set<() => void>();
    let buffer = '';
    let over = false;
    const wake = () => waiting.forEach((look) => look());
    const ended = new Promise<void>((resolve) => {
        incoming.once('close', () => {
            over = true;
            wake();
            resolve();
        });
    });
    incoming.on('error', () => undefined);
    incoming.setEncoding('utf8').on('data', (text: string) => {
        buffer += text;
        const blocks = buffer.split('\n\n');
        buffer = blocks.pop() ?? '';
        for (const block of blocks) {
            const lines = block.split('\n');
            const value = (name: string) => lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2)).join('\n');
            if (value('data')) events.push({ event: value('event') || 'message', data: JSON.parse(value('data')) });
        }
        wake();
    });
    return {
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        events,
        ended,
        until: (wanted) =>
            new Promise((resolve, reject) => {
                const look = () => {
                    const found = events.find(wanted);
                    if (!found && !over) return;
                    waiting.delete(look);
                    if (found) resolve(found);
                    else reject(new Error(`the stream ended after ${JSON.stringify(events)}`));
                };
                waiting.add(look);
                look();
            }),
        close: () => incoming.destroy(),
    };
}
