// Who is signed in, what they may do where, and the proof that a request comes from a page of ours.
import { createContext, use } from 'react';
import type { Id, Texts } from './types';

export interface Duty {
    role: string;
    name: Texts;
    agency: Id;
    unit?: Id;
    part?: string;
}

export interface Me {
    id: Id;
    login: string;
    name: string;
    has_second_factor: boolean;
    /** Only with a second factor. */
    recovery_codes_left?: number;
    duties: Duty[];
    /** By agency and permission, how far it goes. */
    may: Record<Id, Record<string, string>>;
}

/** Those of the example's accounts. */
export type RoleName =
    | 'administrator'
    | 'planning_officer'
    | 'section_head'
    | 'project_owner'
    | 'budget_officer'
    | 'director'
    | 'executive'
    | 'evaluator'
    | 'data_steward'
    | 'data_owner'
    | 'requester'
    | 'reader';

export interface ExampleAccount {
    role: RoleName;
    user: string;
    password: string;
}

export interface Session {
    signed_in: boolean;
    csrf?: string;
    account?: Me;
    example_accounts?: ExampleAccount[];
    /** Whoever may be asked to sign in by. */
    provider?: { name: string };
}

let csrf = '';
export const csrfToken = () => csrf;

/** The session of this browser; null when the server does not answer. */
export async function readSession(): Promise<Session | null> {
    try {
        const response = await fetch('/api/v1/session', { headers: { Accept: 'application/json' } });
        if (!response.ok) return null;
        const session = (await response.json()) as Session;
        csrf = session.csrf ?? '';
        return session;
    } catch {
        return null;
    }
}

/** The sign-in page that comes back to where one is. */
export function signInAddress(): string {
    const here = location.pathname + location.search;
    return here === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(here)}`;
}

/** Where to go after signing in: a page of this site and nothing else. */
export function safeTarget(search: string): string {
    const to = new URLSearchParams(search).get('to') ?? '/';
    try {
        const address = new URL(to, 'http://phaen.invalid');
        // `/.//elsewhere` is a page of this site, and what is left of it without the dot is not.
        if (!to.startsWith('/') || address.origin !== 'http://phaen.invalid' || address.pathname.startsWith('//') || address.pathname === '/sign-in') return '/';
        return address.pathname + address.search;
    } catch {
        return '/';
    }
}

export const SessionContext = createContext<Me | null>(null);

export const useMe = () => use(SessionContext);

/** Whether the person may do it in the agency at all; the server decides each case. */
export function useMay(agency: Id | undefined): (permission: string) => boolean {
    const me = useMe();
    return (permission) => agency !== undefined && me?.may[agency]?.[permission] !== undefined;
}
