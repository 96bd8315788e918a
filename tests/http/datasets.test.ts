// An agency's own dictionaries over HTTP: set by the steward, kept by version, used by the records of the year.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, kDatasetOperations } from './support/contract.ts';
import { accountOf, startServer, tokenOf, type Server } from './support/server.ts';

let server: Server;
let contract: Contract;
let steward: { Authorization: string };
const at = (dataset: string) => ({ path: { agency: 'office', dataset } });
const plan = { path: { plan: 'iao-2565' } };
const on = '2022-03-31';
const kPassword = 'ฝนตกที่หน้าต่างบานเก่า';
const kVisits = `schema = "phaen.dataset/1"
id = "visits"
version = 1
title = { th = "การเยี่ยมชม", en = "Visits" }
key = ["title"]

[[fields]]
name = "title"
type = "text"
required = true

[[fields]]
name = "visitors"
type = "integer"
`;

beforeAll(async () => {
    server = await startServer('--example');
    contract = await Contract.read(server);
    steward = { Authorization: `Bearer ${await tokenOf(server, 'data_steward')}` };
});
afterAll(async () => {
    expect(await server.stop()).toBe(0);
});

const set = async (dataset: string, text: string, headers: Record<string, string> = steward) => await contract.call('put_agency_dataset', { ...at(dataset), headers, body: { text } });
const versions = async (dataset: string) => (await contract.call('read_agency_dataset', at(dataset))).json.versions.map((one: any) => [one.version, one.is_own]);
/** The headers of a new session. */
async function enter(login: string, password: string): Promise<Record<string, string>> {
    const { headers, json } = await contract.call('sign_in', { body: { login, password } });
    return { Cookie: String(headers['set-cookie']).split(';')[0] ?? '', 'X-CSRF-Token': json.csrf };
}
const put = async (record: object) => await contract.call('put_records', { ...plan, headers: steward, body: { records: [{ on, ...record }] } });

describe('the dictionaries of an agency', () => {
    test('are those of the program at first', async () => {
        const { items } = (await contract.call('list_agency_datasets', { path: { agency: 'office' } })).json;
        expect(items.map((item: any) => item.id)).toEqual((await contract.call('list_datasets')).json.items.map((item: any) => item.id));
        expect(items.some((item: any) => item.is_own)).toBe(false);
        expect((await contract.call('read_agency_dataset', at('visits'))).status).toBe(404);
        expect((await put({ dataset: 'visits', values: { title: 'ก' } })).status).toBe(422);
    });

    test('are set by the steward alone, and what is wrong is told with its line', async () => {
        const refused = await set('visits', kVisits.replace('type = "integer"', 'type = "number"'));
        expect([refused.status, refused.json.type, refused.json.errors[0].line, refused.json.errors[0].pointer]).toEqual([422, 'urn:phaen:problem:bad_dictionary', 14, '/fields/1/type']);
        const officer = { Authorization: `Bearer ${await tokenOf(server, 'planning_officer')}` };
        expect((await set('visits', kVisits, officer)).status).toBe(403);
        const kept = await set('visits', kVisits);
        expect([kept.status, kept.json.is_own, kept.json.dictionary.title.th]).toEqual([200, true, 'การเยี่ยมชม']);
        expect((await set('visits', kept.json.text)).status).toBe(200);
        expect(await versions('visits')).toEqual([[1, true]]);
    });

    test('are what records are made by, each by the version of its time', async () => {
        expect((await put({ dataset: 'visits', record: 'visit-1', values: { title: 'คณะที่หนึ่ง', visitors: 12 } })).status).toBe(201);
        const wrong = await put({ dataset: 'visits', record: 'visit-2', values: { title: 'คณะที่สอง', visitors: 'มาก' } });
        expect([wrong.status, wrong.json.errors[0].pointer]).toEqual([422, '/records/0/values/visitors']);
        const narrower = await set('visits', `${kVisits}required = true\n\n[[fields]]\nname = "place"\ntype = "text"\nrequired = true\n`);
        expect(narrower.json.versions[0].changes).toEqual([
            { change: 'became_required', field: 'visitors', compatible: false },
            { change: 'required_field_added', field: 'place', compatible: false },
        ]);
        const lacks = await put({ dataset: 'visits', record: 'visit-2', values: { title: 'คณะที่สอง', visitors: 3 } });
        expect([lacks.status, lacks.json.errors.map((one: any) => one.pointer)]).toEqual([422, ['/records/0/values/place']]);
        // The first stays as it was made, and is in nobody's way.
        expect((await put({ dataset: 'visits', record: 'visit-2', values: { title: 'คณะที่สอง', visitors: 3, place: 'หอประชุม' } })).status).toBe(201);
        const { records } = (await contract.call('list_records', { path: { ...plan.path, dataset: 'visits' } })).json;
        expect(records.map((one: any) => one.record)).toEqual(['visit-1', 'visit-2']);
        const { facts } = (await contract.call('list_facts', { ...plan, query: { kind: 'record', limit: 2 } })).json;
        expect(facts.map((fact: any) => fact.data.version)).toEqual([2, 1]);
    });

    test('of the program are followed by the agency’s own versions', async () => {
        const shipped = (await contract.call('read_agency_dataset', at('documents'))).json;
        const own = await set('documents', `${shipped.text}\n[[fields]]\nname = "shelf"\ntype = "text"\n`);
        expect(own.json.versions.map((one: any) => [one.version, one.is_own])).toEqual([[1001, true], [1, false]]);
        const values = { title: 'คู่มือ', status: 'adopted', shelf: 'ก-1' };
        expect((await put({ dataset: 'documents', record: 'book-1', values })).status).toBe(201);
        const { items } = (await contract.call('list_agency_datasets', { path: { agency: 'office' } })).json;
        expect(items.filter((item: any) => item.is_own).map((item: any) => item.id)).toEqual(['documents', 'visits']);
    });

    test('stand among all dictionaries for who belongs to the agency, beside those of the program', async () => {
        const own = async (headers: Record<string, string>) =>
            (await contract.call('list_datasets', { headers })).json.items.filter((item: any) => item.is_own).map((item: any) => [item.agency, item.id, item.version]);
        expect(await own(steward)).toEqual([['office', 'documents', 1001], ['office', 'visits', 2]]);
        const administrator = { Authorization: `Bearer ${await tokenOf(server, 'administrator')}` };
        const added = await contract.call('add_account', { headers: administrator, body: { login: 'outsider', name: 'คนนอก', password: kPassword } });
        expect(added.status).toBe(201);
        const outsider = await enter('outsider', kPassword);
        expect(await own(outsider)).toEqual([]);
        const { items } = (await contract.call('list_datasets', { headers: outsider })).json;
        expect(items.find((item: any) => item.id === 'documents')).toMatchObject({ version: 1, is_own: false });
    });

    test('are read by the queries of indicators', async () => {
        const read = (await contract.call('read_element', { path: { ...plan.path, element: 'indicator-1' } })).json;
        const head = (await contract.call('read_plan', plan)).json;
        const queries = { ...(read.element ?? read).queries, visits: { fn: 'sum', of: 'visits.visitors' } };
        const changed = await contract.call('change_element', { path: { ...plan.path, element: 'indicator-1' }, if_match: head.etags['indicator-1'], body: { queries } });
        expect(changed.status).toBe(200);
        const { indicators } = (await contract.call('read_score', { ...plan, query: { as_of: '2022-09-30' } })).json;
        const asked = indicators.flatMap((one: any) => one.queries ?? []).find((one: any) => one.name === 'visits');
        expect(asked.value).toBe('15');
    });
});

describe('the screen of the registries', () => {
    const screen = async (query: Record<string, string>, headers: Record<string, string> = steward) => await contract.call('read_registries', { ...plan, headers, query });
    const registers = ({ json }: any) => json.registers.map((one: any) => [one.dataset, one.records.length]);

    test('opens the first dataset, or the one that is asked for with those that it refers to', async () => {
        const first = await screen({ as_of: '2022-09-30' });
        expect([first.json.as_of, first.json.dataset, first.json.datasets[0].id]).toEqual(['2022-09-30', first.json.datasets[0].id, first.json.dataset]);
        expect(first.json.datasets).toEqual((await contract.call('list_agency_datasets', { path: { agency: 'office' } })).json.items);
        // The example has five works, and nobody read their views.
        expect(registers(await screen({ dataset: 'view-readings', as_of: '2022-09-30' }))).toEqual([['view-readings', 0], ['works', 5]]);
        const works = await screen({ dataset: 'works', as_of: '2022-09-30' });
        expect(works.json.registers[0].records).toEqual((await contract.call('list_records', { path: { ...plan.path, dataset: 'works' }, query: { as_of: '2022-09-30' } })).json.records);
        expect((await screen({ dataset: 'nothing' })).status).toBe(404);
        expect((await screen({ as_of: 'yesterday' })).status).toBe(422);
    });

    test('shows them as they stood on the day', async () => {
        // Of the works one had come by the end of 2021.
        expect(registers(await screen({ dataset: 'works', as_of: '2021-12-31' }))).toEqual([['works', 1]]);
    });

    test('names the indicators that read the dataset or one of its fields, for who may see scores', async () => {
        const { feeds } = (await screen({ dataset: 'visits', as_of: '2022-09-30' })).json;
        const { indicators } = (await contract.call('read_year', { ...plan, query: { as_of: '2022-09-30' } })).json;
        const { id, number, name, level, score, weight } = indicators.find((one: any) => one.id === 'indicator-1');
        expect(feeds).toEqual([{ id, number, name, level, score, weight }]);
        const { user, password } = await accountOf(server.folder, 'data_steward');
        const { json } = await contract.call('add_token', { headers: await enter(user, password), body: { name: 'ทะเบียน', scopes: ['record.read'] } });
        expect((await screen({ dataset: 'visits' }, { Authorization: `Bearer ${json.token}` })).json.feeds).toBeNull();
    });

    test('ends a long register with where its list goes on', async () => {
        const records = Array.from({ length: 1001 }, (_, n) => ({ dataset: 'partners', record: `partner-${n}`, on, values: { name: `เมืองที่ ${n}`, kind: 'sister_city' } }));
        const kept = await contract.call('put_records', { ...plan, headers: steward, body: { records } });
        expect(kept.status).toBe(201);
        const [register] = (await screen({ dataset: 'partners' })).json.registers;
        expect(register.records.length).toBe(1000);
        const rest = (await contract.call('list_records', { path: { ...plan.path, dataset: 'partners' }, query: { cursor: register.next } })).json;
        expect(rest.records.map((one: any) => one.record)).toEqual(['partner-1000']);
    });
});

test('every operation was called with every answer that is no refusal', () => {
    for (const id of kDatasetOperations) expect([id, contract.seen.get(id)?.has(200)]).toEqual([id, true]);
});
