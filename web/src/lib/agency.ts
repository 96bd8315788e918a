import { useAgencies, usePlans } from './queries';
import { useSettings } from './settings';
import type { Agency } from './types';

/** The agency that one works for: the one chosen, else the first. */
export function useAgency(): { agency: Agency | undefined; agencies: Agency[]; fiscal_year: number | undefined; error: unknown; retry: () => void } {
    const settings = useSettings();
    const query = useAgencies();
    const agencies = query.data?.items ?? [];
    const agency = agencies.find((item) => item.id === settings.agency) ?? agencies[0];
    const plans = usePlans(agency?.id);
    const years = (plans.data?.items ?? []).map((plan) => plan.fiscal_year);
    return { agency, agencies, fiscal_year: years.length > 0 ? Math.max(...years) : undefined, error: query.error, retry: () => void query.refetch() };
}
