// A question before what cannot be taken back easily; its words follow the language that is chosen meanwhile.
import { useState, type ReactNode } from 'react';
import { Dialog } from './dialog';

interface ConfirmProps {
    open: boolean;
    title: string;
    yes: string;
    children: ReactNode;
    perform: () => Promise<void>;
    close: () => void;
}

export function ConfirmDialog({ open, title, yes, children, perform, close }: ConfirmProps) {
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
    if (!open) return null;
    return (
        <Dialog title={title} yes={yes} danger busy={busy} perform={() => void go()} close={close}>
            {children}
        </Dialog>
    );
}
