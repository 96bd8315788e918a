import type { IconName } from '../components/icons';
import type { TextKey } from '../lib/texts_th';
import type { RouteName } from './route_table';

export interface PlaceInfo {
    name: IconName & RouteName;
    to: string;
    title: TextKey;
    /** For the bottom bar of the phone. */
    short?: TextKey;
    /** Only for who may do this in the agency. */
    permission?: string;
}

export const places: readonly PlaceInfo[] = [
    { name: 'home', to: '/', title: 'place.home', short: 'place.home' },
    { name: 'plans', to: '/plans', title: 'place.plans', short: 'place.plans' },
    { name: 'steps', to: '/steps', title: 'place.steps', short: 'place.steps.short' },
    { name: 'progress', to: '/progress', title: 'place.progress', short: 'place.progress.short' },
    { name: 'budget', to: '/budget', title: 'place.budget' },
    { name: 'approvals', to: '/approvals', title: 'place.approvals' },
    { name: 'scores', to: '/scores', title: 'place.scores' },
    { name: 'data', to: '/data', title: 'place.data' },
    { name: 'documents', to: '/documents', title: 'place.documents' },
    { name: 'responsible', to: '/responsible', title: 'place.responsible', permission: 'responsible.read' },
    { name: 'admin', to: '/admin', title: 'place.admin', permission: 'role.assign' },
];
