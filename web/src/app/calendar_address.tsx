// The secret address of one's calendar: made, shown once, replaced, taken back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Trouble } from '../components/page';
import { request } from '../lib/api';
import { useFormat } from '../lib/settings';

const key = ['calendar'] as const;

export function CalendarAddress() {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const known = useQuery({ queryKey: key, queryFn: () => request<{ at: string | null }>('/calendar') });
    const again = async () => await client.invalidateQueries({ queryKey: key });
    const make = useMutation({ mutationFn: () => request<{ path: string }>('/calendar', { method: 'POST' }), onSuccess: again });
    const drop = useMutation({ mutationFn: () => request('/calendar', { method: 'DELETE' }), onSuccess: again });
    const at = known.data?.at;
    return (
        <section className="calendar-address" aria-labelledby="calendar">
            <h3 id="calendar">{t('calendar.title')}</h3>
            <p className="quiet">{at ? t('calendar.made', { day: format.fullDate(at) }) : t('calendar.why')}</p>
            {make.data && (
                <p role="status">
                    {t('calendar.once')} <code>{location.origin + make.data.path}</code>
                </p>
            )}
            {(known.isError || make.isError || drop.isError) && <Trouble error={known.error ?? make.error ?? drop.error} />}
            <div className="choices">
                <button type="button" className="simple" disabled={make.isPending} onClick={() => make.mutate()}>{t(at ? 'calendar.replace' : 'calendar.make')}</button>
                {at && <button type="button" className="simple" disabled={drop.isPending} onClick={() => drop.mutate()}>{t('calendar.drop')}</button>}
            </div>
        </section>
    );
}
