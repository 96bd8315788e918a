import { expect, test } from 'vitest';
import { visitAt } from './visits';

test('what has changed is told from the end of the visit before', () => {
    const first = visitAt('2022-03-01T08:00:00.000Z', null);
    expect(first.since).toBeNull();
    const reload = visitAt('2022-03-01T11:59:59.999Z', first);
    expect(reload).toEqual({ since: null, last: '2022-03-01T11:59:59.999Z' });
    // Four hours after the reload.
    const second = visitAt('2022-03-01T15:59:59.999Z', reload);
    expect(second.since).toBe('2022-03-01T11:59:59.999Z');
    expect(visitAt('2022-03-01T16:10:00.000Z', second).since).toBe('2022-03-01T11:59:59.999Z');
    expect(visitAt('2022-03-01T16:10:00.000Z', { since: null, last: 'rubbish' }).since).toBeNull();
});
