// A scheme of a year as tables that can be read: what gives points, what is counted, when is reported.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { kSchemeParts, scopeName, type SchemeContent, type SchemePart, type ScopeItem } from '../../lib/schemes';
import { useFormat, useSettings } from '../../lib/settings';
import type { TextKey } from '../../lib/texts_th';

const Assumed = ({ of }: { of: { assumed?: boolean } | undefined }) => {
    const { t } = useTranslation();
    return of?.assumed ? <span className="quiet"> ◇ {t('schemes.assumed')}</span> : null;
};

interface Column {
    head: TextKey;
    number?: boolean;
}

function Rows({ part, columns, rows }: { part: string; columns: readonly Column[]; rows: { key: string; cells: ReactNode[] }[] }) {
    const { t } = useTranslation();
    return (
        <table className="data-table stacked" aria-labelledby={part}>
            <thead>
                <tr>{columns.map(({ head, number }) => <th key={head} scope="col" className={number ? 'number' : undefined}>{t(head)}</th>)}</tr>
            </thead>
            <tbody>
                {rows.map(({ key, cells }) => (
                    <tr key={key}>
                        {cells.map((cell, n) => (n === 0 ? <th key={columns[n]?.head} scope="row">{cell}</th> : <td key={columns[n]?.head} className={columns[n]?.number ? 'number' : undefined} data-label={t(columns[n]?.head ?? 'schemes.name')}>{cell}</td>))}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

const Named = ({ children }: { children: string | undefined }) => (children ? <span lang="th">{children}</span> : <span className="quiet">—</span>);

export function SchemeTables({ content }: { content: SchemeContent }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { language } = useSettings();
    const percent = (value: number | string | undefined) => (value === undefined ? '—' : format.digits(value));
    const scope = (title: TextKey, items: readonly ScopeItem[] | undefined) =>
        items && items.length > 0 && (
            <div>
                <dt>{t(title)}</dt>
                <dd lang="th">{items.map((item) => scopeName(content, item)).join(' · ')}</dd>
            </div>
        );
    const { below_lowest, rounding, interpolation, levels = [], components = [], indicator_groups = [], reporting_periods = [], project_kinds = [], expenditure_categories = [], fund_sources = [], disbursement } = content;
    const id = (part: SchemePart) => `scheme-${part}`;
    const parts: Record<Exclude<SchemePart, 'title'>, ReactNode> = {
        scoring: (below_lowest || rounding || interpolation) && (
            <dl className="drawer-facts">
                {below_lowest && <div><dt>{t('schemes.below_lowest')}</dt><dd>{t('schemes.percent', { n: percent(below_lowest.percent_of_weight) })}<Assumed of={below_lowest} /></dd></div>}
                {rounding && <div><dt>{t('schemes.rounding')}</dt><dd>{t('schemes.decimals', { n: format.digits(rounding.decimals) })} · {t(`schemes.mode_${rounding.mode}` as TextKey)}<Assumed of={rounding} /></dd></div>}
                {interpolation && <div><dt>{t('schemes.interpolation')}</dt><dd>{t(`schemes.interpolation_${interpolation.method}` as TextKey)}<Assumed of={interpolation} /></dd></div>}
            </dl>
        ),
        levels: levels.length > 0 && (
            <Rows part={id('levels')} columns={[{ head: 'schemes.level' }, { head: 'schemes.of_weight', number: true }]} rows={levels.map((one) => ({ key: String(one.level), cells: [<>{format.digits(one.level)}<Assumed of={one} /></>, percent(one.percent_of_weight)] }))} />
        ),
        components: components.length > 0 && (
            <Rows part={id('components')} columns={[{ head: 'schemes.number' }, { head: 'schemes.name' }, { head: 'schemes.weight', number: true }]} rows={components.map((one) => ({ key: one.number, cells: [format.digits(one.number), <><Named>{one.name ?? one.name_en}</Named>{language === 'en' && one.name && one.name_en && <span className="quiet"> {one.name_en}</span>}<Assumed of={one} /></>, percent(one.weight)] }))} />
        ),
        indicator_groups: indicator_groups.length > 0 && (
            <Rows part={id('indicator_groups')} columns={[{ head: 'schemes.table' }, { head: 'schemes.name' }, { head: 'schemes.points' }, { head: 'schemes.components' }]} rows={indicator_groups.map((one) => ({ key: one.letter, cells: [<span lang="th">{one.letter}</span>, <><Named>{one.title}</Named><Assumed of={one} /></>, t(one.weighted ? 'schemes.gives_points' : 'schemes.no_points'), format.digits((one.components ?? []).join(', ')) || '—'] }))} />
        ),
        reporting_periods: reporting_periods.length > 0 && (
            <Rows part={id('reporting_periods')} columns={[{ head: 'schemes.period' }, { head: 'schemes.months' }]} rows={reporting_periods.map((one) => ({ key: `${one.kind} ${one.number}`, cells: [<>{t(`schemes.${one.kind}` as TextKey, { n: format.digits(one.number) })}<Assumed of={one} /></>, one.from === one.to ? format.month(one.from) : `${format.month(one.from)} – ${format.month(one.to)}`] }))} />
        ),
        project_kinds: project_kinds.length > 0 && <Rows part={id('project_kinds')} columns={[{ head: 'schemes.name' }, { head: 'schemes.code' }]} rows={project_kinds.map((one) => ({ key: one.id, cells: [<Named key="name">{one.title}</Named>, <code key="id">{one.id}</code>] }))} />,
        expenditure_categories: expenditure_categories.length > 0 && (
            <Rows part={id('expenditure_categories')} columns={[{ head: 'schemes.name' }, { head: 'schemes.code' }]} rows={expenditure_categories.map((one) => ({ key: one.id, cells: [<Named key="name">{one.name}</Named>, <code key="id">{one.id}</code>] }))} />
        ),
        fund_sources: fund_sources.length > 0 && <Rows part={id('fund_sources')} columns={[{ head: 'schemes.name' }, { head: 'schemes.code' }]} rows={fund_sources.map((one) => ({ key: one.id, cells: [<Named key="name">{one.name}</Named>, <code key="id">{one.id}</code>] }))} />,
        disbursement: disbursement && (
            <dl className="drawer-facts">
                {scope('schemes.numerator_include', disbursement.numerator?.include)}
                {scope('schemes.numerator_exclude', disbursement.numerator?.exclude)}
                {scope('schemes.denominator_include', disbursement.denominator?.include)}
                {scope('schemes.denominator_exclude', disbursement.denominator?.exclude)}
            </dl>
        ),
    };
    return (
        <div className="scheme-parts">
            {kSchemeParts.filter((part) => part !== 'title').map((part) => parts[part] && (
                <section key={part} aria-labelledby={id(part)}>
                    <h3 id={id(part)}>{t(`schemes.${part}`)}</h3>
                    {parts[part]}
                </section>
            ))}
        </div>
    );
}
