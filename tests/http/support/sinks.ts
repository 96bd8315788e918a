// What the server sends out to: a mail server and a receiver of webhooks, on loopback, that keep what they get.
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';

export interface MailSink {
    port: number;
    /** Whole messages, as they came. */
    mails: { from: string; to: string[]; data: string }[];
    /** How many are to be refused from now on. */
    refuse: number;
    close(): Promise<void>;
}

const closed = async (server: { close(done: () => void): unknown }) => await new Promise<void>((done) => server.close(() => done()));

/** Just enough of SMTP (RFC 5321) to take a mail. */
export async function mailSink(): Promise<MailSink> {
    const mails: MailSink['mails'] = [];
    const server: NetServer = createServer((socket) => {
        let buffer = '';
        let mail = { from: '', to: [] as string[], data: '' };
        let inData = false;
        const say = (line: string) => socket.write(`${line}\r\n`);
        say('220 sink');
        socket.on('error', () => undefined);
        socket.setEncoding('latin1').on('data', (text: string) => {
            buffer += text;
            for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
                const line = buffer.slice(0, end);
                buffer = buffer.slice(end + 2);
                if (inData) {
                    if (line !== '.') {
                        mail.data += `${line.replace(/^\./, '')}\r\n`;
                        continue;
                    }
                    inData = false;
                    mails.push(mail);
                    mail = { from: '', to: [], data: '' };
                    say('250 kept');
                } else if (/^MAIL FROM:/i.test(line)) {
                    if (sink.refuse > 0) {
                        --sink.refuse;
                        say('451 later');
                    } else {
                        mail.from = line.slice(10);
                        say('250 ok');
                    }
                } else if (/^RCPT TO:/i.test(line)) {
                    mail.to.push(line.slice(8));
                    say('250 ok');
                } else if (/^DATA$/i.test(line)) {
                    inData = true;
                    say('354 go on');
                } else if (/^QUIT$/i.test(line)) {
                    say('221 bye');
                    socket.end();
                } else say('250 sink');
            }
        });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const sink: MailSink = { port: (server.address() as AddressInfo).port, mails, refuse: 0, close: async () => await closed(server) };
    return sink;
}

export interface HookSink {
    port: number;
    got: { headers: Record<string, string | string[] | undefined>; body: string }[];
    /** What it answers. */
    status: number;
    close(): Promise<void>;
}

export async function hookSink(): Promise<HookSink> {
    const got: HookSink['got'] = [];
    const server = createHttpServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (text: string) => (body += text));
        request.on('end', () => {
            got.push({ headers: request.headers, body });
            response.writeHead(sink.status, sink.status === 302 ? { Location: 'http://127.0.0.1:1/' } : {}).end();
        });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const sink: HookSink = { port: (server.address() as AddressInfo).port, got, status: 200, close: async () => await closed(server) };
    return sink;
}

/** Asks again until it is so; the test's own time limit ends it. */
export async function until<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
    for (;;) {
        const found = await look();
        if (found) return found;
        await new Promise((done) => setTimeout(done, 50));
    }
}
