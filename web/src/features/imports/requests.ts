import { useQuery } from '@tanstack/react-query';
import { request } from '../../lib/api';
import type { Patch } from '../../lib/merge';
import type { Catalogue, Hint, Id, ImportView } from '../../lib/types';

const base = (id: Id) => `/imports/${encodeURIComponent(id)}`;

export const importKey = (id: Id) => ['imports', id] as const;

export const useImport = (id: Id) => useQuery({ queryKey: importKey(id), queryFn: () => request<ImportView>(base(id)), staleTime: 30_000 });

export const useCatalogue = () => useQuery({ queryKey: ['catalogue'], queryFn: () => request<Catalogue>('/catalogue'), staleTime: Infinity });

export const putHints = (id: Id, hints: Hint[]) => request<ImportView>(`${base(id)}/hints`, { method: 'PUT', body: { hints } });
export const takeAsProse = (id: Id, block: number) => request<ImportView>(`${base(id)}/narratives`, { method: 'POST', body: { block } });
/** `revision` is what was reviewed. */
export const acceptImport = (id: Id, revision: number, reason: string) =>
    request<{ plan: Id; number: number; version: string }>(`${base(id)}/accept`, { method: 'POST', body: reason ? { reason } : {}, if_match: String(revision) });
export const discardImport = (id: Id) => request<void>(base(id), { method: 'DELETE' });
export const correctDraft = (id: Id, element: Id, patch: Patch, tag: string) =>
    request<{ etag: string }>(`${base(id)}/elements/${encodeURIComponent(element)}`, { method: 'PATCH', body: patch, merge_patch: true, if_match: tag });
