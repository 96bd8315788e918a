// One's own API tokens: made (and shown once), with scopes and an end, and revoked.
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SideDrawer } from '../../components/drawer';
import { Empty, Loading, Trouble } from '../../components/page';
import { Copyable, FormTrouble } from '../../components/told';
import { addToken, adminKeys, removeToken, useRoleTable, useTokens } from '../../lib/admin';
import { useAgency } from '../../lib/agency';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import { AdminPage } from './frame';

function NewToken({ close }: { close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const table = useRoleTable();
    const [name, setName] = useState('');
    const [days, setDays] = useState('90');
    const [scopes, setScopes] = useState<string[]>([]);
    const [made, setMade] = useState('');
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const submit = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setFailed(null);
        try {
            const token = await addToken({ name, ...(scopes.length > 0 ? { scopes } : {}), ...(days.trim() !== '' ? { days: Number(days) } : {}) });
            setMade(token.token ?? '');
            await client.invalidateQueries({ queryKey: adminKeys.tokens });
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    return (
        <SideDrawer title={t('tokens.add')} close={close}>
            {made !== '' ? (
                <div className="once" role="status">
                    <p>{t('tokens.once')}</p>
                    <Copyable text={made} />
                </div>
            ) : (
                <form className="record-form" onSubmit={(event) => void submit(event)}>
                    <div className="field-box">
                        <label htmlFor="token-name">{t('tokens.name')}</label>
                        <input id="token-name" className="field boxed" lang="th" required value={name} onChange={(event) => setName(event.target.value)} />
                    </div>
                    <div className="field-box">
                        <label htmlFor="token-days">{t('tokens.days')}</label>
                        <input id="token-days" className="field boxed" type="number" min={1} max={3650} value={days} onChange={(event) => setDays(event.target.value)} />
                    </div>
                    <fieldset className="checks">
                        <legend>{t('tokens.scopes')}</legend>
                        {(table.data?.permissions ?? []).filter((row) => may(row.permission)).map((row) => (
                            <label key={row.permission} className="check">
                                <input type="checkbox" checked={scopes.includes(row.permission)} onChange={(event) => setScopes(event.target.checked ? [...scopes, row.permission] : scopes.filter((one) => one !== row.permission))} /> {format.text(row.name)}
                            </label>
                        ))}
                    </fieldset>
                    <FormTrouble error={failed} />
                    <button type="submit" className="primary" disabled={busy}>{t('tokens.add')}</button>
                </form>
            )}
        </SideDrawer>
    );
}

export default function TokensPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const table = useRoleTable();
    const answer = useTokens();
    const [adding, setAdding] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const name = (scope: string) => format.text(table.data?.permissions.find((row) => row.permission === scope)?.name) || scope;
    const revoke = async (id: string) => {
        setFailed(null);
        try {
            await removeToken(id);
        } catch (error) {
            setFailed(error);
        }
        await client.invalidateQueries({ queryKey: adminKeys.tokens });
    };
    return (
        <AdminPage title="admin.tokens" lead="tokens.lead" help="help.tokens" actions={<button type="button" className="primary" onClick={() => setAdding(true)}>{t('tokens.add')}</button>}>
            {answer.isLoading && <Loading />}
            {answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />}
            <FormTrouble error={failed} />
            {answer.data?.items.length === 0 && <Empty title={t('tokens.none')}><p>{t('tokens.none_why')}</p></Empty>}
            <ul className="plain token-list">
                {(answer.data?.items ?? []).map((token) => (
                    <li key={token.id} className="card-box">
                        <p><strong lang="th">{token.name}</strong></p>
                        <p className="quiet">
                            {t('tokens.made')} {format.date(token.at)} · {token.ends_at ? `${t('tokens.ends')} ${format.date(token.ends_at)}` : t('tokens.never')} · {token.scopes.length === 0 ? t('tokens.all_scopes') : token.scopes.map(name).join(', ')}
                        </p>
                        <button type="button" className="simple danger" onClick={() => void revoke(token.id)}>{t('tokens.revoke')}</button>
                    </li>
                ))}
            </ul>
            {adding && <NewToken close={() => setAdding(false)} />}
        </AdminPage>
    );
}
