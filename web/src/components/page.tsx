// The frame of every page: breadcrumb, title with status, one line of what matters, actions.
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem, problemTexts } from '../lib/api';
import { useFormat } from '../lib/settings';
import type { TextKey } from '../lib/texts_th';
import { Icon } from './icons';

const HelpDrawer = lazy(() => import('./help_drawer'));

interface Crumb {
    title: string;
    /** The title is the plan's own text. */
    data?: boolean;
    to?: string;
}

interface PageProps {
    title: string;
    /** The title is the plan's own text. */
    data?: boolean;
    lead?: ReactNode;
    status?: ReactNode;
    crumbs?: Crumb[];
    actions?: ReactNode;
    wide?: boolean;
    /** How the page is used, a sentence a line. */
    help?: TextKey;
    children: ReactNode;
}

export function Page({ title, data, lead, status, crumbs, actions, wide, help, children }: PageProps) {
    const { t } = useTranslation();
    const [helping, setHelping] = useState(false);
    useEffect(() => {
        document.title = `${title} · ${t('app.name')}`;
    }, [title, t]);
    return (
        <div className={wide ? 'page wide' : 'page'}>
            {crumbs && (
                <nav className="crumbs" aria-label={t('app.breadcrumb')}>
                    <ol>
                        {crumbs.map((crumb) => (
                            <li key={crumb.title} lang={crumb.data ? 'th' : undefined}>{crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : crumb.title}</li>
                        ))}
                    </ol>
                </nav>
            )}
            <header className="page-head">
                <div className="page-title">
                    <h1>
                        <span lang={data ? 'th' : undefined}>{title}</span> {status}
                    </h1>
                    {lead && <p className="lead">{lead}</p>}
                </div>
                {(actions || help) && (
                    <div className="actions">
                        {actions}
                        {help && (
                            <button type="button" className="tool help-button" aria-haspopup="dialog" onClick={() => setHelping(true)}>
                                <Icon name="help" /> <span>{t('app.help')}</span>
                            </button>
                        )}
                    </div>
                )}
            </header>
            {help && helping && (
                <Suspense fallback={null}>
                    <HelpDrawer help={help} title={title} close={() => setHelping(false)} />
                </Suspense>
            )}
            {children}
        </div>
    );
}

export function Loading() {
    const { t } = useTranslation();
    return (
        <div className="loading" role="status">
            <span className="hidden">{t('app.loading')} …</span>
            <span className="bone wide" />
            <span className="bone" />
            <span className="bone" />
            <span className="bone short" />
        </div>
    );
}

/** A refusal or an outage in place of what could not be shown. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const status = error instanceof ApiProblem ? error.status : 0;
    if (status === 401 || status === 403) {
        return (
            <div className="empty" role="alert">
                <Icon name="lock" />
                <p className="empty-title">{t('app.no_permission')}</p>
                <p>{t('app.no_permission_why')}</p>
                <p>{status === 401 ? <a href="/sign-in">{t('sign_in.title')}</a> : <Link to="/">{t('app.go_home')}</Link>}</p>
            </div>
        );
    }
    const { title, detail } = problemTexts(error);
    return (
        <div className="trouble" role="alert">
            <p>
                <span aria-hidden="true">■ </span>
                <strong>{format.text(title)}</strong>
            </p>
            {detail && <p>{format.text(detail)}</p>}
            {retry && status !== 404 && <button type="button" className="simple" onClick={retry}>{t('app.retry')}</button>}
        </div>
    );
}

/** A page of which nothing could be shown. */
export function TroublePage({ error, retry }: { error: unknown; retry: () => void }) {
    const { t } = useTranslation();
    const missing = error instanceof ApiProblem && error.status === 404;
    return (
        <Page title={t(missing ? 'app.not_found' : 'app.cannot_show')} crumbs={[{ title: t('place.home'), to: '/' }, { title: t(missing ? 'app.not_found' : 'app.cannot_show') }]}>
            <Trouble error={error} retry={retry} />
            <p>
                <Link to="/">{t('app.go_home')}</Link>
            </p>
        </Page>
    );
}

/** Nothing is left of a list that is not empty: the way back to all of it. */
export function NoneFit({ title, clear }: { title: string; clear: () => void }) {
    const { t } = useTranslation();
    return (
        <Empty title={title}>
            <p><button type="button" className="simple" onClick={clear}>{t('records.clear')}</button></p>
        </Empty>
    );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
    return (
        <div className="empty">
            <p className="empty-title">{title}</p>
            {children}
        </div>
    );
}
