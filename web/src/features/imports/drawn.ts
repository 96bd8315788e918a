import { startTransition, useEffect, useState } from 'react';

/** How many of a long list are drawn: what is in view first, the rest between other work; all at once for who comes for a part of it. */
export function useDrawn(all: number, first: number, at_once: boolean): number {
    const [drawn, setDrawn] = useState(() => (at_once ? all : Math.min(first, all)));
    useEffect(() => startTransition(() => setDrawn(all)), [all]);
    return drawn;
}
