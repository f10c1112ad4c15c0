import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import {
  type CheckIn,
  matchSentryPath,
  readCheckIn,
  readDsnKey,
  readSentryKey,
  type SentryPath,
} from '@/lib/compat/rules/sentry-check-in';
import { readMonitorConfig } from '@/lib/compat/rules/sentry-config';
import { parseObject, readEnvelope } from '@/lib/compat/rules/sentry-envelope';
import type { NewHeartbeatSettings } from '@/lib/heartbeats/rules/parse-new-heartbeat';
import type { PingCommand } from '@/lib/heartbeats/rules/parse-ping';
import {
  faultAnswer,
  methodNotAllowed,
  notFound,
  type PingAnswer,
  preFlightAnswer,
  unavailable,
} from '@/lib/heartbeats/rules/ping-answers';
import type { PingRequest } from '@/lib/pipeline/answer-ping';

export type CheckInRequest = PingRequest & {
  /** The header `X-Sentry-Auth`. */
  sentryAuth: string | null;
  contentEncoding: string | null;
};

type Deps = {
  /** What becomes of a ping whose meaning is known. */
  accept: (request: PingRequest, command: PingCommand) => Promise<PingAnswer>;
  /** Of what is kept with a ping. */
  bodyLimitBytes: number;
};

/** How large an envelope may be when it is unpacked. */
const maxEnvelopeBytes = 1024 * 1024;

const accepted: PingAnswer = { status: 202, body: '', type: 'text/plain; charset=utf-8', headers: [] };
const taken: PingAnswer = { status: 200, body: '{}', type: 'application/json; charset=utf-8', headers: [] };

/**
 * Sentry's check-ins: a cron's own address with `?status=`, and the envelopes of its SDKs and its command line. The key of
 * the DSN is the ping key of the project, the monitor's slug is the heartbeat's.
 */
export async function answerCheckIn(request: CheckInRequest, deps: Deps): Promise<PingAnswer> {
  const place = matchSentryPath(request.path);
  if (place === null) return faultAnswer('plain', notFound);
  if (request.method === 'OPTIONS') return preFlightAnswer('plain');
  const methods = place.kind === 'cron' ? ['GET', 'HEAD', 'POST'] : ['POST'];
  if (!methods.includes(request.method)) return faultAnswer('plain', methodNotAllowed('plain'));
  const sent = request.readBody === null ? null : await request.readBody();
  if (sent === 'busy') return faultAnswer('plain', unavailable);
  const body = sent ?? Buffer.alloc(0);
  return place.kind === 'cron'
    ? await answerCron(request, { place, body }, deps)
    : await answerEnvelope(request, body, deps);
}

type CronPlace = Extract<SentryPath, { kind: 'cron' }>;

async function answerCron(
  request: CheckInRequest,
  { place, body }: { place: CronPlace; body: Buffer },
  deps: Deps,
): Promise<PingAnswer> {
  const query = Object.fromEntries(new URLSearchParams(request.query));
  const fields = { ...query, ...parseObject(body), monitor_slug: place.slug };
  const key = place.key ?? keyOf(request);
  const answer = await recordCheckIn(request, { key, fields, body }, deps);
  return answer.status < 300 ? accepted : answer;
}

async function answerEnvelope(request: CheckInRequest, body: Buffer, deps: Deps): Promise<PingAnswer> {
  const bytes = await unpack(body, request.contentEncoding);
  const envelope = bytes === null ? null : readEnvelope(bytes);
  if (envelope === null) return faultAnswer('plain', { status: 400, text: 'invalid envelope' });
  const key = keyOf(request) ?? readDsnKey(envelope.header['dsn']);
  // What else SDKs send (errors, sessions) is nothing to us, and taken so that they do not repeat it.
  for (const { type, payload } of envelope.items) {
    if (type !== 'check_in') continue;
    const fields = parseObject(payload) ?? {};
    const answer = await recordCheckIn(request, { key, fields, body: Buffer.from(payload) }, deps);
    if (answer.status >= 300) return answer;
  }
  return taken;
}

type Sent = { key: string | null; fields: Readonly<Record<string, unknown>>; body: Buffer };

async function recordCheckIn(
  request: CheckInRequest,
  { key, fields, body }: Sent,
  deps: Deps,
): Promise<PingAnswer> {
  const reading = readCheckIn(fields);
  if ('fault' in reading) return faultAnswer('plain', { status: 400, text: reading.fault });
  if (key === null || !/^[0-9a-z]{22}$/.test(key)) return faultAnswer('plain', notFound);
  const { checkIn } = reading;
  const settings = checkIn.config === null ? null : readMonitorConfig(checkIn.config);
  const create = typeof settings === 'string' ? null : settings;
  const kept = body.subarray(0, deps.bodyLimitBytes);
  const readBody = kept.length === 0 ? null : () => Promise.resolve(kept);
  const answer = await deps.accept({ ...request, readBody }, toCommand(key, checkIn, create));
  // A monitor that is there needs no config, so a bad one is told only where it was needed.
  const isMissed = answer.status === 404 && typeof settings === 'string';
  return isMissed ? faultAnswer('plain', { status: 400, text: settings }) : answer;
}

function toCommand(pingKey: string, checkIn: CheckIn, create: NewHeartbeatSettings | null): PingCommand {
  const { slug, action, rid, durationMs } = checkIn;
  return {
    kind: 'ping',
    dialect: 'plain',
    target: { kind: 'slug', pingKey, slug },
    token: `${pingKey}/${slug}`,
    action,
    exitStatus: null,
    signal: null,
    rid,
    durationMs: action === 'start' ? null : durationMs,
    message: null,
    create,
  };
}

function keyOf({ sentryAuth, query }: CheckInRequest): string | null {
  return readSentryKey(sentryAuth) ?? new URLSearchParams(query).get('sentry_key');
}

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

async function unpack(bytes: Buffer, encoding: string | null): Promise<Buffer | null> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return bytes;
  if (name !== 'gzip' && name !== 'deflate' && name !== 'br') return null;
  try {
    return await unpackers[name](bytes, { maxOutputLength: maxEnvelopeBytes });
  } catch {
    return null;
  }
}
