import { FloodLimit } from '@/lib/heartbeats/rules/flood-limit';
import type { NewHeartbeatSettings } from '@/lib/heartbeats/rules/parse-new-heartbeat';
import { type PingCommand, parsePing } from '@/lib/heartbeats/rules/parse-ping';
import {
  acceptedAnswer,
  ambiguousSlug,
  createdAnswer,
  faultAnswer,
  internalFault,
  methodNotAllowed,
  notFound,
  type PingAnswer,
  preFlightAnswer,
  rateLimited,
  unavailable,
} from '@/lib/heartbeats/rules/ping-answers';
import { cleanUserAgent, networkOf } from '@/lib/heartbeats/rules/ping-sender';
import type { Committed } from '@/lib/pipeline/internal/ping-committer';
import type { PingTarget, ReceivedPing } from '@/lib/pipeline/internal/ping-types';

/** A request as gateway and web know it. */
export type PingRequest = {
  method: string;
  /** Undecoded, without its query. */
  path: string;
  /** Without the question mark. */
  query: string;
  address: string | null;
  userAgent: string | null;
  /**
   * Null where there is none to come. Asked for only when the ping may be recorded; answers with what came, cut at the limit,
   * and `busy` where there is no room for it. Never rejects: a torn upload does not undo that the job has called.
   */
  readBody: (() => Promise<Buffer | null | 'busy'>) | null;
};

type SlugTarget = Extract<PingTarget, { kind: 'slug' }>;
export type Created = 'created' | 'exists' | 'not_found' | 'unavailable' | 'failed';
export type AnswerDeps = {
  submit: (ping: ReceivedPing) => Promise<Committed>;
  /** Never rejects, and answers in time. */
  create: (target: SlugTarget, settings: NewHeartbeatSettings) => Promise<Created>;
  bodyLimitBytes: number;
  nowMs: () => number;
  limits: PingLimits;
};

export type PingLimits = {
  perMonitor: FloodLimit;
  /** For what names no monitor: pings that are recorded may come from one address in any number. */
  perNetwork: FloodLimit;
  creationsPerKey: FloodLimit;
};

export function createPingLimits(): PingLimits {
  return {
    perMonitor: new FloodLimit({ burst: 30, perMinute: 5 }),
    perNetwork: new FloodLimit({ burst: 100, perMinute: 60 }),
    creationsPerKey: new FloodLimit({ burst: 500, perMinute: 60 }),
  };
}

/** What a request to a ping address is told. It never rejects for what a sender does; a 200 follows the commit. */
export async function answerPing(request: PingRequest, deps: AnswerDeps): Promise<PingAnswer> {
  const command = parsePing(request.method, request.path, request.query);
  const { dialect } = command;
  if (command.kind === 'pre-flight') return preFlightAnswer(dialect);
  if (command.kind === 'refusal') {
    if (command.status === 405) return faultAnswer(dialect, methodNotAllowed(dialect));
    return answerStranger(request, command, deps);
  }
  return acceptPing(request, command, deps);
}

/** A ping whose meaning is known, from `answerPing` or from a protocol of somebody else. */
export async function acceptPing(
  request: PingRequest,
  command: PingCommand,
  deps: AnswerDeps,
): Promise<PingAnswer> {
  const { dialect } = command;
  const waitMs = deps.limits.perMonitor.take(command.token, deps.nowMs());
  if (waitMs > 0) return faultAnswer(dialect, rateLimited(waitMs));
  const sent = request.readBody === null ? null : await request.readBody();
  if (sent === 'busy') return faultAnswer(dialect, unavailable);
  const ping = toPing(request, command, { body: sent, deps });
  const committed = await deps.submit(ping);
  if (committed === 'not_found' && command.create !== null && command.target.kind === 'slug') {
    return createAndAnswer(request, { command, target: command.target, create: command.create, ping }, deps);
  }
  return answerOutcome(request, { command, committed }, deps);
}

function toPing(
  request: PingRequest,
  command: PingCommand,
  { body, deps }: { body: Buffer | null; deps: AnswerDeps },
): ReceivedPing {
  const { target, action, exitStatus, signal, rid, durationMs, message } = command;
  const told = message === null ? null : Buffer.from(message).subarray(0, deps.bodyLimitBytes);
  const kept = body === null || body.length === 0 ? told : body;
  return {
    target,
    action,
    exitStatus,
    signal,
    rid,
    durationMs,
    method: request.method,
    userAgent: cleanUserAgent(request.userAgent),
    address: request.address,
    body: kept === null || kept.length === 0 ? null : kept,
    // When it is complete: a sender who dawdles must not hold back the instant before which all is committed.
    arrivedMs: deps.nowMs(),
  };
}

type Creation = {
  command: PingCommand;
  target: SlugTarget;
  create: NewHeartbeatSettings;
  ping: ReceivedPing;
};

async function createAndAnswer(
  request: PingRequest,
  { command, target, create, ping }: Creation,
  deps: AnswerDeps,
): Promise<PingAnswer> {
  const waitMs = deps.limits.creationsPerKey.take(target.pingKey, deps.nowMs());
  if (waitMs > 0) return faultAnswer(command.dialect, rateLimited(waitMs));
  const created = await deps.create(target, create);
  if (created !== 'created' && created !== 'exists')
    return answerOutcome(request, { command, committed: created }, deps);
  const committed = await deps.submit(ping);
  const isNew = created === 'created' && (committed === 'recorded' || committed === 'ignored');
  return isNew ? createdAnswer() : answerOutcome(request, { command, committed }, deps);
}

function answerOutcome(
  request: PingRequest,
  { command, committed }: { command: PingCommand; committed: Committed },
  deps: AnswerDeps,
): PingAnswer {
  switch (committed) {
    case 'recorded':
    case 'ignored':
      return acceptedAnswer(command.dialect);
    case 'not_found':
      return answerStranger(request, { dialect: command.dialect, ...notFound }, deps);
    case 'ambiguous':
      return answerStranger(request, { dialect: command.dialect, ...ambiguousSlug }, deps);
    case 'unavailable':
      return faultAnswer(command.dialect, unavailable);
    case 'failed':
      return faultAnswer(command.dialect, internalFault);
  }
}

/** Who keeps naming what is not there is told to slow down instead. */
function answerStranger(
  request: PingRequest,
  fault: Pick<PingCommand, 'dialect'> & { status: number; text: string },
  { limits, nowMs }: AnswerDeps,
): PingAnswer {
  const network = networkOf(request.address);
  const waitMs = network === null ? 0 : limits.perNetwork.take(network, nowMs());
  return faultAnswer(fault.dialect, waitMs > 0 ? rateLimited(waitMs) : fault);
}
