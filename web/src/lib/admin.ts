// Accounts, roles, workflows, tokens and the chain of commands, as the server has them.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { request, requestPage, withTag, type Seen } from './api';
import type { RoleName } from './session';
import type { Id, Texts } from './types';

export interface Assignment {
    id: Id;
    account: Id;
    account_name?: string;
    role: string;
    name: Texts;
    agency: Id;
    unit?: Id;
    /** As the agency's newest plan calls it. */
    unit_name?: string;
    part?: string;
    in_place?: Id;
    first_day: string;
    last_day?: string;
}

export interface Person {
    id: Id;
    login: string;
    name: string;
    disabled: boolean;
    has_second_factor: boolean;
    assignments?: Assignment[];
}

export interface RoleTable {
    roles: { role: string; name: Texts }[];
    permissions: { permission: string; name: Texts; scopes: Record<string, string> }[];
}

export type Need = 'comment' | 'document' | 'date' | 'signer';

export interface WorkflowAction {
    id: string;
    name: Texts;
    from: string[];
    to: string;
    roles: string[];
    needs?: Need[];
    on_behalf?: boolean;
}

export interface Workflows {
    schema: string;
    workflows: { kind: string; name: Texts; subject: string; start: string; states: { id: string; name: Texts; fixed?: boolean }[]; actions: WorkflowAction[] }[];
}

export interface ApiToken {
    id: Id;
    name: string;
    scopes: string[];
    at: string;
    ends_at?: string;
    /** Only when it was made just now. */
    token?: string;
}

export interface AuditEntry {
    seq: number;
    at: string;
    actor: Id;
    actor_name?: string;
    command: string;
    body: string;
    previous: string;
    hash: string;
}

export interface AuditProof {
    entries: number;
    checked: number;
    holds: boolean;
    broken_at: number | null;
    head: { seq: number; hash: string; at: string } | null;
    signed: { day: string; seq: number; hash: string; public_key: string; holds: boolean } | null;
}

export interface AuditFilter {
    actor: string;
    about: string;
    from: string;
    to: string;
}

const path = encodeURIComponent;

export const adminKeys = {
    people: ['accounts'] as const,
    roles: (agency: Id) => ['agencies', agency, 'roles'] as const,
    workflows: (agency: Id) => ['agencies', agency, 'workflows'] as const,
    tokens: ['tokens'] as const,
};

export const usePeople = () => useQuery({ queryKey: adminKeys.people, queryFn: () => request<{ items: Person[] }>('/accounts') });
export const useAssignments = (agency: Id | undefined, wanted = true) =>
    useQuery({ queryKey: adminKeys.roles(agency ?? ''), queryFn: () => request<{ items: Assignment[] }>(`/agencies/${path(agency ?? '')}/roles`), enabled: agency !== undefined && wanted });
/** In the order of the server's table; who is signed in has one of them. */
const roles: Record<RoleName, true> = {
    administrator: true,
    planning_officer: true,
    section_head: true,
    project_owner: true,
    budget_officer: true,
    director: true,
    executive: true,
    evaluator: true,
    data_steward: true,
    data_owner: true,
    requester: true,
    reader: true,
};
export const kRoles = Object.keys(roles) as RoleName[];

export const useRoleTable = () => useQuery({ queryKey: ['roles'], queryFn: () => request<RoleTable>('/roles'), staleTime: Infinity });
export const useWorkflows = (agency: Id | undefined) =>
    useQuery({ queryKey: adminKeys.workflows(agency ?? ''), queryFn: () => withTag<Workflows>(`/agencies/${path(agency ?? '')}/workflows`), enabled: agency !== undefined });
export const useTokens = () => useQuery({ queryKey: adminKeys.tokens, queryFn: () => request<{ items: ApiToken[] }>('/tokens') });
export const useProof = (agency: Id | undefined) =>
    useQuery({ queryKey: ['agencies', agency, 'audit', 'proof'], queryFn: () => request<AuditProof>(`/agencies/${path(agency ?? '')}/audit/proof`), enabled: agency !== undefined });

export const useAudit = (agency: Id | undefined, filter: AuditFilter) =>
    useInfiniteQuery({
        queryKey: ['agencies', agency, 'audit', filter],
        initialPageParam: '',
        queryFn: ({ pageParam }) => {
            const query = new URLSearchParams({ limit: '50', ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')) });
            if (pageParam !== '') query.set('cursor', pageParam);
            return requestPage<{ entries: AuditEntry[] }>(`/agencies/${path(agency ?? '')}/audit?${query.toString()}`);
        },
        getNextPageParam: (last) => last.next ?? undefined,
        enabled: agency !== undefined,
    });

export const addPerson = (body: { login: string; name: string; password: string }) => request<Person>('/accounts', { method: 'POST', body });
export const changePerson = (id: Id, body: { disabled?: boolean; password?: string; has_second_factor?: false }) => request<Person>(`/accounts/${path(id)}`, { method: 'PATCH', body });
export const assignRole = (agency: Id, body: Record<string, string>) => request<Assignment>(`/agencies/${path(agency)}/roles`, { method: 'POST', body });
export const endRole = (agency: Id, id: Id) => request<undefined>(`/agencies/${path(agency)}/roles/${path(id)}`, { method: 'DELETE' });
export const setWorkflows = (agency: Id, { tag, ...body }: Seen<Workflows>) => request<Workflows>(`/agencies/${path(agency)}/workflows`, { method: 'PUT', body, if_match: tag });
export const addToken = (body: { name: string; scopes?: string[]; days?: number }) => request<ApiToken>('/tokens', { method: 'POST', body });
export const removeToken = (id: Id) => request<undefined>(`/tokens/${path(id)}`, { method: 'DELETE' });
export const addAgency = (body: { id: Id; name: Texts }) => request<{ id: Id }>('/agencies', { method: 'POST', body });
export const renameAgency = (id: Id, name: Texts) => request<{ id: Id }>(`/agencies/${path(id)}`, { method: 'PATCH', body: { name } });

/** Sixteen letters and digits that are not mistaken for each other, in fours. */
export function newPassword(): string {
    const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
    const limit = 256 - (256 % letters.length);
    let made = '';
    while (made.length < 16) {
        for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < limit && made.length < 16) made += letters[byte % letters.length];
    }
    return made.replace(/(.{4})(?!$)/g, '$1-');
}
