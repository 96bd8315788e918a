import { useMemo } from 'react';
import { useAgency } from '../lib/agency';
import { useMe, type RoleName } from '../lib/session';
import { bottomPlaces, openPlaces, places, type PlaceInfo } from './places';

const kNothing: Record<string, string> = {};

/** What stands before this person in the agency in sight: in the menu, and at the bottom of the phone. */
export function usePlaces(): { open: PlaceInfo[]; bottom: PlaceInfo[] } {
    const me = useMe();
    const { agency } = useAgency();
    const granted = agency && (me?.may[agency.id] ?? kNothing);
    const role = me?.duties.find((duty) => duty.agency === agency?.id)?.role as RoleName | undefined;
    return useMemo(() => {
        // Until the agency is known nothing jumps, and who belongs to none is told so by the pages.
        const open = granted ? openPlaces((permission) => granted[permission] !== undefined) : places.filter((place) => place.name !== 'admin');
        return { open, bottom: bottomPlaces(open, role) };
    }, [granted, role]);
}
