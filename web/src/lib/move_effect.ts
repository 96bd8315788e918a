// What finishing a step is worth on the day on which it is due, when the steps before it are finished as planned.
import { lastDayOf } from './as_of';
import { difference } from './exact';
import type { Id } from './types';
import { askWhatIf, type SupposedFact } from './what_if';
import type { YearSchedule, YearStep } from './year';

const finished = (step: Pick<YearStep, 'id'>, on: string): SupposedFact => ({ kind: 'progress', element: step.id, on, data: { percent: '100' } });

/** The steps of the schedule that are to be finished by the same day, and are not, without the step itself. */
export const dueBefore = (schedule: YearSchedule, step: YearStep): YearStep[] => {
    const due = step.months.at(-1) ?? '';
    return schedule.steps.filter((other) => other.id !== step.id && other.state !== 'done' && other.state !== 'cancelled' && (other.months.at(-1) ?? '~') <= due);
};

/** Points, as the server reckons them: an exact decimal text. */
export async function moveGain(plan: Id, schedule: YearSchedule, step: YearStep): Promise<string> {
    const day = lastDayOf(step.months.at(-1) ?? '');
    const others = dueBefore(schedule, step).map((other) => finished(other, day));
    // Without others the score as it stands is what one begins from.
    const [without, full] = await Promise.all([others.length > 0 ? askWhatIf(plan, day, others) : null, askWhatIf(plan, day, [...others, finished(step, day)])]);
    return difference(full.after.total, without?.after.total ?? full.before.total) ?? '0';
}
