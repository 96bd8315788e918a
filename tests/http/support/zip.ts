// Office files and archives as what is in them.
import { inflateRawSync } from 'node:zlib';

/** The parts of a zip file, by their central directory. */
export function unzip(bytes: Buffer): Map<string, string> {
    const parts = new Map<string, string>();
    let at = bytes.readUInt32LE(bytes.length - 22 + 16);
    while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50) {
        const [method, size, name_size, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
        const name = bytes.toString('utf8', at + 46, at + 46 + name_size);
        const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
        const packed = bytes.subarray(begin, begin + size);
        parts.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
        at += 46 + name_size + extra + comment;
    }
    return parts;
}
