// The places of the application, and which of them stand before a person.
import type { IconName } from '../components/icons';
import type { RoleName } from '../lib/session';
import type { TextKey } from '../lib/texts_th';
import type { RouteName } from './route_table';

export interface PlaceInfo {
    name: IconName & RouteName;
    to: string;
    title: TextKey;
    /** For the bottom bar of the phone. */
    short?: TextKey;
    /** Shown to who may do any of these in the agency: what the page there asks the server for. */
    permissions: readonly string[];
}

export const places = [
    { name: 'home', to: '/', title: 'place.home', permissions: ['score.read'] },
    { name: 'plans', to: '/plans', title: 'place.plans', permissions: ['plan.read'] },
    { name: 'steps', to: '/steps', title: 'place.steps', short: 'place.steps.short', permissions: ['score.read'] },
    { name: 'progress', to: '/progress', title: 'place.progress', short: 'place.progress.short', permissions: ['progress.read'] },
    { name: 'budget', to: '/budget', title: 'place.budget', permissions: ['money.read'] },
    { name: 'approvals', to: '/approvals', title: 'place.approvals', short: 'place.approvals.short', permissions: ['workflow.read'] },
    { name: 'scores', to: '/scores', title: 'place.scores', permissions: ['score.read'] },
    { name: 'data', to: '/data', title: 'place.data', short: 'place.data.short', permissions: ['record.read'] },
    { name: 'documents', to: '/documents', title: 'place.documents', short: 'place.documents.short', permissions: ['plan.print'] },
    { name: 'responsible', to: '/responsible', title: 'place.responsible', short: 'place.responsible.short', permissions: ['responsible.read'] },
    { name: 'admin', to: '/admin', title: 'place.admin', permissions: ['role.assign', 'personal.manage', 'dictionary.set'] },
] as const satisfies readonly PlaceInfo[];

type PlaceName = (typeof places)[number]['name'];

/** What each role uses most on the phone; without a line here the places follow in their order. */
const kMostUsed: Partial<Record<RoleName, readonly PlaceName[]>> = {
    administrator: ['home', 'plans', 'responsible', 'admin'],
    planning_officer: ['home', 'plans', 'steps', 'progress'],
    section_head: ['home', 'steps', 'progress', 'approvals'],
    budget_officer: ['home', 'budget', 'progress', 'approvals'],
    director: ['home', 'scores', 'steps', 'approvals'],
    executive: ['home', 'scores', 'steps', 'approvals'],
    evaluator: ['home', 'scores', 'data', 'documents'],
    data_steward: ['home', 'data', 'documents', 'admin'],
    data_owner: ['home', 'data', 'scores', 'documents'],
};

/** The places that a person's permissions open. */
export function openPlaces(may: (permission: string) => boolean): PlaceInfo[] {
    return places.filter((place) => place.permissions.some(may));
}

/** Four of the open places for the bottom of the phone: first what the role uses most. */
export function bottomPlaces(open: readonly PlaceInfo[], role: RoleName | undefined): PlaceInfo[] {
    const first = (role && kMostUsed[role]) ?? kMostUsed.planning_officer ?? [];
    const most = first.flatMap((name) => open.find((place) => place.name === name) ?? []);
    return [...most, ...open.filter((place) => !most.includes(place))].slice(0, 4);
}
