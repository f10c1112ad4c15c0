export type Interval = { startedAtMs: number; endedAtMs: number; cause: string | null };
export type LaidSpan = {
  state: 'up' | 'down' | 'unknown';
  startedAtMs: number;
  endedAtMs: number | null;
  cause: string | null;
};

/**
 * Spans without hole or overlap from `startMs` on, the last one open: down in outages, unknown where nobody watched,
 * up otherwise. Where both meet, nobody can have seen the outage: unknown wins.
 */
export function laySpans(
  startMs: number,
  nowMs: number,
  outages: readonly Interval[],
  unwatched: readonly Interval[],
): LaidSpan[] {
  const inside = [...outages, ...unwatched].flatMap(({ startedAtMs, endedAtMs }) => [startedAtMs, endedAtMs]);
  const edges = [startMs, ...inside.filter((edge) => edge > startMs && edge < nowMs)].sort((a, b) => a - b);
  const spans: LaidSpan[] = [];
  for (const startedAtMs of edges) {
    const next = stateAt(startedAtMs, outages, unwatched);
    const last = spans.at(-1);
    if (last !== undefined && last.state === next.state && last.cause === next.cause) continue;
    if (last !== undefined && last.startedAtMs === startedAtMs) spans.pop();
    else if (last !== undefined) last.endedAtMs = startedAtMs;
    spans.push({ ...next, startedAtMs, endedAtMs: null });
  }
  return spans;
}

function stateAt(
  atMs: number,
  outages: readonly Interval[],
  unwatched: readonly Interval[],
): { state: LaidSpan['state']; cause: string | null } {
  const holds = ({ startedAtMs, endedAtMs }: Interval) => startedAtMs <= atMs && atMs < endedAtMs;
  if (unwatched.some(holds)) return { state: 'unknown', cause: null };
  const outage = outages.find(holds);
  return outage === undefined ? { state: 'up', cause: null } : { state: 'down', cause: outage.cause };
}
