// A menu that folds out: it goes with Esc (the focus returns to what opened it), with a press beside it, and when one moves on from it.
import { useEffect, useRef, type RefObject } from 'react';

export function useMenu(): RefObject<HTMLDetailsElement | null> {
    const menu = useRef<HTMLDetailsElement>(null);
    useEffect(() => {
        const element = menu.current;
        if (!element) return undefined;
        const outside = (event: Event) => {
            if (!element.contains(event.target as Node)) element.open = false;
        };
        const onKey = (event: KeyboardEvent) => {
            if (event.key !== 'Escape' || !element.open) return;
            const was_inside = element.contains(document.activeElement);
            element.open = false;
            if (was_inside) element.querySelector('summary')?.focus();
        };
        document.addEventListener('pointerdown', outside);
        document.addEventListener('focusin', outside);
        document.addEventListener('keydown', onKey);
        return () => {
            document.removeEventListener('pointerdown', outside);
            document.removeEventListener('focusin', outside);
            document.removeEventListener('keydown', onKey);
        };
    });
    return menu;
}
