// An import is a job of the server: its progress comes as events, or by asking each second where events do not come.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { kApi, request, requestLocated } from '../../lib/api';
import { keys } from '../../lib/queries';
import type { Id, Job } from '../../lib/types';

const kPollMs = 1000;
const ended = (job: Job) => job.status === 'done' || job.status === 'failed' || job.status === 'stopped';

function parse(data: string): Job | null {
    try {
        return JSON.parse(data) as Job;
    } catch {
        return null;
    }
}

/** Tells each state of the job until it has ended; the answer stops listening. */
export function watchJob(id: Id, tell: (job: Job) => void, fail: (error: unknown) => void): () => void {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (job: Job) => {
        if (over) return;
        tell(job);
        if (ended(job)) stop();
    };
    const poll = async () => {
        try {
            hear(await request<Job>(`/jobs/${encodeURIComponent(id)}`));
        } catch (error) {
            if (!over) fail(error);
            stop();
        }
        if (!over) timer = setTimeout(() => void poll(), kPollMs);
    };
    const source = typeof EventSource === 'undefined' ? null : new EventSource(`${kApi}/jobs/${encodeURIComponent(id)}/events`);
    function stop() {
        over = true;
        source?.close();
        if (timer !== undefined) clearTimeout(timer);
    }
    if (source) {
        source.addEventListener('job', (event) => {
            const job = parse((event as MessageEvent<string>).data);
            if (job) hear(job);
        });
        source.onerror = () => {
            source.close();
            if (!over && timer === undefined) void poll();
        };
    } else {
        void poll();
    }
    return stop;
}

export interface Upload {
    file: string;
    job: Job | null;
    error: unknown;
}

export function useUpload(agency: Id | undefined, done: (importId: Id) => void) {
    const client = useQueryClient();
    const [upload, setUpload] = useState<Upload | null>(null);
    const stopWatching = useRef<(() => void) | null>(null);
    const whenDone = useRef(done);
    useEffect(() => {
        whenDone.current = done;
    }, [done]);
    useEffect(() => () => stopWatching.current?.(), []);

    const begin = useCallback(
        async (file: File) => {
            if (!agency) return;
            stopWatching.current?.();
            setUpload({ file: file.name, job: null, error: null });
            try {
                const { body, location } = await requestLocated<{ job?: Id | Job; id?: Id }>(
                    `/agencies/${encodeURIComponent(agency)}/imports?file_name=${encodeURIComponent(file.name)}`,
                    { method: 'POST', raw: file },
                );
                const named = typeof body.job === 'object' ? body.job.id : (body.job ?? body.id);
                const id = named ?? decodeURIComponent(location?.split('/').pop() ?? '');
                stopWatching.current = watchJob(
                    id,
                    (job) => {
                        setUpload({ file: file.name, job, error: null });
                        if (!ended(job)) return;
                        void client.invalidateQueries({ queryKey: keys.imports(agency) });
                        if (job.status === 'done' && job.import) whenDone.current(job.import);
                    },
                    (error) => setUpload({ file: file.name, job: null, error }),
                );
            } catch (error) {
                setUpload({ file: file.name, job: null, error });
            }
        },
        [agency, client],
    );
    const stop = useCallback(async () => {
        const id = upload?.job?.id;
        if (id) await request(`/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' }).catch(() => undefined);
    }, [upload]);
    return { upload, begin, stop };
}
