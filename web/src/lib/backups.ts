// Backups of everything: those that are kept, and the one that is being made or checked.
import { useQuery } from '@tanstack/react-query';
import { request } from './api';
import type { Id, Texts } from './types';

/** Name null: the account was erased. */
interface By {
    account: Id;
    name: string | null;
}

export interface BackupRun {
    id: Id;
    kind: 'make' | 'verify';
    status: 'queued' | 'running' | 'done' | 'failed' | 'stopped';
    progress: number;
    step: Texts;
    backup?: Id;
    problem?: { type: string; title: Texts; detail: Texts };
}

export interface Backup {
    id: Id;
    at: string;
    by: By;
    bytes: number;
    files: number;
    format: number;
    sha256: string;
    verified: { at: string; by: By; count: number; lies: { what: Texts; where: string }[] } | null;
}

export interface Backups {
    items: Backup[];
    run: BackupRun | null;
    /** Where they lie on the server. */
    folder: string;
    bytes: number;
    most_kept: number;
    most_bytes: number;
}

export const backupKey = ['backups'] as const;

export const isUnderWay = (run: BackupRun | null | undefined): boolean => run?.status === 'queued' || run?.status === 'running';

const kLook = 1000;

/** Looked at each second while one is made or checked, whoever began it. */
export const useBackups = () => useQuery({ queryKey: backupKey, queryFn: () => request<Backups>('/backups'), refetchInterval: (query) => (isUnderWay(query.state.data?.run) ? kLook : false) });

const path = encodeURIComponent;

export const makeBackup = () => request<BackupRun>('/backups', { method: 'POST' });
export const verifyBackup = (id: Id) => request<BackupRun>(`/backups/${path(id)}/verification`, { method: 'POST' });
export const stopBackupRun = (id: Id) => request(`/backup-runs/${path(id)}`, { method: 'DELETE' });

/** Goes to the disk by the browser itself: a backup may be larger than its memory. */
export const backupAddress = (id: Id) => `/api/v1/backups/${path(id)}/file`;

const kUnits = ['b', 'kb', 'mb', 'gb', 'tb'] as const;

/** Of three figures at most, by 1,024, with the unit that its text is of. */
export function sizeOf(bytes: number): { size: string; unit: (typeof kUnits)[number] } {
    let at = 0;
    let size = bytes;
    while (size >= 1000 && at < kUnits.length - 1) {
        size /= 1024;
        at += 1;
    }
    return { size: at > 0 && size < 10 ? size.toFixed(1) : String(Math.round(size)), unit: kUnits[at] ?? 'b' };
}
