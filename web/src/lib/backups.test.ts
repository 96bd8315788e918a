import { expect, test } from 'vitest';
import { isUnderWay, sizeOf, type BackupRun } from './backups';

test('a size has three figures at most', () => {
    // 1,536 is 1.5 KiB; 1,023 KiB would be four figures, and is a megabyte.
    const rows = [[0, '0', 'b'], [999, '999', 'b'], [1000, '1.0', 'kb'], [1536, '1.5', 'kb'], [734 * 1024, '734', 'kb'], [1023 * 1024, '1.0', 'mb'], [10 * 1024 * 1024, '10', 'mb'], [1.25 * 1024 ** 3, '1.3', 'gb'], [5000 * 1024 ** 4, '5000', 'tb']] as const;
    for (const [bytes, size, unit] of rows) expect(sizeOf(bytes)).toEqual({ size, unit });
});

test('what waits or runs is under way', () => {
    const run = (status: BackupRun['status']): BackupRun => ({ id: 'a', kind: 'make', status, progress: 0, step: { th: '', en: '' } });
    expect([undefined, null, run('queued'), run('running'), run('done'), run('failed'), run('stopped')].map(isUnderWay)).toEqual([false, false, true, true, false, false, false]);
});
