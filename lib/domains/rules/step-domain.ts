const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** So long a name is kept without its proof. */
export const graceMs = 3 * dayMs;
const eagerMs = 2 * dayMs;

/** What DNS said of the proof. `unknown`: a name server failed, which proves nothing either way. */
export type ProofFinding =
  | { kind: 'found'; traffic: string | null; isHeldByOther: boolean }
  | { kind: 'missing'; words: string }
  | { kind: 'unknown'; words: string };

export type DomainState = {
  createdAtMs: number;
  verifiedAtMs: number | null;
  failingSinceMs: number | null;
  lastError: string | null;
};

export type DomainEvent = 'proven' | 'failing' | 'recovered' | 'lost' | 'taken';

export type DomainStep = {
  verifiedAtMs: number | null;
  failingSinceMs: number | null;
  lastError: string | null;
  nextCheckMs: number;
  /** What has turned by it. */
  event: DomainEvent | null;
};

/** Kept as the last error, and known again by it: the proof was found, but another page has the name and proves it too. */
export const takenWords =
  'Another page of this installation has this name, and its proof stands in DNS as well.';

/** What a look into DNS makes of a name. Proven ones are looked at daily, failing ones hourly, new ones every ten minutes for two days. */
export function stepDomain(state: DomainState, finding: ProofFinding, nowMs: number): DomainStep {
  return state.verifiedAtMs === null
    ? stepUnproven(state, finding, nowMs)
    : stepProven({ ...state, verifiedAtMs: state.verifiedAtMs }, finding, nowMs);
}

function stepUnproven(
  { createdAtMs, lastError }: DomainState,
  finding: ProofFinding,
  nowMs: number,
): DomainStep {
  const nextCheckMs = nowMs + (nowMs < createdAtMs + eagerMs ? 10 * minuteMs : dayMs);
  const still = { verifiedAtMs: null, failingSinceMs: null, nextCheckMs };
  if (finding.kind !== 'found') return { ...still, lastError: finding.words, event: null };
  if (finding.isHeldByOther)
    return { ...still, lastError: takenWords, event: lastError === takenWords ? null : 'taken' };
  return {
    verifiedAtMs: nowMs,
    failingSinceMs: null,
    lastError: finding.traffic,
    nextCheckMs: nowMs + dayMs,
    event: 'proven',
  };
}

function stepProven(
  { verifiedAtMs, failingSinceMs }: DomainState & { verifiedAtMs: number },
  finding: ProofFinding,
  nowMs: number,
): DomainStep {
  switch (finding.kind) {
    case 'found':
      return {
        verifiedAtMs,
        failingSinceMs: null,
        lastError: finding.traffic,
        nextCheckMs: nowMs + dayMs,
        event: failingSinceMs === null ? null : 'recovered',
      };
    case 'unknown':
      return {
        verifiedAtMs,
        failingSinceMs,
        lastError: finding.words,
        nextCheckMs: nowMs + hourMs,
        event: null,
      };
    case 'missing': {
      if (failingSinceMs !== null && nowMs - failingSinceMs >= graceMs) return lose(finding.words, nowMs);
      return {
        verifiedAtMs,
        failingSinceMs: failingSinceMs ?? nowMs,
        lastError: finding.words,
        nextCheckMs: nowMs + hourMs,
        event: failingSinceMs === null ? 'failing' : null,
      };
    }
  }
}

/** Given up: after its days of grace, or at once where another page has proven the name meanwhile. */
export function lose(words: string, nowMs: number): DomainStep {
  return {
    verifiedAtMs: null,
    failingSinceMs: null,
    lastError: words,
    nextCheckMs: nowMs + dayMs,
    event: 'lost',
  };
}
