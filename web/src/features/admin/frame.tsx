// The frame of the administration's pages: their tabs.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Page } from '../../components/page';
import '../../components/year.css';
import { adminParts } from '../../lib/admin_parts';
import { useAgency } from '../../lib/agency';
import { useMay } from '../../lib/session';
import type { TextKey } from '../../lib/texts_th';
import './admin.css';

interface FrameProps {
    title: TextKey;
    lead: TextKey;
    help: TextKey;
    actions?: ReactNode;
    children: ReactNode;
}

export function AdminPage({ title, lead, help, actions, children }: FrameProps) {
    const { t } = useTranslation();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const tabs = useRef<HTMLElement>(null);
    // On a phone they are a strip: the present one is in sight.
    useEffect(() => {
        void tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    }, [agency]);
    return (
        <Page title={t(title)} lead={t(lead)} help={help} actions={actions} crumbs={[{ title: t('place.admin') }, { title: t(title) }]}>
            <nav ref={tabs} className="tabs admin-tabs" aria-label={t('admin.parts')}>
                {adminParts.filter((part) => part.permission === undefined || may(part.permission)).map((part) => (
                    <NavLink key={part.to} to={part.to} end>{t(part.title)}</NavLink>
                ))}
            </nav>
            {children}
        </Page>
    );
}
