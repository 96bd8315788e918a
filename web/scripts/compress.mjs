// Writes .gz and .br beside every built file that shrinks, so that the server never compresses while someone waits.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const compressible = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt', '.webmanifest']);
const root = process.argv[2] ?? 'dist';
const waiting = [root];
let files = 0;
let plain = 0;
let packed = 0;
while (waiting.length > 0) {
    const folder = waiting.pop();
    for (const name of readdirSync(folder).sort()) {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) {
            waiting.push(path);
            continue;
        }
        if (!compressible.has(extname(name))) continue;
        const bytes = readFileSync(path);
        const gzip = gzipSync(bytes, { level: 9 });
        const brotli = brotliCompressSync(bytes, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        });
        if (gzip.length < bytes.length) writeFileSync(`${path}.gz`, gzip);
        if (brotli.length < bytes.length) writeFileSync(`${path}.br`, brotli);
        files += 1;
        plain += bytes.length;
        packed += Math.min(brotli.length, bytes.length);
    }
}
process.stdout.write(`compressed ${files} files: ${plain} bytes to ${packed} with brotli\n`);
