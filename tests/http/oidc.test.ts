// Sign-in by a real OpenID Connect provider (oidc-provider from npm) on loopback, as a browser would go there and back.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// eslint-disable-next-line @typescript-eslint/ban-ts-comment
// @ts-ignore: the package brings no types
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchange } from './support/exchange.ts';
import { startIn, tokenOf, type Server } from './support/server.ts';

const kSecret = 'a client secret of the tests only';
let provider: HttpServer;
let server: Server;
/** As whom the provider's own page signs in. */
let person = 'officer';
let redirect = '';

const port = () => (provider.address() as AddressInfo).port;

beforeAll(async () => {
    provider = createServer();
    await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done));
    const issuer = `http://127.0.0.1:${port()}`;
    const folder = await mkdtemp(join(tmpdir(), 'phaen-http-'));
    const config = join(folder, 'phaen.toml');
    redirect = 'https://plan.example.org/api/v1/session/provider/back';
    await writeFile(
        config,
        `[server]\naddress = "https://plan.example.org"\nallowed_hosts = ["127.0.0.1:${port()}"]\n` +
            `[oidc]\nissuer = "${issuer}"\nclient_id = "phaen"\nclient_secret = "${kSecret}"\nname = "บัญชีกลาง"\n`,
    );
    const op = new Provider(issuer, {
        clients: [{ client_id: 'phaen', client_secret: kSecret, redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'] }],
        claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
        conformIdTokenClaims: false,
        pkce: { required: () => true },
        findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id, name: id }) }),
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
        cookies: { keys: ['only of the tests'] },
    });
    const handle = op.callback();
    provider.on('request', (request, response) => {
        if (!request.url?.startsWith('/interaction/')) {
            void handle(request, response);
            return;
        }
        // The provider's page, with a person who always agrees.
        void (async () => {
            const { params, grantId } = await op.interactionDetails(request, response);
            const grant = grantId ? await op.Grant.find(grantId) : new op.Grant({ accountId: person, clientId: params.client_id });
            grant.addOIDCScope('openid profile email');
            await op.interactionFinished(request, response, { login: { accountId: person }, consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: false });
        })();
    });
    server = await startIn(folder, `sqlite:${join(folder, 'phaen.db')}`, '--example', '--config', config);
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
    provider.closeAllConnections();
    await new Promise((done) => provider.close(done));
});

/** Follows the provider until it sends the browser back to us. */
async function atProvider(address: string): Promise<URL> {
    const jar = new Map<string, string>();
    for (let url = new URL(address); ; ) {
        if (url.origin === 'https://plan.example.org') return url;
        const answer = await new Promise<{ status: number; location: string; cookies: string[]; text: string }>((resolve, reject) => {
            const outgoing = httpRequest(url, { headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } }, (incoming) => {
                let text = '';
                incoming.setEncoding('utf8').on('data', (part: string) => (text += part));
                incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, location: incoming.headers.location ?? '', cookies: incoming.headers['set-cookie'] ?? [], text }));
            });
            outgoing.once('error', reject);
            outgoing.end();
        });
        for (const cookie of answer.cookies) {
            const [pair] = cookie.split(';');
            const at = (pair ?? '').indexOf('=');
            jar.set((pair ?? '').slice(0, at), (pair ?? '').slice(at + 1));
        }
        if (answer.location === '') throw new Error(`the provider answered ${answer.status}: ${answer.text.slice(0, 500)}`);
        url = new URL(answer.location, url);
    }
}

const cookies = (answer: { headers: Record<string, unknown> }) => ((answer.headers['set-cookie'] as string[] | undefined) ?? []).map((line) => line.split(';')[0] ?? '');

async function begin(to = '/steps'): Promise<{ address: string; cookie: string }> {
    const answer = await exchange(server, { path: `/api/v1/session/provider?to=${encodeURIComponent(to)}`, anonymous: true });
    expect(answer.status).toBe(302);
    return { address: String(answer.headers.location), cookie: cookies(answer)[0] ?? '' };
}
const back = async (url: URL, cookie: string) => await exchange(server, { path: `/api/v1/session/provider/back${url.search}`, headers: { Cookie: cookie } });

describe('sign-in by a provider', () => {
    test('is offered by its name', async () => {
        const session = await exchange(server, { path: '/api/v1/session', anonymous: true });
        expect(session.json.provider).toEqual({ name: 'บัญชีกลาง' });
    });

    test('asks with PKCE, state and nonce, and comes back to where one was', async () => {
        const { address, cookie } = await begin('/steps?as_of=2022-03-31');
        const asked = new URL(address).searchParams;
        expect([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('redirect_uri')]).toEqual(['code', 'S256', redirect]);
        for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBe(43);
        const url = await atProvider(address);
        const answer = await back(url, cookie);
        expect([answer.status, answer.headers.location]).toEqual([303, '/steps?as_of=2022-03-31']);
        const session = cookies(answer).find((pair) => pair.startsWith('phaen_session=')) ?? '';
        const me = await exchange(server, { path: '/api/v1/session', headers: { Cookie: session } });
        expect(me.json.account.login).toBe('officer');
        // The code is good once, the state for its own browser only.
        expect((await back(url, cookie)).headers.location).toBe('/sign-in?failed=provider_failed');
        const log = JSON.stringify(await server.log());
        for (const secret of [kSecret, url.searchParams.get('code') ?? '', asked.get('state') ?? '']) expect(log).not.toContain(secret);
    });

    test('takes no answer that was not asked for by this browser', async () => {
        const mine = await begin();
        const other = await begin();
        const url = await atProvider(mine.address);
        for (const cookie of [other.cookie, 'phaen_provider=', 'phaen_provider=a.b.c.d', 'other=1'])
            expect((await back(url, cookie)).headers.location).toBe('/sign-in?failed=provider_failed');
        // Another nonce: the token answers another request.
        const [state, , verifier, target] = mine.cookie.slice('phaen_provider='.length).split('.');
        expect((await back(url, `phaen_provider=${state}.anothernonce.${verifier}.${target}`)).headers.location).toBe('/sign-in?failed=provider_failed');
    });

    test('leads to no other site afterwards', async () => {
        for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
            const { address, cookie } = await begin(to);
            expect((await back(await atProvider(address), cookie)).headers.location).toBe('/');
        }
        const { address, cookie } = await begin();
        const forged = cookie.replace(/[^.]+$/, Buffer.from('//evil.example').toString('base64url'));
        expect((await back(await atProvider(address), forged)).headers.location).toBe('/');
    });

    test('makes no account', async () => {
        person = 'a-stranger';
        const { address, cookie } = await begin();
        const answer = await back(await atProvider(address), cookie);
        expect(answer.headers.location).toBe('/sign-in?failed=no_account');
        const headers = { Authorization: `Bearer ${await tokenOf(server, 'administrator')}` };
        const accounts = await exchange(server, { path: '/api/v1/accounts', headers });
        expect(JSON.stringify(accounts.json)).not.toContain('a-stranger');
        person = 'officer';
    });
});

describe('the public address', () => {
    const asks = async (headers: Record<string, string>) => await exchange(server, { path: '/api/v1/session', anonymous: true, headers });

    test('is a name that the server answers to, as no other is', async () => {
        expect((await asks({ Host: 'plan.example.org' })).status).toBe(200);
        expect((await asks({ Host: 'PLAN.example.org:443' })).status).toBe(200);
        expect((await asks({ Host: 'plan.example.com' })).status).toBe(421);
    });

    test('by https has a proxy before it, which is believed', async () => {
        expect((await asks({ 'X-Forwarded-Proto': 'https' })).headers['strict-transport-security']).toBeDefined();
    });
});
