// The agencies that one looks after, and the sections of their newest plan.
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SideDrawer } from '../../components/drawer';
import { Loading, Trouble } from '../../components/page';
import { FormTrouble } from '../../components/told';
import { addAgency, renameAgency } from '../../lib/admin';
import { useAgency } from '../../lib/agency';
import { keys, usePlan } from '../../lib/queries';
import { useMay } from '../../lib/session';
import type { Agency } from '../../lib/types';
import { useYearPlan } from '../../lib/year';
import { AdminPage } from './frame';

function Names({ agency, done }: { agency?: Agency; done: () => void }) {
    const { t } = useTranslation();
    const client = useQueryClient();
    const [id, setId] = useState('');
    const [th, setTh] = useState(agency?.name.th ?? '');
    const [en, setEn] = useState(agency?.name.en ?? '');
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const submit = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setFailed(null);
        try {
            if (agency) await renameAgency(agency.id, { th, en });
            else await addAgency({ id, name: { th, en } });
            await client.invalidateQueries({ queryKey: keys.agencies });
            done();
        } catch (error) {
            setFailed(error);
        } finally {
            setBusy(false);
        }
    };
    const of = agency?.id ?? 'new';
    return (
        <form className="record-form" onSubmit={(event) => void submit(event)}>
            {!agency && (
                <div className="field-box">
                    <label htmlFor={`${of}-id`}>{t('agencies.id')}</label>
                    <input id={`${of}-id`} className="field boxed" required pattern="[a-z0-9.\-]{1,64}" value={id} onChange={(event) => setId(event.target.value)} />
                </div>
            )}
            <div className="columns">
                <div className="field-box">
                    <label htmlFor={`${of}-th`}>{t('agencies.name_th')}</label>
                    <input id={`${of}-th`} className="field boxed" lang="th" required value={th} onChange={(event) => setTh(event.target.value)} />
                </div>
                <div className="field-box">
                    <label htmlFor={`${of}-en`}>{t('agencies.name_en')}</label>
                    <input id={`${of}-en`} className="field boxed" value={en} onChange={(event) => setEn(event.target.value)} />
                </div>
            </div>
            <FormTrouble error={failed} />
            <button type="submit" className="simple" disabled={busy}>{t(agency ? 'agencies.save' : 'agencies.add')}</button>
        </form>
    );
}

export default function AgenciesPage() {
    const { t } = useTranslation();
    const { agency, error, retry } = useAgency();
    const may = useMay(agency?.id);
    const { plan } = useYearPlan();
    const content = usePlan(plan?.id);
    const [adding, setAdding] = useState(false);
    const [saved, setSaved] = useState(false);
    const units = (content.data?.content.organisations ?? []).filter((unit) => unit.kind === 'section' || unit.kind === 'agency');
    return (
        <AdminPage title="admin.agencies" lead="agencies.lead" help="help.agencies" actions={may('account.manage') && <button type="button" className="primary" onClick={() => setAdding(true)}>{t('agencies.add')}</button>}>
            {error ? <Trouble error={error} retry={retry} /> : !agency && <Loading />}
            {agency && (
                <section className="card-box" aria-label={t('admin.agencies')}>
                    <p><code>{agency.id}</code></p>
                    <Names key={agency.id} agency={agency} done={() => setSaved(true)} />
                    <p role="status" className="state-done">{saved ? `✓ ${t('agencies.saved')}` : ''}</p>
                </section>
            )}
            {agency && (
                <section className="part" aria-labelledby="units">
                    <h2 id="units">{t('agencies.units')}</h2>
                    {plan === undefined ? <p className="quiet">{t('agencies.no_units')}</p> : (
                        <>
                            <ul className="plain units">
                                {units.map((unit) => <li key={unit.id} lang="th">{unit.name} {unit.short_name && <span className="quiet">({unit.short_name})</span>} <code>{unit.id}</code></li>)}
                            </ul>
                            <p><Link to={`/plans/${encodeURIComponent(plan.id)}`}>{t('agencies.units_edit')}</Link></p>
                        </>
                    )}
                </section>
            )}
            {adding && (
                <SideDrawer title={t('agencies.add')} close={() => setAdding(false)}>
                    <Names done={() => setAdding(false)} />
                </SideDrawer>
            )}
        </AdminPage>
    );
}
