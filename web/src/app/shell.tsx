// The frame round every page: places on the left (at the bottom on a phone), agency, year and settings on top.
import { lazy, Suspense, useCallback, useEffect, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { Icon } from '../components/icons';
import { Messages } from '../components/messages';
import { Loading } from '../components/page';
import { useAgency } from '../lib/agency';
import { useAsOfDay } from '../lib/as_of';
import { useFormat, useSettings } from '../lib/settings';
import { AsOfBand, AsOfMenu } from './as_of_menu';
import { Bell } from './bell';
import { Looks } from './looks';
import { PersonMenu } from './person_menu';
import { PrintHead } from './print_head';
import { usePlaces } from './use_places';
import { bring } from './screens';
import { keepFocus } from './focus_keeper';

const Palette = lazy(() => import('./palette'));

function TopBar({ find }: { find: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const settings = useSettings();
    const { agency, agencies, fiscal_year } = useAgency();
    return (
        <header className="top">
            <p className="brand">{t('app.name')}</p>
            <div className="where">
                {agencies.length > 1 ? (
                    <label>
                        <span className="hidden">{t('app.agency')}</span>
                        <select className="plain-select" value={agency?.id} onChange={(event) => settings.set({ agency: event.target.value })}>
                            {agencies.map((item) => (
                                <option key={item.id} value={item.id}>
                                    {format.text(item.name)}
                                </option>
                            ))}
                        </select>
                    </label>
                ) : (
                    <span className="agency">{agency ? format.text(agency.name) : ''}</span>
                )}
                {fiscal_year !== undefined && <span className="year">{t('app.fiscal_year_value', { year: format.digits(fiscal_year) })}</span>}
            </div>
            {fiscal_year !== undefined && <AsOfMenu fiscal_year={fiscal_year} />}
            <button type="button" className="find" aria-label={t('palette.title')} aria-keyshortcuts="Control+K" onClick={find}>
                <Icon name="search" />
                <span>{t('palette.title')}</span>
                <kbd aria-hidden="true">Ctrl K</kbd>
            </button>
            <div className="top-tools">
                <span className="wide-only"><Looks /></span>
                <Bell />
                <PersonMenu />
            </div>
        </header>
    );
}

/** Who points at a link, or comes to it by key, is about to go there. */
function bringAhead(event: SyntheticEvent) {
    const address = (event.target as Element).closest?.('a[href^="/"]')?.getAttribute('href');
    if (address) bring(address);
}

export function Shell() {
    const { t } = useTranslation();
    const [folded, setFolded] = useState(false);
    const turned_back = useAsOfDay() !== null;
    const [open, setOpen] = useState(false);
    const [finding, setFinding] = useState(false);
    const stopFinding = useCallback(() => setFinding(false), []);
    useEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
            event.preventDefault();
            // A question is answered first.
            if (!document.querySelector('dialog.question[open], dialog.confirm-move[open]')) setFinding(true);
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, []);
    useEffect(() => keepFocus(), []);
    const { open: open_places, bottom } = usePlaces();
    return (
        <div onPointerOver={bringAhead} onFocus={bringAhead} className={`shell${folded ? ' folded' : ''}${turned_back ? ' turned-back' : ''}`}>
            <a className="skip" href="#content">
                {t('app.skip')}
            </a>
            <TopBar find={() => setFinding(true)} />
            <nav className={open ? 'places open' : 'places'} aria-label={t('app.places')}>
                <ul>
                    {open_places.map((place) => (
                        <li key={place.name}>
                            <NavLink to={place.to} end={place.to === '/'} title={t(place.title)} onClick={() => setOpen(false)}>
                                <Icon name={place.name} />
                                <span>{t(place.title)}</span>
                            </NavLink>
                        </li>
                    ))}
                </ul>
                <button type="button" className="tool fold" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
                    <Icon name="menu" />
                    <span>{folded ? t('app.unfold') : t('app.fold')}</span>
                </button>
            </nav>
            <main id="content" tabIndex={-1}>
                <PrintHead />
                <AsOfBand />
                <Suspense fallback={<Loading />}>
                    <Outlet />
                </Suspense>
            </main>
            <Messages />
            {finding && (
                <Suspense fallback={null}>
                    <Palette close={stopFinding} />
                </Suspense>
            )}
            <div className="bottom" role="navigation" aria-label={t('app.more')}>
                {bottom.map((place) => (
                    <NavLink key={place.name} to={place.to} end={place.to === '/'} onClick={() => setOpen(false)}>
                        <Icon name={place.name} />
                        <span>{t(place.short ?? place.title)}</span>
                    </NavLink>
                ))}
                <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
                    <Icon name="menu" />
                    <span>{t('app.menu')}</span>
                </button>
            </div>
        </div>
    );
}
