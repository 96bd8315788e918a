// The codes of an authenticator (RFC 6238), by Node's own HMAC.
import { createHmac } from 'node:crypto';

export function totp(secret: string, now = Date.now()): string {
    const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? []);
    const message = Buffer.alloc(8);
    message.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
    const digest = createHmac('sha1', key).update(message).digest();
    const at = (digest[19] ?? 0) & 15;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
