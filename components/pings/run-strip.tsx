import { type RunCell, runCells } from '@/components/pings/run-cells';
import { countWords, outcomeColor, outcomeWords } from '@/components/pings/words';
import { cn } from '@/components/ui/cn';
import type { RunOutcome } from '@/lib/pings/constants';
import type { RunView } from '@/lib/pings/schema';

/** Height out of 24, as in the strip of spans: what is well is a level line. */
const heights: Record<RunOutcome, number> = {
  ok: 9,
  late: 15,
  failed: 24,
  overrun: 20,
  running: 9,
  unplanned: 5,
  missed: 24,
  awaited: 9,
  unwatched: 3,
};

/** Drawn as an outline: nothing came, or it is not over. */
const hollow: readonly RunOutcome[] = ['missed', 'awaited', 'running'];

type RunStripProps = {
  runs: readonly RunView[];
  fromMs: number;
  toMs: number;
  count: number;
  label: string;
  className?: string;
};

/** Runs along the time at which they came or were to come. */
export function RunStrip({ runs, fromMs, toMs, count, label, className }: RunStripProps) {
  const cells = runCells(runs, fromMs, toMs, count);
  return (
    <svg
      viewBox={`0 0 ${count * 5} 24`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${countWords(runs.map(({ outcome }) => outcome))}`}
      className={cn('block w-full', className)}
    >
      <path d={`M0 12h${count * 5}`} stroke="var(--line)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      {cells.map((cell, index) => cell.outcome && <CellMark key={cell.fromMs} cell={cell} x={index * 5} />)}
    </svg>
  );
}

function CellMark({ cell, x }: { cell: RunCell; x: number }) {
  const { outcome } = cell;
  if (outcome === null) return null;
  const height = heights[outcome];
  const isHollow = hollow.includes(outcome);
  const color = outcomeColor[outcome];
  return (
    <rect
      x={x + (isHollow ? 0.95 : 0.5)}
      y={(24 - height) / 2 + (isHollow ? 0.75 : 0)}
      width={isHollow ? 3.1 : 4}
      height={height - (isHollow ? 1.5 : 0)}
      rx="0.5"
      vectorEffect="non-scaling-stroke"
      fill={isHollow ? 'var(--canvas)' : color}
      stroke={isHollow ? color : 'none'}
      strokeWidth={isHollow ? 1.5 : 0}
      strokeDasharray={outcome === 'awaited' ? '2 2' : undefined}
    />
  );
}

/** The mark of one outcome as it stands in the strip, for its legend and the table. */
export function OutcomeMark({ outcome }: { outcome: RunOutcome }) {
  const height = Math.max(4, heights[outcome] * 0.58);
  const isHollow = hollow.includes(outcome);
  return (
    <svg width="8" height="14" viewBox="0 0 8 14" aria-hidden="true" className="shrink-0">
      <rect
        x={isHollow ? 1.75 : 1}
        y={(14 - height) / 2 + (isHollow ? 0.75 : 0)}
        width={isHollow ? 4.5 : 6}
        height={Math.max(2, height - (isHollow ? 1.5 : 0))}
        rx="1"
        fill={isHollow ? 'none' : outcomeColor[outcome]}
        stroke={isHollow ? outcomeColor[outcome] : 'none'}
        strokeWidth={isHollow ? 1.5 : 0}
        strokeDasharray={outcome === 'awaited' ? '2 2' : undefined}
      />
    </svg>
  );
}

export function OutcomeLine({ outcome }: { outcome: RunOutcome }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <OutcomeMark outcome={outcome} />
      {outcomeWords[outcome]}
    </span>
  );
}
