// The frame of the administration's pages: their tabs, and the pieces that they share.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Page } from '../../components/page';
import '../../components/year.css';
import { problemTexts } from '../../lib/api';
import { adminParts } from '../../lib/admin_parts';
import { useAgency } from '../../lib/agency';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
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

export function FormTrouble({ error }: { error: unknown }) {
    const format = useFormat();
    if (!error) return null;
    const { title, detail } = problemTexts(error);
    return <p role="alert" className="cell-trouble">■ {format.text(title)} {format.text(detail)}</p>;
}

/** What is shown once, or typed elsewhere: with a button that copies it. */
export function Copyable({ text }: { text: string }) {
    const { t } = useTranslation();
    const [copied, setCopied] = useState(false);
    return (
        <p className="copyable">
            <code>{text}</code>
            <button type="button" className="simple" onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}>{t(copied ? 'people.copied' : 'people.copy')}</button>
        </p>
    );
}
