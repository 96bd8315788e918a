// Details at the side of the page, so that nobody loses the list. Esc and a click beside it close it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useModal } from './dialog';
import './year.css';

interface SideDrawerProps {
    title: string;
    /** The title is the plan's own text. */
    data?: boolean;
    close: () => void;
    children: ReactNode;
}

export function SideDrawer({ title, data, close, children }: SideDrawerProps) {
    const { t } = useTranslation();
    const dialog = useModal();
    return (
        <dialog
            ref={dialog}
            className="side-drawer"
            aria-label={title}
            lang={data ? 'th' : undefined}
            onClose={() => {
                if (dialog.current?.open === false) close();
            }}
            onClick={(event) => {
                if (event.target === dialog.current) close();
            }}
        >
            <div className="side-drawer-body" lang={document.documentElement.lang}>
                <header>
                    <h2 lang={data ? 'th' : undefined}>{title}</h2>
                    <button type="button" className="simple" onClick={close}>
                        {t('app.close')}
                    </button>
                </header>
                {children}
            </div>
        </dialog>
    );
}
