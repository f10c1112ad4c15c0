import type { MonitorState, SpanState } from '@/lib/monitors/constants';
import type { SpanRule } from '@/lib/pipeline/rules/step-monitor';

/**
 * A stretch of a monitor's life; the last one of a list is open. `Kept` is whatever a stored span carries along; a piece
 * that a rule made has the rule's name instead.
 */
export type Piece<Kept> = {
  state: SpanState;
  startedAtMs: number;
  endedAtMs: number | null;
  origin: { kind: 'stored'; kept: Kept } | { kind: 'rule'; rule: SpanRule };
};

/** A window as it is laid over spans. `toMs`: null while it runs. */
export type Mask = {
  fromMs: number;
  toMs: number | null;
  /** From when on it counts without anybody watching: Stillup had begun it by then. */
  declaredFromMs: number;
};

/**
 * Maintenance over what was watched, and from `declaredFromMs` on over everything; paused time stays paused. Time before
 * it that nobody watched stays unknown: whether the work was done then is not known either.
 * @param pieces ascending, without holes, from at or before `fromMs` on; empty before the first verdict
 */
export function maskPieces<Kept>(pieces: readonly Piece<Kept>[], mask: Mask): Piece<Kept>[] {
  if (pieces.length === 0) {
    if (mask.toMs !== null) return [];
    return [maintenance(mask.declaredFromMs, null)];
  }
  return merge(pieces.flatMap((piece) => maskPiece(piece, mask)));
}

function maskPiece<Kept>(piece: Piece<Kept>, { fromMs, toMs, declaredFromMs }: Mask): Piece<Kept>[] {
  if (piece.state === 'paused' || piece.state === 'maintenance') return [piece];
  const maskFromMs = piece.state === 'unknown' ? Math.max(fromMs, declaredFromMs) : fromMs;
  const [before, rest] = splitAt(piece, maskFromMs);
  const [inside, after] = rest === null ? [null, null] : splitAt(rest, toMs);
  const hidden = inside === null ? null : maintenance<Kept>(inside.startedAtMs, inside.endedAtMs);
  return [before, hidden, after].flatMap((part) => part ?? []);
}

type Facts = { state: MonitorState; sinceMs: number; coveredUntilMs: number | null };

/**
 * What comes after a window that ended at `endedMs` and is noticed now: what was hidden since then. The present state is
 * told from its beginning on, what came before it is not known any more; nor is a state that no check vouches for.
 */
export function unmaskPieces<Kept>(
  pieces: readonly Piece<Kept>[],
  endedMs: number,
  facts: Facts,
): Piece<Kept>[] {
  return merge(
    pieces.flatMap((piece) => {
      if (piece.state !== 'maintenance') return [piece];
      const [kept, over] = splitAt(piece, endedMs);
      if (over === null) return [piece];
      return [...(kept === null ? [] : [kept]), ...reveal(over, facts)];
    }),
  );
}

function reveal<Kept>(
  { startedAtMs, endedAtMs }: Piece<Kept>,
  { state, sinceMs, coveredUntilMs }: Facts,
): Piece<Kept>[] {
  const origin = { kind: 'rule', rule: 'after_maintenance' } as const;
  const isKnown = state === 'up' || state === 'degraded' || state === 'down';
  const isVouched = coveredUntilMs === null || coveredUntilMs > Math.max(startedAtMs, sinceMs);
  if (endedAtMs !== null || !isKnown || !isVouched)
    return [{ state: 'unknown', startedAtMs, endedAtMs, origin }];
  if (sinceMs <= startedAtMs) return [{ state, startedAtMs, endedAtMs, origin }];
  return [
    { state: 'unknown', startedAtMs, endedAtMs: sinceMs, origin },
    { state, startedAtMs: sinceMs, endedAtMs, origin },
  ];
}

/**
 * The open piece counts until the last check vouches; from there on nobody watched. So does the pause of a monitor that
 * was resumed and waits for its first check.
 */
export function leaveOffUnwatched<Kept>(
  pieces: readonly Piece<Kept>[],
  { coveredUntilMs, isPaused }: { coveredUntilMs: number | null; isPaused: boolean },
  nowMs: number,
): Piece<Kept>[] {
  if (coveredUntilMs === null || coveredUntilMs >= nowMs) return [...pieces];
  return merge(
    pieces.flatMap((piece) => {
      const { state } = piece;
      const isSeen = state === 'up' || state === 'degraded' || state === 'down';
      const isVouchedFor = isSeen || (state === 'paused' && !isPaused);
      if (piece.endedAtMs !== null || !isVouchedFor) return [piece];
      const [watched, rest] = splitAt(piece, coveredUntilMs);
      if (rest === null) return [piece];
      const unknown: Piece<Kept> = {
        ...rest,
        state: 'unknown',
        origin: { kind: 'rule', rule: 'not_watched' },
      };
      return watched === null ? [unknown] : [watched, unknown];
    }),
  );
}

function maintenance<Kept>(startedAtMs: number, endedAtMs: number | null): Piece<Kept> {
  return { state: 'maintenance', startedAtMs, endedAtMs, origin: { kind: 'rule', rule: 'maintenance' } };
}

/** The part before an instant and the part from it on. `null`: never. */
function splitAt<Kept>(piece: Piece<Kept>, atMs: number | null): [Piece<Kept> | null, Piece<Kept> | null] {
  const { startedAtMs, endedAtMs } = piece;
  if (atMs === null || (endedAtMs !== null && atMs >= endedAtMs)) return [piece, null];
  if (atMs <= startedAtMs) return [null, piece];
  return [
    { ...piece, endedAtMs: atMs },
    { ...piece, startedAtMs: atMs },
  ];
}

/** Two neighbours of maintenance, or of time that rules call unknown, are one. Stored spans are left as they are. */
function merge<Kept>(pieces: readonly Piece<Kept>[]): Piece<Kept>[] {
  const merged: Piece<Kept>[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    const isSame =
      last?.state === piece.state && (piece.state === 'maintenance' || piece.state === 'unknown');
    if (last !== undefined && isSame) merged[merged.length - 1] = { ...last, endedAtMs: piece.endedAtMs };
    else merged.push(piece);
  }
  return merged;
}

export type TailChange<Kept> = {
  /** Stored spans end here, and those that begin here or later are gone. */
  cutAtMs: number;
  pieces: Piece<Kept>[];
};

/** What has to be written to make stored pieces what they are to be; null where they are so already. */
export function findTailChange<Kept>(
  before: readonly Piece<Kept>[],
  after: readonly Piece<Kept>[],
): TailChange<Kept> | null {
  let same = 0;
  while (same < before.length && isSamePiece(before[same], after[same])) same += 1;
  if (same === before.length && same === after.length) return null;
  const [was, is] = [before[same], after[same]];
  if (was === undefined || is === undefined) {
    const fromMs = (was ?? is)?.startedAtMs ?? 0;
    return { cutAtMs: fromMs, pieces: after.slice(same) };
  }
  const isShortened =
    was.state === is.state &&
    was.startedAtMs === is.startedAtMs &&
    is.endedAtMs !== null &&
    (was.endedAtMs === null || is.endedAtMs < was.endedAtMs);
  if (isShortened && is.endedAtMs !== null) return { cutAtMs: is.endedAtMs, pieces: after.slice(same + 1) };
  return { cutAtMs: Math.min(was.startedAtMs, is.startedAtMs), pieces: after.slice(same) };
}

function isSamePiece<Kept>(one: Piece<Kept> | undefined, other: Piece<Kept> | undefined): boolean {
  return (
    one?.state === other?.state &&
    one?.startedAtMs === other?.startedAtMs &&
    one?.endedAtMs === other?.endedAtMs
  );
}
