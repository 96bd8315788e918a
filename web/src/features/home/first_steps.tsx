// From an empty system to a plan that people work with: what is done, what is next. Who does not want it hides it.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAssignments } from '../../lib/admin';
import { useAgency } from '../../lib/agency';
import { useImports, usePlans } from '../../lib/queries';
import { useMay } from '../../lib/session';
import { useFormat, useSettings } from '../../lib/settings';
import type { TextKey } from '../../lib/texts_th';
import './first_steps.css';

interface Step {
    title: TextKey;
    why: TextKey;
    to: string;
    done: boolean;
}

/** `people`: how many have a role, where that is known. */
export function FirstSteps({ people }: { people?: number }) {
    const { t } = useTranslation();
    const format = useFormat();
    const settings = useSettings();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const plans = usePlans(agency?.id);
    const has_plan = (plans.data?.items.length ?? 0) > 0;
    // With a plan the first steps are taken but for the people, whom the home page knows.
    const imports = useImports(plans.data && !has_plan && may('import.read') ? agency?.id : undefined);
    const assignments = useAssignments(agency?.id, plans.data !== undefined && !has_plan && may('role.assign'));
    const known = has_plan ? people : assignments.data && new Set(assignments.data.items.map((one) => one.account)).size;
    if (settings.guide_hidden || !agency || !plans.data) return null;
    const open = (imports.data?.items ?? []).find((one) => one.status === 'review');
    const steps: Step[] = [
        ...(may('role.assign') ? [{ title: 'guide.agency', why: 'guide.agency_why', to: '/admin/agencies', done: agency.name.th !== '' && agency.name.th !== agency.id } as Step] : []),
        ...(may('import.manage')
            ? [
                  { title: 'guide.import', why: 'guide.import_why', to: '/plans', done: has_plan || (imports.data?.items.length ?? 0) > 0 } as Step,
                  { title: 'guide.review', why: 'guide.review_why', to: open ? `/imports/${encodeURIComponent(open.id)}` : '/plans', done: has_plan } as Step,
              ]
            : []),
        ...(may('role.assign') && known !== undefined ? [{ title: 'guide.people', why: 'guide.people_why', to: '/admin?person=new', done: known > 1 } as Step] : []),
    ];
    if (steps.every((step) => step.done)) return null;
    const next = steps.find((step) => !step.done);
    return (
        <section className="guide" aria-labelledby="guide">
            <header>
                <div>
                    <h2 id="guide">{t('guide.title')}</h2>
                    <p className="quiet">{t('guide.lead')}</p>
                </div>
                <button type="button" className="simple" onClick={() => settings.set({ guide_hidden: true })}>{t('guide.hide')}</button>
            </header>
            <ol className="plain">
                {steps.map((step, index) => (
                    <li key={step.title} className={step.done ? 'done' : step === next ? 'next' : undefined} aria-current={step === next ? 'step' : undefined}>
                        <span className="first-number" aria-hidden="true">{step.done ? '✓' : format.digits(index + 1)}</span>
                        <p>{step.done ? <>{t(step.title)} <span className="hidden">({t('guide.done')})</span></> : <Link to={step.to}>{t(step.title)}</Link>}</p>
                        <p className="quiet">{t(step.why)}</p>
                    </li>
                ))}
            </ol>
        </section>
    );
}
