// The total as it is made up: each indicator begins where the one before could have ended.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { toDraw } from '../../lib/exact';
import { useFormat } from '../../lib/settings';
import type { YearOverview } from '../../lib/year';

export function Waterfall({ year }: { year: YearOverview }) {
    const { t } = useTranslation();
    const format = useFormat();
    const whole = toDraw(year.total.weight) || 100;
    let before = 0;
    const bars = year.indicators
        .filter((indicator) => indicator.parent === null && indicator.weight !== null)
        .map((indicator) => {
            const weight = toDraw(indicator.weight);
            const bar = { indicator, from: before, weight, score: toDraw(indicator.score) };
            before += weight;
            return bar;
        });
    return (
        <section className="part" aria-labelledby="waterfall">
            <h2 id="waterfall">{t('home.waterfall')}</h2>
            <ol className="waterfall plain">
                {bars.map(({ indicator, from, weight, score }) => (
                    <li key={indicator.id}>
                        <Link to={`/scores?indicator=${encodeURIComponent(indicator.id)}`} lang="th">
                            {indicator.number ? `${format.digits(indicator.number)} ` : ''}
                            {indicator.name}
                        </Link>
                        <svg viewBox={`0 0 ${whole} 4`} preserveAspectRatio="none" aria-hidden="true">
                            <rect className="track" x={from} width={weight} y={0} height={4} />
                            <rect className={score >= weight ? 'full' : 'part'} x={from} width={Math.min(score, weight)} y={0} height={4} />
                        </svg>
                        <span className="waterfall-score">
                            {indicator.score === null ? '–' : format.points(indicator.score)} / {format.points(indicator.weight)}
                        </span>
                    </li>
                ))}
            </ol>
        </section>
    );
}
