// An agency's own dictionaries over HTTP: set by the steward, kept by version, used by the records of the year.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contract, kDatasetOperations } from './support/contract.ts';
import { startServer, tokenOf, type Server } from './support/server.ts';

let server: Server;
let contract: Contract;
let steward: { Authorization: string };
const at = (dataset: string) => ({ path: { agency: 'office', dataset } });
const plan = { path: { plan: 'iao-2565' } };
const on = '2022-03-31';
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

test('every operation was called with every answer that is no refusal', () => {
    for (const id of kDatasetOperations) expect([id, contract.seen.get(id)?.has(200)]).toEqual([id, true]);
});
