// What is one's own to do, out of the server's answer: the gravest first.
import type { Id } from '../../lib/types';
import type { YearSchedule, YearStep } from '../../lib/year';
import type { HomeView } from './requests';

export interface OpenStep {
    schedule: YearSchedule;
    step: YearStep;
}

/** The steps that one answers for: all, when the server names none. */
export function ownSteps(home: HomeView): OpenStep[] {
    const own = home.own_steps === null ? null : new Set(home.own_steps);
    return home.year.schedules.flatMap((schedule) => schedule.steps.filter((step) => own === null || own.has(step.id)).map((step) => ({ schedule, step })));
}

export const lateFirst = (steps: OpenStep[]) => steps.filter(({ step }) => step.state === 'late').sort((a, b) => b.step.days_late - a.step.days_late);

/** Sections that lead steps without this month's report, the most of them first. */
export function silentSections(home: HomeView): { owner: Id; steps: number }[] {
    const counts = new Map<Id, number>();
    for (const { schedule, step } of ownSteps(home)) {
        const owner = schedule.owners[0];
        if (step.not_reported && owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    return [...counts].map(([owner, steps]) => ({ owner, steps })).sort((a, b) => b.steps - a.steps || a.owner.localeCompare(b.owner));
}

const kQuiet = 62;

/** Registries that nobody has written to for two months, as of the day; the longest silent first. */
export function silentRegistries(home: HomeView): NonNullable<HomeView['registries']> {
    const day = Date.parse(home.year.as_of);
    return (home.registries ?? [])
        .filter((item) => item.last_on === null || day - Date.parse(item.last_on) > kQuiet * 86_400_000)
        .sort((a, b) => (a.last_on ?? '').localeCompare(b.last_on ?? ''));
}

/** The month before the day's has been reconciled. */
export function isReconciled(home: HomeView): boolean {
    const last = home.ledger?.last_assertion;
    if (!last) return false;
    const [year = 0, month = 1] = home.year.as_of.split('-').map(Number);
    const before = new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
    return last.slice(0, 7) >= before;
}
