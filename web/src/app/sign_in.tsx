// Where one signs in. It does without router and data, so that it is small.
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, problemTexts, request } from '../lib/api';
import { toArabicDigits } from '../lib/digits';
import { readSession, safeTarget, type ExampleAccount, type Session } from '../lib/session';
import { useFormat, useSettings } from '../lib/settings';

/** Many who sign in at once wait for each other; the server says so with 503. */
const kTries = 6;
const kPauseMs = 300;

async function enter(body: object): Promise<void> {
    for (let tried = 1; ; ++tried) {
        try {
            await request<Session>('/session', { method: 'POST', body });
            return;
        } catch (error) {
            if (!(error instanceof ApiProblem) || error.status !== 503 || tried === kTries) throw error;
            await new Promise((done) => setTimeout(done, kPauseMs * tried));
        }
    }
}

function Examples({ accounts, choose }: { accounts: ExampleAccount[]; choose: (account: ExampleAccount) => void }) {
    const { t } = useTranslation();
    return (
        <section className="sign-in-examples" aria-labelledby="examples">
            <h2 id="examples">{t('sign_in.examples')}</h2>
            <p className="quiet">{t('sign_in.examples_lead')}</p>
            <ul className="plain">
                {accounts.map((account) => (
                    <li key={account.user}>
                        <button type="button" className="tool" onClick={() => choose(account)}>
                            {t(`role.${account.role}`)}
                        </button>
                    </li>
                ))}
            </ul>
        </section>
    );
}

/** By password; then by the telephone's code, or by one that was kept for when there is no telephone. */
type Step = 'password' | 'code' | 'recovery';

function Enter({ problem, busy }: { problem: unknown; busy: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const texts = problem ? problemTexts(problem) : null;
    return (
        <>
            {texts && (
                <p role="alert" className="sign-in-error">
                    ■ {format.text(texts.title)} {format.text(texts.detail)}
                </p>
            )}
            <button type="submit" className="primary-link" disabled={busy}>
                {busy ? t('sign_in.busy') : t('sign_in.enter')}
            </button>
        </>
    );
}

interface SecondStepProps {
    login: string;
    step: 'code' | 'recovery';
    turn: (to: Step) => void;
    busy: boolean;
    problem: unknown;
    send: (code: string) => void;
}

function SecondStep({ login, step, turn, busy, problem, send }: SecondStepProps) {
    const { t } = useTranslation();
    const id = useId();
    const input = useRef<HTMLInputElement>(null);
    const [code, setCode] = useState('');
    const by_telephone = step === 'code';
    // A code that was refused is typed over.
    useEffect(() => {
        if (problem) input.current?.select();
    }, [problem]);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        send(code);
    };
    return (
        <>
            <p>{t('sign_in.second')} <code>{login}</code></p>
            <form onSubmit={submit}>
                <label htmlFor={`${id}-code`}>{t(by_telephone ? 'sign_in.code' : 'sign_in.recovery')}</label>
                <input
                    ref={input}
                    id={`${id}-code`}
                    className="plain-input"
                    inputMode={by_telephone ? 'numeric' : 'text'}
                    autoComplete={by_telephone ? 'one-time-code' : 'off'}
                    autoCapitalize="none"
                    spellCheck={false}
                    pattern={by_telephone ? '[0-9]{6}' : '[A-Za-z0-9]{5}-?[A-Za-z0-9]{5}'}
                    required
                    autoFocus
                    aria-describedby={`${id}-code-hint`}
                    value={code}
                    onChange={(event) => setCode(toArabicDigits(event.target.value).replace(/\s/g, ''))}
                />
                <p id={`${id}-code-hint`} className="quiet">{t(by_telephone ? 'sign_in.code_hint' : 'sign_in.recovery_hint')}</p>
                <Enter problem={problem} busy={busy} />
            </form>
            <p className="sign-in-turns">
                <button type="button" className="tool" onClick={() => turn(by_telephone ? 'recovery' : 'code')}>{t(by_telephone ? 'sign_in.use_recovery' : 'sign_in.use_code')}</button>
                <button type="button" className="tool" onClick={() => turn('password')}>{t('sign_in.back')}</button>
            </p>
        </>
    );
}

export function SignIn() {
    const { t } = useTranslation();
    const settings = useSettings();
    const id = useId();
    const dark = settings.theme === 'dark';
    const [examples, setExamples] = useState<ExampleAccount[]>([]);
    const [provider, setProvider] = useState<string | null>(null);
    const failed = new URLSearchParams(location.search).get('failed');
    const [login, setLogin] = useState('');
    const [password, setPassword] = useState('');
    const [step, setStep] = useState<Step>('password');
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    useEffect(() => {
        document.title = `${t('sign_in.title')} · ${t('app.name')}`;
    }, [t]);
    useEffect(() => {
        void readSession().then((session) => {
            setExamples(session?.example_accounts ?? []);
            setProvider(session?.provider?.name ?? null);
        });
    }, []);
    const send = async (who: { login: string; password: string }, code?: string) => {
        setBusy(true);
        setError(null);
        try {
            await enter({ ...who, ...(code === undefined ? {} : { code }) });
            location.assign(safeTarget(location.search));
        } catch (refusal) {
            if (refusal instanceof ApiProblem && refusal.word === 'second_factor_needed') {
                setLogin(who.login);
                setPassword(who.password);
                setStep('code');
            } else {
                setError(refusal);
            }
            setBusy(false);
        }
    };
    const submit = (event: FormEvent) => {
        event.preventDefault();
        void send({ login, password });
    };
    const turn = (to: Step) => {
        setError(null);
        setStep(to);
    };
    return (
        <div className="sign-in">
            <header className="sign-in-head">
                <p className="brand">{t('app.name')}</p>
                <div className="top-tools">
                    <div role="group" aria-label={t('app.language')} className="languages">
                        {(['th', 'en'] as const).map((language) => (
                            <button key={language} type="button" className="tool" lang={language} aria-pressed={settings.language === language} onClick={() => settings.set({ language })}>
                                {language === 'th' ? 'ไทย' : 'English'}
                            </button>
                        ))}
                    </div>
                    <button type="button" className="tool" onClick={() => settings.set({ theme: dark ? 'light' : 'dark' })}>
                        {dark ? t('app.theme_light') : t('app.theme_dark')}
                    </button>
                </div>
            </header>
            <main className="sign-in-card">
                <h1>{t('sign_in.title')}</h1>
                {step === 'password' ? (
                    <>
                        <p>{t('sign_in.lead')}</p>
                        <form onSubmit={submit}>
                            <label htmlFor={`${id}-login`}>{t('sign_in.login')}</label>
                            <input id={`${id}-login`} className="plain-input" autoComplete="username" autoCapitalize="none" spellCheck={false} required value={login} onChange={(event) => setLogin(event.target.value)} />
                            <label htmlFor={`${id}-password`}>{t('sign_in.password')}</label>
                            <input id={`${id}-password`} className="plain-input" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
                            <Enter problem={error} busy={busy} />
                        </form>
                    </>
                ) : (
                    <SecondStep key={step} login={login} step={step} turn={turn} busy={busy} problem={error} send={(code) => void send({ login, password }, code)} />
                )}
                {step === 'password' && failed !== null && (
                    <p role="alert" className="sign-in-error">
                        ■ {t(failed === 'no_account' ? 'sign_in.no_account' : 'sign_in.provider_failed')}
                    </p>
                )}
                {step === 'password' && provider !== null && (
                    <p>
                        <a className="primary-link" href={`/api/v1/session/provider?to=${encodeURIComponent(safeTarget(location.search))}`}>
                            {t('sign_in.provider', { name: provider })}
                        </a>
                    </p>
                )}
                <p className="quiet">{t('sign_in.help')}</p>
                {step === 'password' && examples.length > 0 && <Examples accounts={examples} choose={(account) => void send({ login: account.user, password: account.password })} />}
            </main>
        </div>
    );
}
