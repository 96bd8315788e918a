// A question that must be answered before one goes on. Esc, the cross and a click beside it answer no; the focus goes back to where it was.
import { useId, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons';
import './dialog.css';
import './year.css';

/** Opens a dialog over the page for as long as it is there. */
export function useModal(): RefObject<HTMLDialogElement | null> {
    const ref = useRef<HTMLDialogElement>(null);
    useLayoutEffect(() => {
        const dialog = ref.current;
        if (dialog && !dialog.open) dialog.showModal();
        // Closed before it is taken away: only so the browser gives the focus back.
        return () => dialog?.close();
    }, []);
    return ref;
}

interface DialogProps {
    title: string;
    /** What the button says that goes on. */
    yes: string;
    /** Going on takes something away. */
    danger?: boolean;
    /** Nothing to go on with yet. */
    disabled?: boolean;
    busy?: boolean;
    /** Why it could not be done. */
    problem?: string;
    wide?: boolean;
    /** There is nothing to choose between: one goes on. */
    alone?: boolean;
    /** A click beside it does not close it: too much would be lost. */
    ignores_click_beside?: boolean;
    perform: () => void;
    close: () => void;
    children: ReactNode;
}

export function Dialog({ title, yes, danger, disabled, busy, problem, wide, alone, ignores_click_beside, perform, close, children }: DialogProps) {
    const { t } = useTranslation();
    const dialog = useModal();
    const id = useId();
    useLayoutEffect(() => {
        // What is to be filled in, or else the harmless answer.
        (dialog.current?.querySelector<HTMLElement>('textarea, select, input') ?? dialog.current?.querySelector<HTMLElement>('footer button'))?.focus();
    }, [dialog]);
    return (
        <dialog
            ref={dialog}
            className={wide ? 'question wide' : 'question'}
            aria-labelledby={id}
            onClose={() => {
                if (dialog.current?.open === false) close();
            }}
            onClick={(event) => {
                if (!ignores_click_beside && event.target === dialog.current) close();
            }}
        >
            <div className="question-body">
                <header>
                    <h2 id={id}>{title}</h2>
                    <button type="button" className="tool" aria-label={t('app.close')} onClick={close}>
                        <Icon name="close" />
                    </button>
                </header>
                {children}
                {problem && <p role="alert" className="field-state refused">■ {problem}</p>}
                <footer>
                    {!alone && <button type="button" className="simple" onClick={close}>{t('app.cancel')}</button>}
                    <button type="button" className={danger ? 'primary danger' : 'primary'} disabled={disabled || busy} aria-busy={busy} onClick={perform}>{yes}</button>
                </footer>
            </div>
        </dialog>
    );
}
