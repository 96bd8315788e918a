/** Gives the focus to what is no control: it is where one is, and the next Tab goes on from there. */
export function holdFocus(holder: HTMLElement): void {
    const had = holder.hasAttribute('tabindex');
    if (!had) holder.tabIndex = -1;
    holder.dataset.keeps = '';
    const left = () => {
        delete holder.dataset.keeps;
        if (!had) holder.removeAttribute('tabindex');
    };
    holder.addEventListener('blur', left, { once: true });
    holder.focus({ preventScroll: true });
}
