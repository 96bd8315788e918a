// What the application says in passing, at the top of the window for a few seconds.
import { useSyncExternalStore } from 'react';
import { heard, listen } from '../lib/say';

const marks = { done: '✓', note: '●', trouble: '■' } as const;

export function Messages() {
    const said = useSyncExternalStore(listen, heard);
    const list = (live: 'polite' | 'assertive') => (
        <div aria-live={live}>
            {said
                .filter((one) => (one.kind === 'trouble') === (live === 'assertive'))
                .map((one) => (
                    <p key={one.id} className={`said-${one.kind}`}>
                        <span aria-hidden="true">{marks[one.kind]} </span>
                        {one.text}
                    </p>
                ))}
        </div>
    );
    return (
        <div className="said">
            {list('polite')}
            {list('assertive')}
        </div>
    );
}
