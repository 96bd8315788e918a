// A state is a shape and a word, never a colour alone.
import { useTranslation } from 'react-i18next';
import type { StepState } from '../lib/year';

type Shown = StepState | 'not_reported';

const shapes: Record<Shown, string> = { done: '✓', late: '■', due: '●', waiting: '◷', cancelled: '✕', not_reported: '○' };

export function StateMark({ state }: { state: Shown }) {
    const { t } = useTranslation();
    return (
        <span className={`state state-${state}`}>
            <span aria-hidden="true">{shapes[state]} </span>
            {t(`year.state.${state}`)}
        </span>
    );
}
