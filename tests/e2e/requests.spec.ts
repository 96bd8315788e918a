// A screen's data come in one or two requests. Nothing of it is there before: one comes from a page that shows nothing, or to a plan's
// views from the plan. A count, not a time.
import { expect, test } from '@playwright/test';
import { routeTable, type RouteName } from '../../web/src/app/route_table.ts';
import { openExample, take, type Change } from './changes.ts';
import { Server } from './server.ts';

const kMost = 2;
const server = new Server();
let changes: Record<RouteName, Change>;

test.beforeAll(async () => {
    changes = await openExample(server);
});
test.afterAll(async () => server.stop());

for (const name of Object.keys(routeTable) as RouteName[]) {
    test(`${name}: its data come in one or two requests`, async ({ context }) => {
        const change = changes[name];
        const { requests } = await take(context, server, change.link?.startsWith('nav ') ? { ...change, from: changes.unknown.to } : change);
        test.info().annotations.push({ type: 'requests', description: requests.join(', ') });
        expect(requests.length, requests.join(', ')).toBeLessThanOrEqual(kMost);
    });
}
