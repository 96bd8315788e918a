// An address as a QR code (ISO/IEC 18004): bytes, medium error correction, sizes 1 to 20, which hold 666 bytes. The page that is
// printed leads by it to the living one.

/** By size, from 1: codewords that correct errors in each block, and blocks (table 9, level M). */
const kCorrecting = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const kBlocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

/** All codewords of a size: its modules without those that have a function, in whole bytes. */
function codewords(size: number): number {
    const aligned = size === 1 ? 0 : Math.floor(size / 7) + 2;
    let modules = (16 * size + 128) * size + 64;
    if (size > 1) modules -= (25 * aligned - 10) * aligned - 55;
    if (size >= 7) modules -= 36;
    return Math.floor(modules / 8);
}

/** In the field of 256 with x^8 + x^4 + x^3 + x^2 + 1. */
function multiply(a: number, b: number): number {
    let product = 0;
    for (let bit = 7; bit >= 0; bit -= 1) {
        product = (product << 1) ^ ((product >>> 7) * 0x11d);
        product ^= ((b >>> bit) & 1) * a;
    }
    return product;
}

/** The remainder that a Reed-Solomon decoder mends by. */
function correcting(data: readonly number[], degree: number): number[] {
    const divisor = [...Array<number>(degree - 1).fill(0), 1];
    for (let i = 0, root = 1; i < degree; i += 1, root = multiply(root, 2)) {
        for (let j = 0; j < degree; j += 1) divisor[j] = multiply(divisor[j] ?? 0, root) ^ (divisor[j + 1] ?? 0);
    }
    const rest = Array<number>(degree).fill(0);
    for (const byte of data) {
        const factor = byte ^ (rest.shift() ?? 0);
        rest.push(0);
        for (let i = 0; i < degree; i += 1) rest[i] = (rest[i] ?? 0) ^ multiply(divisor[i] ?? 0, factor);
    }
    return rest;
}

/** The text with its length before and filling after it. */
function dataOf(bytes: Uint8Array, size: number, room: number): number[] {
    let bits = '0100' + bytes.length.toString(2).padStart(size < 10 ? 8 : 16, '0');
    for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
    bits += '0'.repeat(Math.min(4, room * 8 - bits.length));
    bits += '0'.repeat((8 - (bits.length % 8)) % 8);
    const data = (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
    for (let filling = 0xec; data.length < room; filling ^= 0xec ^ 0x11) data.push(filling);
    return data;
}

/** In blocks, each with its correction, taken by turns. */
function interleaved(data: readonly number[], size: number, all: number): number[] {
    const blocks = kBlocks[size - 1] ?? 1;
    const degree = kCorrecting[size - 1] ?? 0;
    const short = blocks - (all % blocks);
    const length = Math.floor(all / blocks) - degree;
    const parts: { data: number[]; mend: number[] }[] = [];
    for (let at = 0; parts.length < blocks;) {
        const own = data.slice(at, (at += length + (parts.length < short ? 0 : 1)));
        parts.push({ data: own, mend: correcting(own, degree) });
    }
    const turns = (of: (part: (typeof parts)[number]) => number[]) => Array.from({ length: length + 1 + degree }, (_, i) => parts.flatMap((part) => of(part)[i] ?? [])).flat();
    return [...turns((part) => part.data), ...turns((part) => part.mend)];
}

type Grid = (boolean | null)[][];

/** Bits behind a remainder by the generator: what says the format and the size. */
function checked(value: number, bits: number, generator: number): number {
    let rest = value;
    for (let i = 0; i < bits; i += 1) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * generator);
    return (value << bits) | rest;
}

/** What every code of a size has: finders, alignment, timing, size; and where the format stands, for this mask. */
function frame(size: number, mask: number): Grid {
    const width = 17 + 4 * size;
    const grid: Grid = Array.from({ length: width }, () => Array<boolean | null>(width).fill(null));
    const put = (x: number, y: number, dark: boolean) => {
        const row = grid[y];
        if (row && x >= 0 && x < width) row[x] = dark;
    };
    for (let i = 0; i < width; i += 1) {
        put(6, i, i % 2 === 0);
        put(i, 6, i % 2 === 0);
    }
    const square = (x: number, y: number, reach: number, light: readonly number[]) => {
        for (let dy = -reach; dy <= reach; dy += 1) for (let dx = -reach; dx <= reach; dx += 1) put(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    };
    for (const [x, y] of [[3, 3], [width - 4, 3], [3, width - 4]] as const) square(x, y, 4, [2, 4]);
    const count = size === 1 ? 0 : Math.floor(size / 7) + 2;
    const step = Math.floor((size * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    const places = Array.from({ length: count }, (_, i) => (i === 0 ? 6 : width - 7 - (count - 1 - i) * step));
    for (const [i, x] of places.entries()) {
        for (const [j, y] of places.entries()) {
            const at_finder = (i === 0 && (j === 0 || j === count - 1)) || (i === count - 1 && j === 0);
            if (!at_finder) square(x, y, 2, [1]);
        }
    }
    // Level M is 0.
    const format = checked(mask, 10, 0x537) ^ 0x5412;
    const bit = (value: number, i: number) => ((value >>> i) & 1) === 1;
    for (let i = 0; i < 15; i += 1) {
        const dark = bit(format, i);
        put(8, i < 6 ? i : i < 8 ? i + 1 : width - 15 + i, dark);
        put(i < 8 ? width - 1 - i : i === 8 ? 7 : 14 - i, 8, dark);
    }
    put(8, width - 8, true);
    if (size >= 7) {
        const said = checked(size, 12, 0x1f25);
        for (let i = 0; i < 18; i += 1) {
            put(width - 11 + (i % 3), Math.floor(i / 3), bit(said, i));
            put(Math.floor(i / 3), width - 11 + (i % 3), bit(said, i));
        }
    }
    return grid;
}

const kMasks: readonly ((x: number, y: number) => number)[] = [
    (x, y) => (x + y) % 2, (_, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3, (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
    (x, y) => ((x * y) % 2) + ((x * y) % 3), (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** The code's modules, row by row, true where dark; null when it would not fit. The mask is one of eight; each can be read. */
export function qrCode(text: string, mask = 2): boolean[][] | null {
    const bytes = new TextEncoder().encode(text);
    const sizes = kBlocks.map((_, i) => i + 1);
    const roomOf = (size: number) => codewords(size) - (kCorrecting[size - 1] ?? 0) * (kBlocks[size - 1] ?? 0);
    const size = sizes.find((one) => 4 + (one < 10 ? 8 : 16) + 8 * bytes.length <= 8 * roomOf(one));
    if (size === undefined || bytes.length === 0) return null;
    const stream = interleaved(dataOf(bytes, size, roomOf(size)), size, codewords(size));
    const grid = frame(size, mask);
    const width = grid.length;
    // Two columns at a time from the right, up and down by turns, over what has no function.
    let at = 0;
    for (let right = width - 1; right >= 1; right -= 2) {
        if (right === 6) right = 5;
        for (let i = 0; i < width; i += 1) {
            const y = ((right + 1) & 2) === 0 ? width - 1 - i : i;
            for (const x of [right, right - 1]) {
                const row = grid[y];
                if (!row || row[x] !== null) continue;
                const dark = (((stream[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1) === 1;
                row[x] = dark !== (kMasks[mask]?.(x, y) === 0);
                at += 1;
            }
        }
    }
    return grid.map((row) => row.map((dark) => dark === true));
}
