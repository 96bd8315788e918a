// The strategy of the plan: what hangs on what, as a tree to read and as a map to look at.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useEditor } from '../../components/editor';
import { Empty } from '../../components/page';
import { kSwotPage } from '../../lib/plan_tree';
import { strategyOf } from '../../lib/strategy';
import { useFormat } from '../../lib/settings';
import { Frameworks } from './frameworks';
import { StrategyMap } from './strategy_map';
import { StrategyTree } from './strategy_tree';
import './strategy.css';

const views = ['tree', 'map'] as const;

export default function StrategyPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const editor = useEditor();
    const [search, setSearch] = useSearchParams();
    const view = search.get('view') === 'map' ? 'map' : 'tree';
    const strategy = useMemo(() => strategyOf(editor.plan), [editor.plan]);
    const hasSwot = (editor.plan.swot?.items?.length ?? 0) > 0;
    return (
        <section className="strategy" aria-labelledby="strategy">
            <header className="strategy-head">
                <h2 id="strategy">{t('strategy.title')}</h2>
                <div className="choices" role="group" aria-label={t('strategy.views')}>
                    {views.map((one) => (
                        <button key={one} type="button" className="simple" aria-pressed={one === view} onClick={() => setSearch(one === 'tree' ? {} : { view: one }, { replace: true })}>
                            {t(`strategy.${one}`)}
                        </button>
                    ))}
                    {hasSwot && <Link className="strategy-swot" to={editor.addressOf(kSwotPage)}>{t('strategy.swot')}</Link>}
                </div>
            </header>
            {strategy.roots.length === 0 ? (
                <Empty title={t('strategy.none')}>
                    <p>{t('strategy.none_why')}</p>
                </Empty>
            ) : view === 'tree' ? (
                <StrategyTree strategy={strategy} />
            ) : (
                <StrategyMap strategy={strategy} />
            )}
            <Frameworks />
            {strategy.loose.length > 0 && (
                <section className="part" aria-labelledby="loose">
                    <h3 id="loose">{t('strategy.loose', { n: format.digits(strategy.loose.length) })}</h3>
                    <p className="quiet">{t('strategy.loose_why')}</p>
                    <ul className="plain loose">
                        {strategy.loose.map((id) => {
                            const entry = editor.index.get(id);
                            return (
                                <li key={id}>
                                    <span className="strategy-kind">{t(`strategy.one.${strategy.nodes.get(id)?.layer ?? 'project'}`)}</span>{' '}
                                    <Link to={editor.addressOf(id)} lang="th">{entry?.number ? `${format.digits(entry.number)} ` : ''}{entry?.title ?? id}</Link>
                                </li>
                            );
                        })}
                    </ul>
                </section>
            )}
        </section>
    );
}
