// The criteria ladder: five rungs, the highest on top, each with its share of the weight and its condition.
import { useTranslation } from 'react-i18next';
import type { Json } from '../lib/merge';
import { useFormat } from '../lib/settings';
import type { Indicator } from '../lib/types';
import { Field } from './field';

export function Ladder({ indicator }: { indicator: Indicator }) {
    const { t } = useTranslation();
    const format = useFormat();
    const criteria = indicator.scoring_criteria ?? [];
    const rungs = [...criteria].sort((a, b) => b.level - a.level);
    return (
        <ol className="ladder" reversed>
            {rungs.map((rung) => (
                <li key={rung.level} className={`rung rung-${rung.level}`}>
                    <div className="rung-head">
                        <strong>{t('field.level', { level: format.digits(rung.level) })}</strong>
                        {rung.percent_of_weight !== undefined && (
                            <span className="quiet">{t('field.percent_of_weight', { percent: format.digits(rung.percent_of_weight) })}</span>
                        )}
                    </div>
                    <Field
                        element={indicator.id}
                        member="scoring_criteria"
                        label={t('field.condition_of_level', { level: format.digits(rung.level) })}
                        hidden_label
                        kind="prose"
                        required
                        show_findings={false}
                        value={rung.condition}
                        patch={(condition) => ({
                            scoring_criteria: criteria.map((other) => (other === rung ? { ...other, condition } : other)) as unknown as Json,
                        })}
                    />
                </li>
            ))}
        </ol>
    );
}
