// One's own sign-in: the second step by a telephone, with codes for when it is not at hand, and the password.
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading, Page, Trouble } from '../../components/page';
import { FormTrouble } from '../../components/told';
import '../../components/year.css';
import { changePassword, kSessionKey, removeSecondFactor, renewRecoveryCodes, useSession, type RecoveryCodes } from '../../lib/own_account';
import { say } from '../../lib/say';
import type { Me } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import './account.css';
import { AskPassword, KeepCodes, TurnOn } from './second_factor';

/** So few that one should get new ones. */
const kFew = 2;

function SecondFactorPart({ me }: { me: Me }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [doing, setDoing] = useState<'turn_on' | 'turn_off' | 'renew' | null>(null);
    const [made, setMade] = useState<RecoveryCodes | null>(null);
    const left = me.recovery_codes_left ?? 0;
    const close = () => setDoing(null);
    const done = async (codes: RecoveryCodes | null) => {
        setMade(codes);
        setDoing(null);
        await client.invalidateQueries({ queryKey: kSessionKey, exact: true });
    };
    return (
        <section className="card-box account-part" aria-labelledby="second-factor">
            <h2 id="second-factor">{t('account.second')}</h2>
            <p>{me.has_second_factor ? <span className="state-done">✓ {t('account.second_on')}</span> : <span className="quiet">○ {t('account.second_off')}</span>}</p>
            {me.has_second_factor ? (
                <>
                    <p className={left <= kFew ? 'state-not_reported' : 'quiet'}>{left <= kFew && '▲ '}{t(left <= kFew ? 'account.left_few' : 'account.left', { n: format.digits(left) })}</p>
                    <div className="choices">
                        <button type="button" className="simple" onClick={() => setDoing('renew')}>{t('account.renew')}</button>
                        <button type="button" className="simple danger" onClick={() => setDoing('turn_off')}>{t('account.turn_off')}</button>
                    </div>
                </>
            ) : (
                <>
                    <p>{t('account.second_why')}</p>
                    <div className="choices">
                        <button type="button" className="primary" onClick={() => setDoing('turn_on')}>{t('account.turn_on')}</button>
                    </div>
                </>
            )}
            {doing === 'turn_on' && <TurnOn done={done} close={close} />}
            {doing === 'renew' && <AskPassword title={t('account.renew')} why={t('account.renew_why')} perform={async (password) => await done(await renewRecoveryCodes(password))} close={close} />}
            {doing === 'turn_off' && (
                <AskPassword
                    title={t('account.turn_off')}
                    why={t('account.turn_off_why')}
                    danger
                    perform={async (password) => {
                        await removeSecondFactor(password);
                        say('done', t('account.turned_off'));
                        await done(null);
                    }}
                    close={close}
                />
            )}
            {made && <KeepCodes login={me.login} codes={made.codes} close={() => setMade(null)} />}
        </section>
    );
}

function PasswordPart({ me }: { me: Me }) {
    const { t } = useTranslation();
    const id = useId();
    const [current, setCurrent] = useState('');
    const [fresh, setFresh] = useState('');
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const submit = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setFailed(null);
        try {
            await changePassword(current, fresh);
            setCurrent('');
            setFresh('');
            say('done', t('account.password_changed'));
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    return (
        <section className="card-box account-part" aria-labelledby="password">
            <h2 id="password">{t('account.change_password')}</h2>
            <form className="record-form" onSubmit={(event) => void submit(event)}>
                {/* For whatever keeps passwords: whose it is. */}
                <input hidden type="text" autoComplete="username" readOnly value={me.login} />
                <div className="field-box">
                    <label htmlFor={`${id}-current`}>{t('account.current')}</label>
                    <input id={`${id}-current`} className="field boxed" type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} />
                </div>
                <div className="field-box">
                    <label htmlFor={`${id}-new`}>{t('account.new')}</label>
                    <input id={`${id}-new`} className="field boxed" type="password" autoComplete="new-password" required aria-describedby={`${id}-hint`} value={fresh} onChange={(event) => setFresh(event.target.value)} />
                    <p id={`${id}-hint`} className="quiet">{t('account.new_hint')}</p>
                </div>
                <FormTrouble error={failed} />
                <button type="submit" className="simple" disabled={busy}>{t('account.change_password')}</button>
            </form>
        </section>
    );
}

export default function AccountPage() {
    const { t } = useTranslation();
    const session = useSession();
    const me = session.data?.account;
    return (
        <Page title={t('account.title')} lead={t('account.lead')} help="help.account">
            {session.isLoading && <Loading />}
            {session.isError && <Trouble error={session.error} retry={() => void session.refetch()} />}
            {me && (
                <>
                    <p><span lang="th">{me.name}</span> · {t('account.login')} <code>{me.login}</code></p>
                    <SecondFactorPart me={me} />
                    <PasswordPart me={me} />
                </>
            )}
        </Page>
    );
}
