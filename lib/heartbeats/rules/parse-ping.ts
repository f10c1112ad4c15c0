import type { PingAction } from '@/lib/heartbeats/constants';
import { type NewHeartbeatSettings, parseNewHeartbeat } from '@/lib/heartbeats/rules/parse-new-heartbeat';
import { PingQuery } from '@/lib/heartbeats/rules/ping-query';

/** Whose words the answer is in: plain text, or the JSON that clients of Uptime Kuma read. */
export type PingDialect = 'plain' | 'kuma';
type PingTarget = { kind: 'uuid'; uuid: string } | { kind: 'slug'; pingKey: string; slug: string };

export type PingCommand = {
  kind: 'ping';
  dialect: PingDialect;
  target: PingTarget;
  /** What floods are counted by: one monitor has one, however its URL is written. */
  token: string;
  action: PingAction;
  exitStatus: number | null;
  signal: string | null;
  rid: string | null;
  /** As told by the client. */
  durationMs: number | null;
  /** What to keep as the body where the request has none. */
  message: string | null;
  /** Set where a monitor that does not exist is to be made. */
  create: NewHeartbeatSettings | null;
};
export type PingRefusal = { kind: 'refusal'; dialect: PingDialect; status: 400 | 404 | 405; text: string };
export type PreFlight = { kind: 'pre-flight'; dialect: PingDialect };

type Told = Pick<PingCommand, 'action' | 'exitStatus' | 'signal'>;
type Located = { target: PingTarget; token: string; told: Told | null };
type Misplaced = 'not found' | 'invalid url format';

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const undashedForm = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;
const keyForm = /^[0-9a-z]{22}$/;
const slugForm = /^[a-z0-9_-]{1,100}$/;
const signalForm = /^(?=.*[A-Z])[A-Z0-9]{2,10}$/;
// PostgreSQL's integer; about 24 days.
const maxDurationMs = 2_147_483_647;

/**
 * What a request to `/ping/…` or `/api/push/…` means. `path` is undecoded and has no query, `query` no question mark;
 * of a parameter that is given twice the last one counts. Never throws.
 */
export function parsePing(
  method: string,
  path: string,
  query: string,
): PingCommand | PingRefusal | PreFlight {
  const isKuma = path.startsWith('/api/push');
  const dialect = isKuma ? 'kuma' : 'plain';
  if (method === 'OPTIONS') return { kind: 'pre-flight', dialect };
  if (!takesMethod(method, isKuma)) return refuse(dialect, 405, 'method not allowed');
  const decoded = path.includes('%') ? decode(path) : path;
  const params = new PingQuery(query);
  return isKuma ? parsePush(decoded, params) : parsePlain(decoded, params);
}

// Uptime Kuma takes a push by whatever method.
function takesMethod(method: string, isKuma: boolean): boolean {
  if (method === 'GET' || method === 'POST' || method === 'HEAD') return true;
  return isKuma && (method === 'PUT' || method === 'PATCH' || method === 'DELETE');
}

function parsePlain(path: string, params: PingQuery): PingCommand | PingRefusal {
  const located = locate(path);
  if (typeof located === 'string') return refuse('plain', located === 'not found' ? 404 : 400, located);
  const rid = params.last('rid');
  if (rid !== null && !uuidForm.test(rid)) return refuse('plain', 400, 'invalid uuid format');
  // A word of the path says more than Cronitor's parameter.
  const state = located.told === null ? params.last('state') : null;
  const told = located.told ?? (state === null ? succeeded : toldByState(state));
  if (told === null) return refuse('plain', 400, 'invalid state');
  const create = located.target.kind === 'slug' ? parseNewHeartbeat(params) : null;
  if (typeof create === 'string') return refuse('plain', 400, create);
  return {
    kind: 'ping',
    dialect: 'plain',
    target: located.target,
    token: located.token,
    action: told.action,
    exitStatus: told.exitStatus,
    signal: told.signal,
    rid: rid === null ? null : rid.toLowerCase(),
    durationMs: null,
    message: state === null ? null : nonEmpty(params.last('message')),
    create,
  };
}

function locate(path: string): Located | Misplaced {
  const id = path.slice(6, 42);
  if (path.startsWith('/ping/') && uuidForm.test(id)) {
    const uuid = id.toLowerCase();
    const told = readAction(path.slice(42));
    return typeof told === 'string' ? told : { target: { kind: 'uuid', uuid }, token: uuid, told };
  }
  const pingKey = path.slice(6, 28);
  if (!path.startsWith('/ping/') || !keyForm.test(pingKey) || path[28] !== '/') return 'not found';
  const slugEnd = path.indexOf('/', 29);
  const slug = slugEnd === -1 ? path.slice(29) : path.slice(29, slugEnd);
  if (/[A-Z]/.test(slug)) return 'invalid url format';
  if (!slugForm.test(slug)) return 'not found';
  const told = readAction(slugEnd === -1 ? '' : path.slice(slugEnd));
  if (typeof told === 'string') return told;
  return { target: { kind: 'slug', pingKey, slug }, token: `${pingKey}/${slug}`, told };
}

const succeeded: Told = { action: 'success', exitStatus: null, signal: null };

/** What stands behind the name of a monitor: nothing, or one word, and perhaps a slash. */
function readAction(tail: string): Told | null | Misplaced {
  if (tail === '' || tail === '/') return null;
  const word = tail.endsWith('/') ? tail.slice(1, -1) : tail.slice(1);
  if (!tail.startsWith('/')) return 'not found';
  if (word === 'start' || word === 'fail' || word === 'log')
    return { action: word, exitStatus: null, signal: null };
  // What borgmatic appends to a ping URL of Cronitor's.
  if (word === 'run' || word === 'complete') return toldByState(word) ?? 'not found';
  if (/^[0-9]+$/.test(word)) {
    const exitStatus = Number(word);
    if (exitStatus > 255) return 'invalid url format';
    return { action: exitStatus === 0 ? 'success' : 'fail', exitStatus, signal: null };
  }
  if (signalForm.test(word)) return { action: 'fail', exitStatus: null, signal: word };
  return 'not found';
}

/** Cronitor's words. Any other is refused: kept as a success, a mistyped failure would look like a healthy job. */
function toldByState(state: string): Told | null {
  const action = actionByState.get(state.toLowerCase());
  return action === undefined ? null : { action, exitStatus: null, signal: null };
}

const actionByState: ReadonlyMap<string, PingAction> = new Map([
  ['run', 'start'],
  ['complete', 'success'],
  ['ok', 'success'],
  ['fail', 'fail'],
]);

/** Uptime Kuma's push URL: everything but `up` is down, and a time that makes no sense is as good as none. */
function parsePush(path: string, params: PingQuery): PingCommand | PingRefusal {
  const uuid = readPushToken(path);
  if (uuid === null) return refuse('kuma', 404, 'not found');
  const status = nonEmpty(params.last('status')) ?? 'up';
  return {
    kind: 'ping',
    dialect: 'kuma',
    target: { kind: 'uuid', uuid },
    token: uuid,
    action: status === 'up' ? 'success' : 'fail',
    exitStatus: null,
    signal: null,
    rid: null,
    durationMs: readDuration(params.last('ping')),
    message: nonEmpty(params.last('msg')),
    create: null,
  };
}

function readPushToken(path: string): string | null {
  if (!path.startsWith('/api/push/')) return null;
  const token = path.endsWith('/') ? path.slice(10, -1) : path.slice(10);
  if (uuidForm.test(token)) return token.toLowerCase();
  const parts = undashedForm.exec(token);
  return parts === null ? null : parts.slice(1).join('-').toLowerCase();
}

function readDuration(text: string | null): number | null {
  const ms = Math.round(Number.parseFloat(text ?? ''));
  return ms >= 0 && ms <= maxDurationMs ? ms : null;
}

function refuse(dialect: PingDialect, status: PingRefusal['status'], text: string): PingRefusal {
  return { kind: 'refusal', dialect, status, text };
}

function nonEmpty(text: string | null): string | null {
  return text === '' ? null : text;
}

/** A path that cannot be decoded names nothing: it stays as it is, and no form knows a percent sign. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
