import type { PageContext } from '@/components/status-pages/public/page-context';
import { fillWords } from '@/lib/status-pages/rules/fill-words';

type Point = { atMs: number; ms: number | null };
type Props = { context: PageContext; points: readonly Point[] };

const width = 240;
const height = 28;

/** Response times of a day as a line without numbers; what matters of it stands beside it in words. */
export function Sparkline({ context, points }: Props) {
  const { words, formats } = context;
  const known = points.flatMap(({ ms }) => (ms === null ? [] : [ms])).sort((one, other) => one - other);
  const median = known[Math.floor((known.length - 1) / 2)];
  const highest = known.at(-1);
  if (median === undefined || highest === undefined) return null;
  return (
    <div className="response">
      <span className="response-label">
        {words.responseTime} <span>{words.lastDay}</span>
      </span>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path d={sparklinePath(points, highest)} />
      </svg>
      <span className="response-value">
        {fillWords(words.median, { ms: formats.milliseconds(median) })} ·{' '}
        {fillWords(words.highest, { ms: formats.milliseconds(highest) })}
      </span>
    </div>
  );
}

/** Gaps stay gaps; an hour between two gaps is a short stroke. */
export function sparklinePath(points: readonly Point[], highest: number): string {
  const step = width / Math.max(1, points.length - 1);
  const scale = (height - 4) / Math.max(highest, 1);
  let path = '';
  let isDrawing = false;
  for (const [index, { ms }] of points.entries()) {
    if (ms === null) {
      isDrawing = false;
      continue;
    }
    const x = round(index * step);
    const y = round(height - 2 - ms * scale);
    path += isDrawing ? `L${x} ${y}` : `M${x} ${y}h.1`;
    isDrawing = true;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
