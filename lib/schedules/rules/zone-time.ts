const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** No zone is further from UTC, and none had two changes closer together than 6.9 days since 1970. */
const farthestOffsetMs = 16 * 60 * minuteMs;
const sampleMs = 6.5 * dayMs;

/** A stretch of time (`fromMs` <= t < `toMs`) in which a zone keeps one offset; no longer than a year of UTC. */
export type ZoneSegment = { fromMs: number; toMs: number; offsetMs: number };

/** The offsets of one zone. Wall times are milliseconds as if the wall clock were UTC. */
export type ZoneClock = { segmentAt: (ms: number) => ZoneSegment };

const utcClock: ZoneClock = {
  segmentAt: () => ({ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, offsetMs: 0 }),
};

const clocks = new Map<string, ZoneClock>([['UTC', utcClock]]);

/** `timeZone` is one that Intl knows, else it throws a RangeError. Years are looked up once and kept. */
export function zoneClock(timeZone: string): ZoneClock {
  const kept = clocks.get(timeZone);
  if (kept !== undefined) return kept;
  const offsetAt = offsetReader(timeZone);
  const years = new Map<number, ZoneSegment[]>();
  let latest: ZoneSegment = { fromMs: 0, toMs: 0, offsetMs: 0 };

  const segmentAt = (ms: number): ZoneSegment => {
    if (ms >= latest.fromMs && ms < latest.toMs) return latest;
    const year = new Date(ms).getUTCFullYear();
    let segments = years.get(year);
    if (segments === undefined) {
      segments = segmentsOfYear(offsetAt, year);
      years.set(year, segments);
    }
    latest = segments.find((segment) => ms < segment.toMs) ?? latest;
    return latest;
  };
  const clock = { segmentAt };
  clocks.set(timeZone, clock);
  return clock;
}

function segmentsOfYear(offsetAt: (ms: number) => number, year: number): ZoneSegment[] {
  const endMs = Date.UTC(year + 1, 0, 1);
  const segments: ZoneSegment[] = [];
  let fromMs = Date.UTC(year, 0, 1);
  let offsetMs = offsetAt(fromMs);
  for (let sampledMs = fromMs; sampledMs < endMs; ) {
    const nextMs = Math.min(sampledMs + sampleMs, endMs);
    const nextOffsetMs = offsetAt(nextMs);
    if (nextOffsetMs !== offsetMs) {
      const changedMs = changeBetween(offsetAt, sampledMs, nextMs, offsetMs);
      segments.push({ fromMs, toMs: changedMs, offsetMs });
      fromMs = changedMs;
      offsetMs = nextOffsetMs;
    }
    sampledMs = nextMs;
  }
  if (fromMs < endMs) segments.push({ fromMs, toMs: endMs, offsetMs });
  return segments;
}

/** The first second after `fromMs` with another offset. */
function changeBetween(
  offsetAt: (ms: number) => number,
  fromMs: number,
  toMs: number,
  offsetMs: number,
): number {
  let low = fromMs / 1000;
  let high = toMs / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000) === offsetMs) low = middle;
    else high = middle;
  }
  return high * 1000;
}

function offsetReader(timeZone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (ms) => {
    const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] =
      format.format(ms).match(/\d+/g)?.map(Number) ?? [];
    return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
  };
}

/** Where a wall time stands on the time line: its first instant, or, in a gap, the instant the gap ends at. */
export type WallInstant = { ms: number; gapMs: number };

/** `gapMs` is 0 where the wall clock really showed that time, else the length of the gap that swallowed it. */
export function firstInstantOf(clock: ZoneClock, wallMs: number): WallInstant {
  let previous = clock.segmentAt(wallMs - farthestOffsetMs);
  for (let segment = previous; ; segment = clock.segmentAt(segment.toMs)) {
    const ms = wallMs - segment.offsetMs;
    if (ms < segment.fromMs) return { ms: segment.fromMs, gapMs: segment.offsetMs - previous.offsetMs };
    if (ms < segment.toMs) return { ms, gapMs: 0 };
    previous = segment;
  }
}

/**
 * The first instant from `fromMs` on at which the wall clock shows what `nextWallMs` looks for (the first such wall
 * time at or after its argument, or null): what lies in a gap is skipped, what is shown twice is found twice.
 */
export function nextShown(
  clock: ZoneClock,
  fromMs: number,
  nextWallMs: (wallMs: number) => number | null,
): number | null {
  for (let cursorMs = fromMs; ; ) {
    const segment = clock.segmentAt(cursorMs);
    const wallMs = nextWallMs(cursorMs + segment.offsetMs);
    if (wallMs === null) return null;
    const ms = wallMs - segment.offsetMs;
    if (ms < segment.toMs) return ms;
    // A change soon after the cursor may show earlier wall times again; without one, nothing can match long before `ms`.
    const isFarFromChange = segment.toMs - cursorMs > 3 * dayMs;
    cursorMs = isFarFromChange ? Math.max(segment.toMs, ms - 3 * dayMs) : segment.toMs;
  }
}
