import { linePath } from '@/components/charts/series';
import { msWords } from '@/components/time/words';

type SparklineProps = { values: readonly (number | null)[]; label: string; width?: number; height?: number };

export function Sparkline({ values, label, width = 96, height = 22 }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return <span className="text-ink-faint">–</span>;
  const top = Math.max(...known);
  const words = `${label}: last ${msWords(last)}, from ${msWords(Math.min(...known))} to ${msWords(top)}`;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={words}
      className="block"
    >
      <path
        d={linePath(values, width, height, top)}
        fill="none"
        stroke="var(--ink-soft)"
        strokeWidth="1.25"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
