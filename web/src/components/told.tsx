// What a form is told: why it could not be, and what is shown only once.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemTexts } from '../lib/api';
import { useFormat } from '../lib/settings';
import './told.css';

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
