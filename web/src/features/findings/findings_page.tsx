// All findings of the plan, by severity and kind; what was accepted stands apart.
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { FindingChip, SeverityMark } from '../../components/finding';
import { Empty, Loading, NoneFit, Trouble } from '../../components/page';
import { severities, sortBySeverity } from '../../lib/findings';
import { useFindings } from '../../lib/queries';
import { useFormat } from '../../lib/settings';
import { th, type TextKey } from '../../lib/texts_th';

export default function FindingsPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const { planId = '' } = useParams();
    const [search, setSearch] = useSearchParams();
    const query = useFindings(planId);
    if (query.isLoading) return <Loading />;
    if (!query.data) return <Trouble error={query.error} retry={() => void query.refetch()} />;
    const severity = search.get('severity') ?? '';
    const category = search.get('category') ?? '';
    const filter = (member: 'severity' | 'category', value: string) =>
        setSearch(
            (old) => {
                const next = new URLSearchParams(old);
                if (value) next.set(member, value);
                else next.delete(member);
                return next;
            },
            { replace: true },
        );
    const { findings, accepted } = query.data;
    const categoryName = (name: string) => (`category.${name}` in th ? t(`category.${name}` as TextKey) : name);
    const categories = [...new Set(findings.map((finding) => finding.category))].sort();
    const shown = sortBySeverity(findings.filter((finding) => (!severity || finding.severity === severity) && (!category || finding.category === category)));
    const numbers = (count: number) => format.digits(count) as unknown as number;
    return (
        <div className="findings">
            <h2>{t('findings.title')}</h2>
            <p className="lead">{t('findings.lead')}</p>
            <div className="filters">
                <label>
                    {t('findings.severity')}{' '}
                    <select className="boxed" value={severity} onChange={(event) => filter('severity', event.target.value)}>
                        <option value="">{t('findings.all')} ({format.digits(findings.length)})</option>
                        {severities.map((name) => (
                            <option key={name} value={name}>
                                {t(`severity.${name}`)} ({format.digits(findings.filter((finding) => finding.severity === name).length)})
                            </option>
                        ))}
                    </select>
                </label>
                <label>
                    {t('findings.category')}{' '}
                    <select className="boxed" value={category} onChange={(event) => filter('category', event.target.value)}>
                        <option value="">{t('findings.all')}</option>
                        {categories.map((name) => (
                            <option key={name} value={name}>
                                {categoryName(name)} ({format.digits(findings.filter((finding) => finding.category === name).length)})
                            </option>
                        ))}
                    </select>
                </label>
                <p role="status">{t('findings.count', { count: numbers(shown.length) })}</p>
            </div>
            {findings.length === 0 && <Empty title={`✓ ${t('findings.none')}`}><p>{t('findings.none_why')}</p></Empty>}
            {findings.length > 0 && shown.length === 0 && <NoneFit title={t('findings.none_filtered')} clear={() => setSearch({}, { replace: true })} />}
            <ul className="plain">
                {shown.map((finding) => (
                    <li key={finding.key}>
                        <FindingChip finding={finding} more />
                    </li>
                ))}
            </ul>
            {accepted.length > 0 && (
                <details className="part">
                    <summary>{t('findings.accepted', { count: numbers(accepted.length) })}</summary>
                    <ul className="plain">
                        {accepted.map((finding) => (
                            <li key={finding.key} className="finding accepted">
                                <p>
                                    ✓ <SeverityMark severity={finding.severity} /> <span className="message">{format.text(finding.message)}</span>
                                </p>
                                <p className="quiet">
                                    {t('finding.accept_reason')}: <span lang="th">{finding.reason}</span>
                                </p>
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </div>
    );
}
