'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { isLone, type Point, timeTicks } from '@/components/charts/series';
import type { TimeWords } from '@/components/charts/time-words';

export type Band = { fromMs: number; toMs: number };

export type ResponseTimeChartProps = {
  points: readonly Point[];
  fromMs: number;
  toMs: number;
  /** Above this the monitor is degraded; drawn as a line. */
  limitMs: number | null;
  incidents: readonly Band[];
  words: TimeWords;
};

const dayMs = 86_400_000;

function tickWords(atMs: number, spanMs: number): string {
  const options: Intl.DateTimeFormatOptions =
    spanMs <= dayMs * 1.5 ? { hour: 'numeric', minute: '2-digit' } : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(undefined, options).format(atMs);
}

type DotProps = { cx?: number; cy?: number; payload?: { lone: number | null } };

function Dot({ cx, cy, payload }: DotProps) {
  if (cx === undefined || cy === undefined || (payload?.lone ?? null) === null) return null;
  return <circle cx={cx} cy={cy} r="1.5" fill="var(--ink)" />;
}

type CrossProps = { cx?: number; cy?: number; payload?: { failure: number | null } };

function Cross({ cx, cy, payload }: CrossProps) {
  if (cx === undefined || cy === undefined || !payload?.failure) return null;
  return (
    <path
      d={`M${cx - 3.5} ${cy - 3.5}l7 7m0-7l-7 7`}
      stroke="var(--down)"
      strokeWidth="1.75"
      fill="none"
      strokeLinecap="round"
    />
  );
}

type HintProps = { active?: boolean; payload?: readonly { payload?: Point }[]; value: TimeWords['value'] };

function Hint({ active, payload, value }: HintProps) {
  const point = payload?.[0]?.payload;
  if (!active || !point || point.checks === 0) return null;
  const at = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    point.atMs,
  );
  return (
    <div className="rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-float">
      <p className="text-ink-faint">{at}</p>
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-4 [&_dd]:text-right">
        <dt>Median</dt>
        <dd className="font-medium">{value(point.p50)}</dd>
        <dt>95th percentile</dt>
        <dd>{value(point.p95)}</dd>
        <dt>Range</dt>
        <dd>{point.band ? `${value(point.band[0])} to ${value(point.band[1])}` : '–'}</dd>
        <dt>Failed</dt>
        <dd>{`${point.failures} of ${point.checks}`}</dd>
      </dl>
    </div>
  );
}

/** Ink for times, the state's own colour for failures and limits. Gaps stay gaps. */
export function ResponseTimeChart({
  points,
  fromMs,
  toMs,
  limitMs,
  incidents,
  words,
}: ResponseTimeChartProps) {
  const highest = points.reduce((top, point) => Math.max(top, point.band?.[1] ?? 0, point.p95 ?? 0), 0);
  const top = words.top(Math.max(highest, limitMs !== null && limitMs < highest * 2.5 ? limitMs : 0));
  const data = points.map((point, index) => ({
    ...point,
    failure: point.failures > 0 ? top * 0.03 : null,
    lone: isLone(points, index) ? point.p50 : null,
  }));
  const axis = { stroke: 'var(--line)', tickLine: false, tick: { fill: 'var(--ink-faint)', fontSize: 12 } };
  return (
    <ResponsiveContainer width="100%" height={240}>
      <ComposedChart data={data} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        {incidents.map((band) => (
          <ReferenceArea
            key={band.fromMs}
            x1={Math.max(band.fromMs, fromMs)}
            x2={Math.min(band.toMs, toMs)}
            fill="var(--down)"
            fillOpacity={0.1}
            stroke="var(--down)"
            strokeOpacity={0.35}
            ifOverflow="hidden"
          />
        ))}
        <XAxis
          {...axis}
          dataKey="atMs"
          type="number"
          scale="time"
          domain={[fromMs, toMs]}
          ticks={timeTicks(fromMs, toMs, 7, new Date(toMs).getTimezoneOffset())}
          tickFormatter={(at: number) => tickWords(at, toMs - fromMs)}
          allowDataOverflow
        />
        <YAxis
          {...axis}
          axisLine={false}
          width={words.ticks ? 76 : 56}
          {...(words.ticks && { ticks: words.ticks(top) })}
          domain={[0, top]}
          tickFormatter={(ms: number) => words.value(ms)}
        />
        <Tooltip
          content={<Hint value={words.value} />}
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
        />
        <Area
          dataKey="band"
          stroke="none"
          fill="var(--ink)"
          fillOpacity={0.09}
          connectNulls={false}
          isAnimationActive={false}
          activeDot={false}
        />
        <Line {...line} dataKey="p95" stroke="var(--line-strong)" strokeWidth={1.25} strokeDasharray="3 3" />
        <Line {...line} dataKey="p50" stroke="var(--ink)" strokeWidth={1.75} />
        {limitMs !== null && limitMs <= top && (
          <ReferenceLine y={limitMs} stroke="var(--degraded)" strokeDasharray="6 4" strokeWidth={1.5} />
        )}
        <Scatter dataKey="lone" shape={<Dot />} isAnimationActive={false} tooltipType="none" />
        <Scatter dataKey="failure" shape={<Cross />} isAnimationActive={false} tooltipType="none" />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

const line = {
  dot: false,
  activeDot: { r: 3 },
  connectNulls: false,
  isAnimationActive: false,
  type: 'linear',
} as const;
