// Short messages about what one just did, heard and seen wherever one is by then.

export interface Said {
    id: number;
    kind: 'done' | 'note' | 'trouble';
    text: string;
}

const kMost = 2;
/** Milliseconds that it stands there. */
const kStays = { done: 4_000, note: 4_000, trouble: 8_000 };

let said: readonly Said[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Said[]): void {
    said = next;
    for (const tell of listeners) tell();
}

export const heard = (): readonly Said[] => said;

export function listen(tell: () => void): () => void {
    listeners.add(tell);
    return () => listeners.delete(tell);
}

export function say(kind: Said['kind'], text: string): void {
    last += 1;
    const id = last;
    set([...said, { id, kind, text }].slice(-kMost));
    setTimeout(() => set(said.filter((one) => one.id !== id)), kStays[kind]);
}
