// Who one is, on top of every page: name, roles, the way out.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '../components/icons';
import { useMenu } from '../components/menu';
import { request } from '../lib/api';
import { useMe } from '../lib/session';
import { useFormat } from '../lib/settings';
import { Looks } from './looks';
import { routeTable } from './route_table';

export function PersonMenu() {
    const { t } = useTranslation();
    const format = useFormat();
    const me = useMe();
    const menu = useMenu();
    if (!me) return null;
    const leave = async () => {
        await request('/session', { method: 'DELETE' }).catch(() => undefined);
        location.assign(routeTable.sign_in.path);
    };
    return (
        <details ref={menu} className="person-menu">
            <summary className="tool person" aria-label={t('person.menu', { name: me.name })}>
                <Icon name="person" />
            </summary>
            <div className="person-card">
                <p className="person-name" lang="th">{me.name}</p>
                <ul className="plain">
                    {me.duties.map((duty) => (
                        <li key={`${duty.agency} ${duty.role} ${duty.unit ?? ''} ${duty.part ?? ''}`}>{format.text(duty.name)}</li>
                    ))}
                </ul>
                {me.duties.length === 0 && <p>{t('person.no_duty')}</p>}
                <div className="phone-only person-looks"><Looks /></div>
                <p><Link to="/account">{t('account.title')}</Link></p>
                <p><Link to="/admin/tokens">{t('admin.tokens')}</Link></p>
                <button type="button" className="tool" onClick={() => void leave()}>
                    {t('person.sign_out')}
                </button>
            </div>
        </details>
    );
}
