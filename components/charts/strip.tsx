import { type StripSpan, stripCells, stripWords } from '@/components/charts/strip-cells';
import { type DrawnState, stateColor } from '@/components/state/states';
import { cn } from '@/components/ui/cn';

/** Height out of 24: a healthy day is a level line, trouble stands out above and below it. */
const heights: Record<DrawnState, number> = {
  up: 9,
  degraded: 15,
  partial: 20,
  down: 24,
  maintenance: 9,
  paused: 4,
  pending: 4,
  unknown: 3,
};

type StripProps = {
  spans: readonly StripSpan[];
  fromMs: number;
  toMs: number;
  count?: number;
  label: string;
  className?: string;
};

export function Strip({ spans, fromMs, toMs, count = 48, label, className }: StripProps) {
  const cells = stripCells(spans, fromMs, toMs, count);
  return (
    <svg
      viewBox={`0 0 ${count * 5 - 1.5} 24`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${stripWords(spans, fromMs, toMs)}`}
      className={cn('block h-6 w-full', className)}
    >
      {cells.map((cell, index) => {
        const height = heights[cell.state];
        return (
          <rect
            key={cell.fromMs}
            x={index * 5}
            y={(24 - height) / 2}
            width={cell.state === 'maintenance' ? 2 : 3.5}
            height={height}
            rx="0.5"
            style={{ fill: stateColor[cell.state] }}
          />
        );
      })}
    </svg>
  );
}
