// What has the focus may go from the page, or can no longer be used: a row that was removed, a button that has done its work.
// The focus then goes to what held it, so that who works by keys or by ear is not thrown back to the top of the page.
import { holdFocus } from '../lib/hold_focus';

/** From the element itself outward. */
function wayOut(element: Element): Element[] {
    const way: Element[] = [];
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) way.push(at);
    return way;
}

const isGone = (element: Element) => !element.isConnected || element.matches(':disabled');
const isLost = (element: Element) => isGone(element) || !element.checkVisibility({ visibilityProperty: true });

/** Begins to watch; the answer ends it. */
export function keepFocus(): () => void {
    let way: Element[] = [];
    let waits = false;
    const remember = (event: FocusEvent) => {
        if (event.target instanceof Element) way = wayOut(event.target);
    };
    const mend = () => {
        waits = false;
        const [last, ...holders] = way;
        if (document.activeElement !== document.body || !last) return;
        // A button that was out of use for a moment has it again.
        if (last instanceof HTMLElement && !isLost(last)) return last.focus({ preventScroll: true });
        const holder = holders.find((element): element is HTMLElement => element instanceof HTMLElement && !isLost(element));
        if (holder) holdFocus(holder);
    };
    // Whoever closes a dialog or goes to another page may yet say where the focus goes.
    const look = () => {
        const [last] = way;
        if (waits || !last || !(isGone(last) || (document.activeElement === document.body && isLost(last)))) return;
        waits = true;
        requestAnimationFrame(() => requestAnimationFrame(mend));
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'open', 'hidden'] });
    document.addEventListener('focusin', remember);
    return () => {
        watcher.disconnect();
        document.removeEventListener('focusin', remember);
    };
}
