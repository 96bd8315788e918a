// A text as a QR code, for a telephone's camera.
import { qrCode } from '../lib/qr';

/** The quiet zone of a code, in modules. */
const kQuiet = 4;

/** Nothing where the text is too long for one. */
export function QrCode({ text, label, className }: { text: string; label: string; className: string }) {
    const code = qrCode(text);
    if (!code) return null;
    const side = code.length + 2 * kQuiet;
    const path = code.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + kQuiet} ${y + kQuiet}h1v1h-1z` : ''))).join('');
    return (
        <svg className={className} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
            <path d={path} />
        </svg>
    );
}
