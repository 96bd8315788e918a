// The private page of a mail: it shows what the link is for, and one press sends it. The token stands after the hash, which
// browsers send nowhere.
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemTexts, request } from '../lib/api';
import { useFormat } from '../lib/settings';
import type { Id, Texts } from '../lib/types';

interface Purpose {
    purpose: 'report' | 'acknowledge';
    text: Texts;
    steps: { id: Id; name: string; actual?: string }[];
}

interface Given {
    percent: string;
    text: string;
}

function Trouble({ error }: { error: unknown }) {
    const format = useFormat();
    const problem = problemTexts(error);
    return (
        <p role="alert" className="sign-in-error">
            ■ {format.text(problem.title)} {format.text(problem.detail)}
        </p>
    );
}

function Form({ token, what, done }: { token: string; what: Purpose; done: () => void }) {
    const { t } = useTranslation();
    const [given, setGiven] = useState<Record<Id, Given>>({});
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const of = (id: Id): Given => given[id] ?? { percent: '', text: '' };
    const set = (id: Id, part: Partial<Given>) => setGiven({ ...given, [id]: { ...of(id), ...part } });
    const submit = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setError(null);
        const reports = what.steps.filter(({ id }) => of(id).percent !== '').map(({ id }) => ({ step: id, percent: of(id).percent, ...(of(id).text ? { text: of(id).text } : {}) }));
        try {
            await request('/links/send', { method: 'POST', body: what.purpose === 'report' ? { token, reports } : { token } });
            done();
        } catch (refusal) {
            setError(refusal);
            setBusy(false);
        }
    };
    return (
        <form onSubmit={(event) => void submit(event)}>
            {what.steps.map((step) => (
                <fieldset key={step.id}>
                    <legend lang="th">{step.name}</legend>
                    <label htmlFor={`${step.id}-percent`}>{t('link.percent')}</label>
                    <input
                        id={`${step.id}-percent`}
                        className="plain-input"
                        inputMode="decimal"
                        pattern="[0-9]{1,3}([.][0-9]{1,2})?"
                        placeholder={step.actual}
                        required={what.steps.length === 1}
                        value={of(step.id).percent}
                        onChange={(event) => set(step.id, { percent: event.target.value })}
                    />
                    <label htmlFor={`${step.id}-text`}>{t('link.text')}</label>
                    <textarea id={`${step.id}-text`} className="plain-input" rows={2} maxLength={4000} value={of(step.id).text} onChange={(event) => set(step.id, { text: event.target.value })} />
                </fieldset>
            ))}
            {error !== null && <Trouble error={error} />}
            <button type="submit" className="primary-link" disabled={busy}>
                {t(what.purpose === 'report' ? 'link.send' : 'link.acknowledge')}
            </button>
        </form>
    );
}

export function PrivateLink() {
    const { t } = useTranslation();
    const format = useFormat();
    const [token] = useState(() => location.hash.slice(1));
    const [what, setWhat] = useState<Purpose | null>(null);
    const [error, setError] = useState<unknown>(null);
    const [done, setDone] = useState(false);
    useEffect(() => {
        document.title = `${t('link.title')} · ${t('app.name')}`;
    }, [t]);
    useEffect(() => {
        request<Purpose>('/links/look', { method: 'POST', body: { token } }).then(setWhat, setError);
    }, [token]);
    return (
        <div className="sign-in">
            <header className="sign-in-head">
                <p className="brand">{t('app.name')}</p>
            </header>
            <main className="sign-in-card private-link">
                <h1>{t('link.title')}</h1>
                {!what && error === null && <p className="loading" role="status">{t('app.loading')}</p>}
                {error !== null && <Trouble error={error} />}
                {what && <p lang="th">{format.text(what.text)}</p>}
                {what && !done && <Form token={token} what={what} done={() => setDone(true)} />}
                {done && <p role="status">✓ {t('link.done')}</p>}
                <p className="quiet">
                    {t('link.more')} <a href="/sign-in">{t('sign_in.enter')}</a>
                </p>
            </main>
        </div>
    );
}
