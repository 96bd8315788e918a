import { describe, expect, it } from 'vitest';
import type { VersionItem } from './types';
import { groupVersions } from './version_groups';

const item = (number: number, minute: number, rest: Partial<VersionItem> = {}): VersionItem => ({
    number,
    version: String(number),
    at: new Date(Date.UTC(2026, 0, 15, 9, minute)).toISOString(),
    by: 'office',
    action: 'edit',
    subject: 'project-1',
    ...rest,
});
const counts = (items: VersionItem[]) => groupVersions(items).map((group) => group.count);

describe('groupVersions', () => {
    it('puts edits of one element within ten minutes together', () => {
        const [group] = groupVersions([item(4, 20), item(3, 15), item(2, 10)]);
        expect(group).toMatchObject({ newest: { number: 4 }, oldest: { number: 2 }, count: 3 });
    });
    it('begins anew after ten minutes', () => expect(counts([item(4, 21), item(3, 15), item(2, 10)])).toEqual([2, 1]));
    it('keeps another element apart', () => expect(counts([item(3, 2), item(2, 1, { subject: 'project-2' }), item(1, 0)])).toEqual([1, 1, 1]));
    it('keeps another person apart', () => expect(counts([item(3, 2), item(2, 1, { by: 'head' })])).toEqual([1, 1]));
    it('keeps what is no edit apart', () => expect(counts([item(3, 2, { action: 'undo' }), item(2, 1, { action: 'undo' }), item(1, 0)])).toEqual([1, 1, 1]));
    it('keeps what has a gap apart', () => expect(counts([item(4, 2), item(2, 1)])).toEqual([1, 1]));
});
