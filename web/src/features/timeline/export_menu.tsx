// The timeline as a file: what the filters show, as of the day that is set.
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import { kApi } from '../../lib/api';
import type { Filter } from '../../lib/timeline';
import type { Id } from '../../lib/types';

const kForms = [
    ['timeline.export_pdf', { format: 'pdf' }],
    ['timeline.export_pdf_a3', { format: 'pdf', paper: 'a3' }],
    ['timeline.export_xlsx', { format: 'xlsx' }],
    ['timeline.export_docx', { format: 'docx' }],
] as const;

export function ExportMenu({ plan, filter, day }: { plan: Id; filter: Filter; day: string | null }) {
    const { t } = useTranslation();
    const base = `${kApi}/plans/${encodeURIComponent(plan)}`;
    const address = (form: Record<string, string>) => {
        const query = new URLSearchParams({ book: 'timeline', ...form });
        for (const member of ['owner', 'project', 'state', 'text'] as const) if (filter[member]) query.set(member, filter[member]);
        if (day) query.set('as_of', day);
        return `${base}/book?${query.toString()}`;
    };
    return (
        <details className="menu">
            <summary className="simple">
                <Icon name="download" /> <span>{t('timeline.export')}</span>
            </summary>
            <ul className="plain">
                {kForms.map(([label, form]) => (
                    <li key={label}>
                        <a href={address(form)} download>{t(label)}</a>
                        <p className="quiet">{t('timeline.export_only')}</p>
                    </li>
                ))}
                <li>
                    <a href={`${base}/timeline.ics`} download>{t('timeline.export_ics')}</a>
                    <p className="quiet">{t('timeline.export_ics_why')}</p>
                </li>
            </ul>
        </details>
    );
}
