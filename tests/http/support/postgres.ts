// A PostgreSQL of the tests' own, where its packages are.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kProject } from './server.ts';

const run = promisify(execFile);
const script = join(kProject, 'src/store/postgres_cluster');

export interface Cluster {
    url: string;
    stop(): Promise<void>;
}

/** Undefined: PostgreSQL 15 is not installed. */
export async function startCluster(): Promise<Cluster | undefined> {
    const folder = await mkdtemp(join(tmpdir(), 'phaen-postgres-'));
    // The cluster is another user's: it must be able to reach its folder.
    await run('chmod', ['755', folder]);
    try {
        const url = (await run(script, ['start', join(folder, 'cluster')])).stdout.trim();
        const stop = async () => {
            await run(script, ['stop', join(folder, 'cluster')]);
            await rm(folder, { recursive: true, force: true });
        };
        return { url, stop };
    } catch (error) {
        await rm(folder, { recursive: true, force: true });
        if ((error as { code?: number }).code === 77) return undefined;
        throw error;
    }
}
