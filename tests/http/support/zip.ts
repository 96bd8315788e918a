// Office files and archives as what is in them.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** The parts of a zip file as bytes, by their central directory. */
export function unpack(bytes: Buffer): Map<string, Buffer> {
    const parts = new Map<string, Buffer>();
    let at = bytes.readUInt32LE(bytes.length - 22 + 16);
    while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50) {
        const [method, size, name_size, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
        const name = bytes.toString('utf8', at + 46, at + 46 + name_size);
        const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
        const packed = bytes.subarray(begin, begin + size);
        parts.set(name, method === 0 ? packed : inflateRawSync(packed));
        at += 46 + name_size + extra + comment;
    }
    return parts;
}

/** The same as text. */
export const unzip = (bytes: Buffer): Map<string, string> => new Map([...unpack(bytes)].map(([name, part]) => [name, part.toString('utf8')]));

/** A zip file of these parts, under whatever names. `says` is the unpacked size that it claims in the place of the true one. */
export function pack(parts: Iterable<[string, Buffer | string]>, says?: number): Buffer {
    const files: Buffer[] = [];
    const directory: Buffer[] = [];
    let at = 0;
    for (const [name, content] of parts) {
        const [title, bytes] = [Buffer.from(name), Buffer.from(content)];
        const packed = deflateRawSync(bytes, { level: 9 });
        const common = Buffer.alloc(26);
        common.writeUInt16LE(20, 0);
        common.writeUInt16LE(0x0800, 2); // names in UTF-8
        common.writeUInt16LE(8, 4);
        common.writeUInt32LE(0x00210000, 6);
        common.writeUInt32LE(crc32(bytes), 10);
        common.writeUInt32LE(packed.length, 14);
        common.writeUInt32LE(says ?? bytes.length, 18);
        common.writeUInt16LE(title.length, 22);
        const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title]);
        const rest = Buffer.alloc(14);
        rest.writeUInt32LE(at, 10);
        directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, title]));
        files.push(head, packed);
        at += head.length + packed.length;
    }
    const list = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(directory.length, 8);
    end.writeUInt16LE(directory.length, 10);
    end.writeUInt32LE(list.length, 12);
    end.writeUInt32LE(at, 16);
    return Buffer.concat([...files, list, end]);
}
