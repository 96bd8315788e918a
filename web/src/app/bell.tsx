// What one was told: a bell in the top bar with how much is unread, and the list in a drawer.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SideDrawer } from '../components/drawer';
import { Icon } from '../components/icons';
import { Loading, Trouble } from '../components/page';
import { problemTexts, request } from '../lib/api';
import { useMe } from '../lib/session';
import { useFormat } from '../lib/settings';
import type { Id, Texts } from '../lib/types';
import './bell.css';
import { CalendarAddress } from './calendar_address';

interface Notice {
    id: Id;
    kind: 'due' | 'late' | 'returned' | 'approved' | 'waiting';
    text: Texts;
    plan: Id | null;
    about: string;
    on: 'step' | 'report' | 'workflow';
    workflow: string | null;
    at: string;
    read_at: string | null;
}

interface Told {
    items: Notice[];
    unread: number;
}

type Channel = 'in_app' | 'mail' | 'none';

interface Settings {
    channel: Channel;
    mail: string | null;
    language: 'th' | 'en';
    mail_works: boolean;
}

const kMinute = 60_000;
const keys = { list: ['notices'] as const, settings: ['notices', 'settings'] as const };
const marks = { due: '◷', late: '■', returned: '↩', approved: '✓', waiting: '●' } as const;

/** Where it is dealt with. */
function placeOf(notice: Notice): string {
    const part = encodeURIComponent;
    if (notice.on === 'report') return `/progress?month=${part(notice.about)}`;
    if (notice.on === 'workflow') return `/approvals?kind=${part(notice.workflow ?? '')}&subject=${part(notice.about)}`;
    return '/steps';
}

function List({ told, close }: { told: Told; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const read = useMutation({
        mutationFn: async (ids?: Id[]) => await request('/notices/read', { method: 'POST', body: ids ? { ids } : {} }),
        onSettled: async () => await client.invalidateQueries({ queryKey: keys.list, exact: true }),
    });
    if (told.items.length === 0) return <p className="bell-none">{t('bell.none')}</p>;
    return (
        <>
            {told.unread > 0 && (
                <button type="button" className="simple" disabled={read.isPending} onClick={() => read.mutate(undefined)}>
                    {t('bell.read_all')}
                </button>
            )}
            <ul className="plain bell-list">
                {told.items.map((item) => (
                    <li key={item.id} className={item.read_at ? 'read' : 'unread'}>
                        <span className={`bell-mark ${item.kind}`}>
                            <span aria-hidden="true">{marks[item.kind]} </span>
                            {t(`bell.${item.kind}`)}
                            {!item.read_at && <span className="hidden"> {t('bell.unread')}</span>}
                        </span>
                        <Link
                            to={placeOf(item)}
                            lang="th"
                            onClick={() => {
                                if (!item.read_at) read.mutate([item.id]);
                                close();
                            }}
                        >
                            {format.text(item.text)}
                        </Link>
                        <time dateTime={item.at} title={format.fullDate(item.at)} className="quiet">
                            {format.date(item.at)}
                        </time>
                    </li>
                ))}
            </ul>
        </>
    );
}

/** How one wants to be told. */
function Wish({ settings }: { settings: Settings }) {
    const { t } = useTranslation();
    const format = useFormat();
    const id = useId();
    const client = useQueryClient();
    const [wish, setWish] = useState({ channel: settings.channel, mail: settings.mail ?? '', language: settings.language });
    const save = useMutation({
        mutationFn: async () => await request<Settings>('/notices/settings', { method: 'PUT', body: wish }),
        onSuccess: (saved) => client.setQueryData(keys.settings, saved),
    });
    const problem = save.error ? problemTexts(save.error) : null;
    const submit = (event: FormEvent) => {
        event.preventDefault();
        save.mutate();
    };
    return (
        <form className="take" onSubmit={submit}>
            <div className="field-box">
                <label htmlFor={`${id}-channel`}>{t('bell.channel')}</label>
                <select id={`${id}-channel`} className="boxed" value={wish.channel} onChange={(event) => setWish({ ...wish, channel: event.target.value as Channel })}>
                    <option value="in_app">{t('bell.in_app')}</option>
                    <option value="mail">{t('bell.mail')}</option>
                    <option value="none">{t('bell.nothing')}</option>
                </select>
            </div>
            {wish.channel === 'mail' && (
                <>
                    <div className="field-box">
                        <label htmlFor={`${id}-mail`}>{t('bell.address')}</label>
                        <input id={`${id}-mail`} className="plain-input" type="email" required value={wish.mail} onChange={(event) => setWish({ ...wish, mail: event.target.value })} />
                    </div>
                    <div className="field-box">
                        <label htmlFor={`${id}-language`}>{t('bell.language')}</label>
                        <select id={`${id}-language`} className="boxed" value={wish.language} onChange={(event) => setWish({ ...wish, language: event.target.value as 'th' | 'en' })}>
                            <option value="th" lang="th">ไทย</option>
                            <option value="en" lang="en">English</option>
                        </select>
                    </div>
                    {!settings.mail_works && <p className="quiet">{t('bell.no_mail')}</p>}
                </>
            )}
            {problem && (
                <p role="alert" className="sign-in-error">
                    ■ {format.text(problem.title)} {format.text(problem.detail)}
                </p>
            )}
            <button type="submit" className="simple" disabled={save.isPending}>
                {t('bell.save')}
            </button>
            {save.isSuccess && <p role="status">✓ {t('bell.saved')}</p>}
        </form>
    );
}

function Wishes() {
    const { t } = useTranslation();
    const [open, setOpen] = useState(false);
    const query = useQuery({ queryKey: keys.settings, queryFn: () => request<Settings>('/notices/settings'), enabled: open });
    return (
        <section className="bell-wishes">
            <button type="button" className="derived" aria-expanded={open} onClick={() => setOpen(!open)}>
                {t('bell.how')}
            </button>
            {open && query.isPending && <Loading />}
            {open && query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
            {open && query.data && <Wish settings={query.data} />}
            {open && query.data && <CalendarAddress />}
        </section>
    );
}

export function Bell() {
    const { t } = useTranslation();
    const format = useFormat();
    const me = useMe();
    const [open, setOpen] = useState(false);
    const query = useQuery({ queryKey: keys.list, queryFn: () => request<Told>('/notices?limit=50'), enabled: Boolean(me), refetchInterval: kMinute, staleTime: kMinute / 2 });
    if (!me) return null;
    const unread = query.data?.unread ?? 0;
    return (
        <>
            <button
                type="button"
                className="tool bell"
                aria-label={unread > 0 ? t('bell.title_unread', { n: format.digits(unread) }) : t('bell.title')}
                title={t('bell.title')}
                onClick={() => setOpen(true)}
            >
                <Icon name="bell" />
                {unread > 0 && (
                    <span className="bell-count" aria-hidden="true">
                        {format.digits(Math.min(unread, 99))}
                    </span>
                )}
            </button>
            {open && (
                <SideDrawer title={t('bell.title')} close={() => setOpen(false)}>
                    {query.isPending && <Loading />}
                    {query.error && <Trouble error={query.error} retry={() => void query.refetch()} />}
                    {query.data && <List told={query.data} close={() => setOpen(false)} />}
                    <Wishes />
                </SideDrawer>
            )}
        </>
    );
}
