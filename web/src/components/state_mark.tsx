// A state is a shape and a word, never a colour alone.
import { useTranslation } from 'react-i18next';
import type { StepState } from '../lib/year';

const shapes: Record<StepState, string> = { done: '✓', late: '■', due: '●', waiting: '◷' };

export function StateMark({ state }: { state: StepState }) {
    const { t } = useTranslation();
    return (
        <span className={`state state-${state}`}>
            <span aria-hidden="true">{shapes[state]} </span>
            {t(`year.state.${state}`)}
        </span>
    );
}
