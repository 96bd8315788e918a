// An agency's own schemes of a year over HTTP: looked at, tried, set by the administrator, followed by scores, removed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, kSchemeOperations } from './support/contract.ts';
import { startServer, tokenOf, type Server } from './support/server.ts';

let server: Server;
let contract: Contract;
let administrator: { Authorization: string };
let own: string;
const office = { agency: 'office' };
const plan = { path: { plan: 'iao-2565' } };

beforeAll(async () => {
    server = await startServer('--example');
    contract = await Contract.read(server);
    administrator = { Authorization: `Bearer ${await tokenOf(server, 'administrator')}` };
    const { text } = (await contract.call('read_scheme', { path: { ...office, scheme: 'bma-2565' } })).json;
    own = text.replace('id = "bma-2565"', 'id = "office-2565"').replace('below_lowest = { percent_of_weight = 0,', 'below_lowest = { percent_of_weight = 20,');
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});

const check = async (text: string) => (await contract.call('check_scheme', { path: office, headers: administrator, body: { text } })).json;
const put = async (scheme: string, text: string, if_match?: string, headers: Record<string, string> = administrator) =>
    await contract.call('put_scheme', { path: { ...office, scheme }, headers, body: { text }, ...(if_match === undefined ? {} : { if_match }) });
const read = async (scheme: string) => await contract.call('read_scheme', { path: { ...office, scheme } });
const tag_of = (answer: { headers: Record<string, unknown> }) => String(answer.headers.etag).replaceAll('"', '');
const total = async () => (await contract.call('read_score', { ...plan, query: { as_of: '2021-10-31' } })).json.total.score;

async function name(scheme: string): Promise<void> {
    const head = (await contract.call('read_plan', plan)).json;
    const changed = await contract.call('change_element', { path: { ...plan.path, element: 'iao-2565' }, if_match: head.etags['iao-2565'], body: { scheme } });
    expect(changed.status).toBe(200);
}

describe('the schemes of an agency', () => {
    test('are the shipped ones at first, with the plans that name them', async () => {
        const { items } = (await contract.call('list_schemes', { path: office })).json;
        expect(items.map((one: any) => [one.scheme, one.fiscal_year, one.is_own, one.plans.map((of: any) => of.plan)])).toEqual([['bma-2565', 2565, false, ['iao-2565']]]);
        const shipped = (await read('bma-2565')).json;
        expect([shipped.content.schema, shipped.content.components.length, shipped.editions]).toEqual(['phaen.scheme/1', 5, []]);
        // With the comments, which say where a figure comes from.
        expect(shipped.text).toContain('# The sum of the printed weights');
        expect((await read('office-2565')).status).toBe(404);
    });

    test('are tried without being kept, and what is wrong is told with its line', async () => {
        expect(await check(own)).toMatchObject({ errors: [], scheme: 'office-2565', state: 'new' });
        const broken = await check('schema = "phaen.scheme/1"\nid = "office-2565"\nfiscal_year = 2565\nlevels = [\n    { level = 5, percent_of_weight = 101 },\n]\n');
        expect([broken.errors[0].line, broken.errors[0].pointer, broken.content, broken.state]).toEqual([5, '/levels/0/percent_of_weight', null, null]);
        expect((await read('office-2565')).status).toBe(404);
    });

    test('are set by the administrator alone, for what was seen', async () => {
        const { etag } = await check(own);
        const officer = { Authorization: `Bearer ${await tokenOf(server, 'planning_officer')}` };
        expect((await put('office-2565', own, etag, officer)).status).toBe(403);
        expect((await put('office-2565', own)).status).toBe(428);
        const refused = await put('bma-2565', own, etag);
        expect([refused.status, refused.json.type]).toEqual([409, 'urn:phaen:problem:shipped_scheme']);
        const wrong = await put('office-2566', own, (await check(own.replace('office-2565', 'office-2566'))).etag);
        expect([wrong.status, wrong.json.type, wrong.json.errors[0].pointer]).toEqual([422, 'urn:phaen:problem:bad_scheme', '/id']);
        const kept = await put('office-2565', own, etag);
        expect([kept.status, kept.json.is_own, kept.json.text, kept.json.editions.length]).toEqual([200, true, own, 1]);
        expect((await put('office-2565', own.replace('= 20,', '= 30,'), etag)).status).toBe(412);
        const { entries } = (await contract.call('list_audit', { path: office, headers: administrator, query: { about: 'scheme.office-2565' } })).json;
        expect(entries.map((one: any) => one.command)).toEqual(['setting.put']);
    });

    // October's end scores 15. Indicators 1 (weight 25), 2 (20) and 5.1 (10) are below their lowest level: at 20 % 11 more, at 40 % 22.
    test('are what scores are made by, at once', async () => {
        expect(await total()).toBe(15);
        await name('office-2565');
        expect(await total()).toBe(26);
        const seen = await read('office-2565');
        expect((await put('office-2565', own.replace('= 20,', '= 40,'), tag_of(seen))).status).toBe(200);
        expect(await total()).toBe(37);
    });

    test('are removed only when no plan goes by them', async () => {
        const remove = async () => await contract.call('remove_scheme', { path: { ...office, scheme: 'office-2565' }, headers: administrator, if_match: tag_of(await read('office-2565')) });
        const used = await remove();
        expect([used.status, used.json.type, used.json.plans[0].plan]).toEqual([409, 'urn:phaen:problem:scheme_in_use', 'iao-2565']);
        await name('bma-2565');
        // The file is as it was, and yet another answer: no plan names it now.
        const again = await contract.call('read_scheme', { path: { ...office, scheme: 'office-2565' }, headers: { 'If-None-Match': `"${tag_of(await read('office-2565'))}"` } });
        expect([again.status, again.json.plans]).toEqual([200, []]);
        expect((await remove()).status).toBe(204);
        expect((await read('office-2565')).status).toBe(404);
        expect(await total()).toBe(15);
        // It can come back.
        expect((await put('office-2565', own, (await check(own)).etag)).json.editions.map((one: any) => one.is_removed)).toEqual([false, true, false, false]);
    });

    // The example's plan prints levels 5 to 1 and three components with weights; its own scheme is there, so the proposal has another id.
    test('begin with what a plan prints', async () => {
        const { scheme, text } = (await contract.call('propose_scheme', plan)).json;
        const { content, state, errors } = await check(text);
        expect([scheme, state, errors, content.levels.map((one: any) => one.percent_of_weight)]).toEqual(['scheme-2565', 'new', [], [100, 90, 80, 70, 60]]);
        expect(content.components.filter((one: any) => one.weight !== undefined).map((one: any) => [one.number, one.weight])).toEqual([['1', 70], ['4', 10], ['5', 20]]);
    });

    test('every operation of them was called', () => {
        for (const operation of kSchemeOperations) expect([...(contract.seen.get(operation) ?? [])], operation).toContain(operation === 'remove_scheme' ? 204 : 200);
    });
});
