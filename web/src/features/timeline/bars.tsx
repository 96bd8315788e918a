// One row's bars on the twelve months: the plan thin above, what was done solid below; the plan can be taken hold of.
import { useRef, useState, type PointerEvent } from 'react';
import { filledBars, joinMonths, moveMonths, type Edge } from '../../lib/timeline';
import type { StepState } from '../../lib/year';

/** Units of the drawing: a month is 100 wide. */
const kMonth = 100;

interface BarsProps {
    months: readonly string[];
    actual: string;
    state: StepState | 'group';
    fiscal_year: number;
    /** Absent: the bars only show. */
    move?: (months: string[]) => void;
}

interface Drag {
    edge: Edge;
    from: number;
    months: string[];
}

export function Bars({ months, actual, state, fiscal_year, move }: BarsProps) {
    const svg = useRef<SVGSVGElement>(null);
    const [drag, setDrag] = useState<Drag | null>(null);
    const planned = joinMonths(drag?.months ?? months, fiscal_year);
    const done = filledBars(joinMonths(months, fiscal_year), actual);
    const first = planned[0];
    const last = planned.at(-1);
    const monthWidth = () => (svg.current?.getBoundingClientRect().width ?? 1200) / 12;
    const begin = (edge: Edge) => (event: PointerEvent) => {
        // A finger scrolls; the keyboard and the drawer do it there.
        if (!move || event.pointerType === 'touch' || event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ edge, from: event.clientX, months: [...months] });
    };
    const onMove = (event: PointerEvent) => {
        if (!drag) return;
        const by = Math.round((event.clientX - drag.from) / monthWidth());
        setDrag({ ...drag, months: moveMonths(months, drag.edge, by, fiscal_year) });
    };
    const end = () => {
        if (drag && drag.months.join() !== months.join()) move?.(drag.months);
        setDrag(null);
    };
    const handlers = { onPointerMove: onMove, onPointerUp: end, onPointerCancel: () => setDrag(null), onClick: (event: { stopPropagation: () => void }) => event.stopPropagation() };
    return (
        <svg ref={svg} className={`bars ${state}${drag ? ' dragged' : ''}`} viewBox={`0 0 ${12 * kMonth} 40`} preserveAspectRatio="none" aria-hidden="true">
            {planned.map((bar) => (
                <rect key={`p${bar.from}`} className="plan-bar" x={bar.from * kMonth + 4} width={(bar.to - bar.from) * kMonth - 8} y={9} height={6} />
            ))}
            {done.map((bar) => (
                <rect key={`a${bar.from}`} className="actual-bar" x={bar.from * kMonth + 4} width={Math.max(4, (bar.to - bar.from) * kMonth - 8)} y={18} height={13} />
            ))}
            {move && first && last && (
                <>
                    <rect className="hold" x={first.from * kMonth} width={(last.to - first.from) * kMonth} y={2} height={16} onPointerDown={begin('whole')} {...handlers} />
                    <rect className="hold edge" x={first.from * kMonth - 12} width={30} y={2} height={16} onPointerDown={begin('start')} {...handlers} />
                    <rect className="hold edge" x={last.to * kMonth - 18} width={30} y={2} height={16} onPointerDown={begin('end')} {...handlers} />
                </>
            )}
        </svg>
    );
}
