// The questions round a second factor: its first code, the password, and the codes that are to be kept.
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog';
import { Loading, Trouble } from '../../components/page';
import { QrCode } from '../../components/qr';
import { Copyable } from '../../components/told';
import { problemTexts } from '../../lib/api';
import { toArabicDigits } from '../../lib/digits';
import { confirmSecondFactor, useOfferedFactor, type RecoveryCodes } from '../../lib/own_account';
import { useFormat } from '../../lib/settings';
import { account_en, account_th } from '../../lib/texts_account';
import type { Texts } from '../../lib/types';

/** A try that says why it could not be, in the language of the moment, until the next one. */
function useTry(work: () => Promise<unknown>): { busy: boolean; problem: string | undefined; refuse: (why: Texts) => void; go: () => void } {
    const format = useFormat();
    const [busy, setBusy] = useState(false);
    const [why, setWhy] = useState<{ title: Texts; detail?: Texts } | null>(null);
    const go = async () => {
        setBusy(true);
        setWhy(null);
        try {
            await work();
        } catch (error) {
            setWhy(problemTexts(error));
            setBusy(false);
        }
    };
    return { busy, problem: why ? `${format.text(why.title)} ${format.text(why.detail)}`.trim() : undefined, refuse: (title) => setWhy({ title }), go: () => void go() };
}

/** Shows the secret for a camera and for fingers, and asks for the first code. */
export function TurnOn({ done, close }: { done: (codes: RecoveryCodes) => Promise<void>; close: () => void }) {
    const { t } = useTranslation();
    const id = useId();
    const offer = useOfferedFactor();
    const [code, setCode] = useState('');
    const confirm = useTry(async () => {
        if (offer.data) await done(await confirmSecondFactor(offer.data.secret, code));
    });
    const perform = () => (/^[0-9]{6}$/.test(code) ? confirm.go() : confirm.refuse({ th: account_th['account.code_wrong'], en: account_en['account.code_wrong'] }));
    return (
        <Dialog title={t('account.turn_on')} yes={t('account.confirm')} wide ignores_click_beside disabled={!offer.data} busy={confirm.busy} problem={confirm.problem} perform={perform} close={close}>
            <form
                className="record-form"
                onSubmit={(event: FormEvent) => {
                    event.preventDefault();
                    if (offer.data && !confirm.busy) perform();
                }}
            >
                {offer.isLoading && <Loading />}
                {offer.isError && <Trouble error={offer.error} retry={() => void offer.refetch()} />}
                {offer.data && (
                    <div className="scan">
                        <QrCode className="scan-code" text={offer.data.uri} label={t('account.scan_label')} />
                        <div>
                            <p>{t('account.scan')}</p>
                            <p className="phone-only"><a href={offer.data.uri}>{t('account.or_open')}</a></p>
                            <p className="quiet">{t('account.or_type')}</p>
                            <Copyable text={offer.data.secret.replace(/(.{4})(?!$)/g, '$1 ')} />
                        </div>
                    </div>
                )}
                <div className="field-box">
                    <label htmlFor={`${id}-code`}>{t('account.code')}</label>
                    <input
                        id={`${id}-code`}
                        className="field boxed"
                        inputMode="numeric"
                        autoComplete="one-time-code"
                        maxLength={7}
                        value={code}
                        onChange={(event) => setCode(toArabicDigits(event.target.value).replace(/\s/g, ''))}
                    />
                </div>
            </form>
        </Dialog>
    );
}

interface AskPasswordProps {
    title: string;
    why: string;
    danger?: boolean;
    perform: (password: string) => Promise<void>;
    close: () => void;
}

/** Goes on by the password only. */
export function AskPassword({ title, why, danger, perform, close }: AskPasswordProps) {
    const { t } = useTranslation();
    const id = useId();
    const [password, setPassword] = useState('');
    const tried = useTry(() => perform(password));
    return (
        <Dialog title={title} yes={title} danger={danger} disabled={password === ''} busy={tried.busy} problem={tried.problem} perform={tried.go} close={close}>
            <form
                onSubmit={(event: FormEvent) => {
                    event.preventDefault();
                    if (password !== '' && !tried.busy) tried.go();
                }}
            >
                <p>{why}</p>
                <div className="field-box">
                    <label htmlFor={`${id}-password`}>{t('account.password')}</label>
                    <input id={`${id}-password`} className="field boxed" type="password" autoComplete="current-password" aria-describedby={`${id}-why`} value={password} onChange={(event) => setPassword(event.target.value)} />
                    <p id={`${id}-why`} className="quiet">{t('account.password_why')}</p>
                </div>
            </form>
        </Dialog>
    );
}

/** The recovery codes, which nobody sees again. */
export function KeepCodes({ login, codes, close }: { login: string; codes: readonly string[]; close: () => void }) {
    const { t } = useTranslation();
    const [copied, setCopied] = useState(false);
    const save = () => {
        const address = URL.createObjectURL(new Blob([`${t('app.name')} ${login} ${location.origin}\n${codes.join('\n')}\n`], { type: 'text/plain' }));
        const link = document.createElement('a');
        link.href = address;
        link.download = `phaen-${login}.txt`;
        link.click();
        URL.revokeObjectURL(address);
    };
    return (
        <Dialog title={t('account.codes_title')} yes={t('account.codes_kept')} alone ignores_click_beside perform={close} close={close}>
            <p>{t('account.codes_why')}</p>
            <ul className="plain recovery-codes" aria-label={t('account.codes_list')}>
                {codes.map((code) => <li key={code}><code>{code}</code></li>)}
            </ul>
            <div className="choices">
                <button type="button" className="simple" onClick={() => void navigator.clipboard?.writeText(codes.join('\n')).then(() => setCopied(true))}>{t(copied ? 'people.copied' : 'account.codes_copy')}</button>
                <button type="button" className="simple" onClick={save}>{t('account.codes_save')}</button>
            </div>
        </Dialog>
    );
}
