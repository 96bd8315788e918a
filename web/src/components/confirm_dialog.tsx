// A question before what cannot be taken back easily; its words follow the language that is chosen meanwhile.
import { Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmProps {
    open: boolean;
    title: string;
    yes: string;
    children: ReactNode;
    perform: () => Promise<void>;
    close: () => void;
}

export function ConfirmDialog({ open, title, yes, children, perform, close }: ConfirmProps) {
    const { t } = useTranslation();
    const [busy, setBusy] = useState(false);
    const go = async () => {
        setBusy(true);
        try {
            await perform();
        } finally {
            setBusy(false);
            close();
        }
    };
    return (
        <Modal
            open={open}
            title={title}
            okText={yes}
            cancelText={t('app.cancel')}
            okButtonProps={{ danger: true, loading: busy }}
            closable={{ 'aria-label': t('app.close') }}
            onOk={() => void go()}
            onCancel={close}
        >
            {children}
        </Modal>
    );
}
