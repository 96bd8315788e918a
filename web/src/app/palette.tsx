// Ctrl+K: go to any place or any part of the plan by its number or name, or do something.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMatch, useNavigate } from 'react-router';
import { useModal } from '../components/dialog';
import { useAgency } from '../lib/agency';
import { placeOf, useFound, type Found } from '../lib/found';
import { indexPlan } from '../lib/plan_tree';
import { useKnownPlan, usePlans } from '../lib/queries';
import { search } from '../lib/search';
import { usePlanTitle } from '../lib/plan_title';
import { useMay } from '../lib/session';
import { useFormat, useSettings } from '../lib/settings';
import type { TextKey } from '../lib/texts_th';
import type { ImportView, PlanContent } from '../lib/types';
import { routeTable } from './route_table';
import { usePlaces } from './use_places';

interface Command {
    key: string;
    title: string;
    number?: string;
    also?: string;
    kind: string;
    /** The title is of the plan's own text. */
    data?: boolean;
    run: () => void;
}

const kShown = 50;

/** What the plan's elements are called in a list of all kinds. */
const kElements: Record<string, TextKey> = {
    narrative: 'group.narrative',
    organisation: 'group.organisation',
    mission_statement: 'group.mission_statement',
    framework: 'group.framework',
    framework_node: 'group.framework',
    measure: 'group.measure',
    swot_item: 'group.swot',
    swot_combination: 'group.swot',
    mission: 'one.mission',
    glossary_term: 'group.term',
    indicator: 'one.indicator',
    evidence_item: 'one.indicator',
    higher_indicator: 'group.higher_indicator',
    project: 'one.project',
    activity: 'group.activity',
    budget_node: 'group.budget',
    step: 'one.schedule',
    result: 'group.result',
};
const kindOf = (found: Found): TextKey => (found.kind === 'element' ? (kElements[found.element_kind ?? ''] ?? 'one.other') : `palette.${found.kind}`);

/** What one does, the places, the plan in sight and its parts; with the plan that is looked through, and whether it is here. */
function useCommands(close: () => void): { commands: Command[]; plan: string | undefined; here: boolean } {
    const { t } = useTranslation();
    const titleOf = usePlanTitle();
    const settings = useSettings();
    const navigate = useNavigate();
    const client = useQueryClient();
    const { agency } = useAgency();
    const plans = usePlans(agency?.id);
    const inPlan = useMatch(`${routeTable.plan.path}/*`)?.params.planId;
    const inImport = useMatch(routeTable.review.path)?.params.importId;
    const newest = plans.data?.items[0]?.id;
    const planId = inPlan ?? newest;
    const content = useKnownPlan(planId)?.content;
    const draft = inImport ? client.getQueryData<ImportView>(['imports', inImport])?.plan_content : undefined;
    const { open: open_places } = usePlaces();
    const commands = useMemo(() => {
        const go = (to: string) => () => {
            close();
            void navigate(to);
        };
        const set = (change: Parameters<typeof settings.set>[0]) => () => {
            close();
            settings.set(change);
        };
        const commands: Command[] = [];
        const parts = (content: PlanContent, address: (id: string) => string) => {
            for (const entry of indexPlan(content).values()) {
                if (entry.group === 'plan') continue;
                const kind = t(entry.group === 'project' || entry.group === 'indicator' || entry.group === 'mission' || entry.group === 'schedule' ? `one.${entry.group}` : `group.${entry.group}`);
                commands.push({ key: entry.id, title: entry.title, number: entry.number, also: `${kind} ${entry.id}`, kind, data: true, run: go(address(entry.id)) });
            }
        };
        for (const place of open_places) commands.push({ key: `place ${place.name}`, title: t(place.title), kind: t('palette.place'), run: go(place.to) });
        if (planId && !draft) {
            const address = `/plans/${encodeURIComponent(planId)}`;
            commands.push({ key: 'findings', title: t('findings.title'), kind: t('palette.place'), run: go(`${address}/findings`) });
            commands.push({ key: 'versions', title: t('versions.title'), kind: t('palette.place'), run: go(`${address}/versions`) });
        }
        commands.push({ key: 'theme', title: t(settings.theme === 'dark' ? 'app.to_light' : 'app.to_dark'), kind: t('palette.action'), run: set({ theme: settings.theme === 'dark' ? 'light' : 'dark' }) });
        commands.push({
            key: 'digits',
            title: t(settings.digits === 'thai' ? 'app.to_arabic_digits' : 'app.to_thai_digits'),
            kind: t('palette.action'),
            run: set({ digits: settings.digits === 'thai' ? 'arabic' : 'thai' }),
        });
        commands.push({ key: 'language', title: t('palette.other_language'), kind: t('palette.action'), run: set({ language: settings.language === 'th' ? 'en' : 'th' }) });
        for (const item of plans.data?.items ?? []) {
            commands.push({ key: `plan ${item.id}`, title: titleOf(item.title).text, kind: t('palette.plan'), data: titleOf(item.title).lang !== undefined, run: go(`/plans/${encodeURIComponent(item.id)}`) });
        }
        if (draft && inImport) parts(draft, (id) => `/imports/${encodeURIComponent(inImport)}?element=${encodeURIComponent(id)}&pane=plan`);
        else if (content && planId) parts(content, (id) => `/plans/${encodeURIComponent(planId)}?element=${encodeURIComponent(id)}`);
        return commands;
    }, [t, titleOf, settings, navigate, close, planId, content, plans.data, draft, inImport, open_places]);
    return { commands, plan: planId, here: (draft ?? content) !== undefined };
}

/** What the server finds besides, elements of a plan that is not here too: it was compared there, and comes in its order. */
function useFoundCommands(plan: string | undefined, here: boolean, typed: string, close: () => void): { commands: Command[]; looking: boolean; failed: boolean } {
    const { t } = useTranslation();
    const format = useFormat();
    const navigate = useNavigate();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const { items, looking, error } = useFound(plan, typed, !here);
    const commands = items.map((found): Command => {
        const of = format.text(found.of);
        return {
            key: `${found.kind} ${found.dataset ?? found.workflow ?? ''} ${found.id}`,
            title: found.title,
            number: found.number,
            kind: of === '' ? t(kindOf(found)) : `${t(kindOf(found))} · ${of}`,
            data: true,
            run: () => {
                close();
                void navigate(placeOf(found, plan ?? '', may));
            },
        };
    });
    return { commands, looking, failed: error !== null };
}

export default function Palette({ close }: { close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const dialog = useModal();
    const list = useRef<HTMLUListElement>(null);
    const id = useId();
    const [typed, setTyped] = useState('');
    const [at, setAt] = useState(0);
    const { commands, plan, here } = useCommands(close);
    const also = useFoundCommands(plan, here, typed, close);
    const fitting = useMemo(() => search(commands, typed, kShown), [commands, typed]);
    const found = [...fitting, ...also.commands];
    const chosen = Math.min(at, found.length - 1);
    useEffect(() => {
        list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }, [chosen, found.length]);
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setAt(Math.max(0, Math.min(found.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1))));
        } else if (event.key === 'Enter') {
            event.preventDefault();
            found[chosen]?.run();
        }
    };
    return (
        <dialog
            ref={dialog}
            className="palette"
            aria-label={t('palette.title')}
            onClose={() => dialog.current?.open === false && close()}
            onClick={(event) => {
                if (event.target === dialog.current) close();
            }}
        >
            <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls={`${id}-list`}
                aria-autocomplete="list"
                aria-activedescendant={found[chosen] ? `${id}-${chosen}` : undefined}
                aria-label={t('palette.type')}
                placeholder={t('palette.type')}
                autoFocus
                value={typed}
                onChange={(event) => {
                    setTyped(event.target.value);
                    setAt(0);
                }}
                onKeyDown={onKeyDown}
            />
            <ul id={`${id}-list`} role="listbox" aria-label={t('palette.title')} className="plain" ref={list} tabIndex={-1}>
                {found.map((command, position) => (
                    <li key={command.key} id={`${id}-${position}`} role="option" aria-selected={position === chosen} onClick={command.run} onMouseMove={() => setAt(position)}>
                        <span className="palette-title" lang={command.data ? 'th' : undefined}>
                            {command.number && <span className="printed-number">{format.digits(command.number)} </span>}
                            {command.title}
                        </span>
                        <span className="quiet">{command.kind}</span>
                    </li>
                ))}
            </ul>
            {(found.length === 0 || also.looking || also.failed) && <p className="palette-none" role="status">{t(also.looking ? 'palette.looking' : also.failed ? 'palette.failed' : 'palette.none')}</p>}
            <p className="palette-keys quiet" aria-hidden="true">
                <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.choose')} · <kbd>Enter</kbd> {t('palette.open')} · <kbd>Esc</kbd> {t('app.close')}
            </p>
        </dialog>
    );
}
