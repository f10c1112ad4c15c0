/** A ping that begins or ends a run. */
export type RunPing = {
  n: number;
  atMs: number;
  kind: 'start' | 'success' | 'fail';
  rid: string | null;
  /** As stored with the ping: measured, or told by the client. */
  durationMs: number | null;
  exitStatus: number | null;
  signal: string | null;
};

export type Run = {
  rid: string | null;
  startedMs: number | null;
  endedMs: number | null;
  /** How it ended; `unended`: it was given up when a later run began or ended; null: it may still be at work. */
  end: 'success' | 'fail' | 'unended' | null;
  durationMs: number | null;
  n: number;
  exitStatus: number | null;
  signal: string | null;
};

/** The first that was heard of a run. */
export function firstSignMs(run: Run): number {
  return run.startedMs ?? run.endedMs ?? 0;
}

/**
 * Pings, ascending, into runs, ascending by their first sign. Starts and ends belong together as the state machine of
 * heartbeats has it: by run id, and an end without an id ends a run without one, or else the one that began first.
 * @param limitMs how long a run may take; one that is overdue when another ends is given up
 */
export function pairRuns(pings: readonly RunPing[], limitMs: number): Run[] {
  const done: Run[] = [];
  let open: Run[] = [];
  const giveUp = (isOver: (run: Run) => boolean) => {
    done.push(...open.filter(isOver).map((run) => ({ ...run, end: 'unended' as const })));
    open = open.filter((run) => !isOver(run));
  };
  for (const ping of pings) {
    if (ping.kind === 'start') {
      giveUp((run) => run.rid === ping.rid);
      open.push(begin(ping));
      continue;
    }
    const own = open.find((run) => run.rid === ping.rid) ?? (ping.rid === null ? open[0] : undefined);
    open = open.filter((run) => run !== own);
    done.push(finish(own, ping, ping.kind));
    giveUp((run) => firstSignMs(run) + limitMs <= ping.atMs);
  }
  return [...done, ...open].sort((one, other) => firstSignMs(one) - firstSignMs(other) || one.n - other.n);
}

function begin({ n, rid, atMs }: RunPing): Run {
  return {
    rid,
    startedMs: atMs,
    endedMs: null,
    end: null,
    durationMs: null,
    n,
    exitStatus: null,
    signal: null,
  };
}

function finish(own: Run | undefined, ping: RunPing, end: 'success' | 'fail'): Run {
  const startedMs = own?.startedMs ?? null;
  return {
    rid: ping.rid ?? own?.rid ?? null,
    startedMs,
    endedMs: ping.atMs,
    end,
    durationMs: ping.durationMs ?? (startedMs === null ? null : Math.max(0, ping.atMs - startedMs)),
    n: ping.n,
    exitStatus: ping.exitStatus,
    signal: ping.signal,
  };
}
