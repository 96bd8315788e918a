// One's own account: who is signed in as the server has it now, the password, and the second factor.
import { useQuery } from '@tanstack/react-query';
import { request } from './api';
import type { Session } from './session';

export interface SecondFactor {
    /** Base32, as authenticators take it. */
    secret: string;
    /** The address of a QR code: `otpauth://…`. */
    uri: string;
}

export interface RecoveryCodes {
    codes: string[];
}

export const kSessionKey = ['session'] as const;
/** A secret that is offered is another one each time. */
export const kOfferKey = ['session', 'second-factor'] as const;

export const useSession = () => useQuery({ queryKey: kSessionKey, queryFn: () => request<Session>('/session') });
/** A secret to be confirmed by its first code; forgotten as soon as nobody looks at it. */
export const useOfferedFactor = () =>
    useQuery({ queryKey: kOfferKey, queryFn: () => request<SecondFactor>('/session/second-factor', { method: 'POST' }), staleTime: Infinity, gcTime: 0 });

export const confirmSecondFactor = (secret: string, code: string) => request<RecoveryCodes>('/session/second-factor', { method: 'PUT', body: { secret, code } });
export const removeSecondFactor = (password: string) => request<undefined>('/session/second-factor/removal', { method: 'POST', body: { password } });
export const renewRecoveryCodes = (password: string) => request<RecoveryCodes>('/session/second-factor/recovery-codes', { method: 'POST', body: { password } });
export const changePassword = (current: string, fresh: string) => request<undefined>('/session/password', { method: 'PUT', body: { current, new: fresh } });
