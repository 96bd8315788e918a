// What changed between two texts, word by word. Thai has no spaces, so words come from the browser's own segmenter.

export interface Piece {
    kind: 'same' | 'removed' | 'added';
    text: string;
}

const kMaxCells = 1_000_000;

export function words(text: string): string[] {
    return [...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)].map((segment) => segment.segment);
}

function push(pieces: Piece[], kind: Piece['kind'], text: string): void {
    const last = pieces[pieces.length - 1];
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
}

/** Longest common subsequence of words; texts too long for the table are shown as replaced between their common ends. */
export function diffText(before: string, after: string): Piece[] {
    const a = words(before);
    const b = words(after);
    let head = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
    let tail = 0;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
    const left = a.slice(head, a.length - tail);
    const right = b.slice(head, b.length - tail);
    const pieces: Piece[] = [];
    if (head > 0) push(pieces, 'same', a.slice(0, head).join(''));
    if (left.length * right.length > kMaxCells) {
        push(pieces, 'removed', left.join(''));
        push(pieces, 'added', right.join(''));
    } else {
        const width = right.length + 1;
        const table = new Uint32Array((left.length + 1) * width);
        for (let i = left.length - 1; i >= 0; i -= 1) {
            for (let j = right.length - 1; j >= 0; j -= 1) {
                table[i * width + j] =
                    left[i] === right[j]
                        ? (table[(i + 1) * width + j + 1] ?? 0) + 1
                        : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
            }
        }
        let i = 0;
        let j = 0;
        while (i < left.length || j < right.length) {
            if (i < left.length && j < right.length && left[i] === right[j]) {
                push(pieces, 'same', left[i] ?? '');
                i += 1;
                j += 1;
            } else if (j >= right.length || (i < left.length && (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))) {
                push(pieces, 'removed', left[i] ?? '');
                i += 1;
            } else {
                push(pieces, 'added', right[j] ?? '');
                j += 1;
            }
        }
    }
    if (tail > 0) push(pieces, 'same', a.slice(a.length - tail).join(''));
    return pieces;
}
