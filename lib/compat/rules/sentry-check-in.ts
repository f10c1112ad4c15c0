import type { PingAction } from '@/lib/heartbeats/constants';

/** Where a check-in knocks: its own address, or the envelope that Sentry's SDKs and its command line send. */
export type SentryPath = { kind: 'cron'; slug: string; key: string | null } | { kind: 'envelope' };

export type CheckIn = {
  slug: string;
  action: PingAction;
  /** Sentry's check_in_id; null where none is given, or the zero one, which means the run that is open. */
  rid: string | null;
  durationMs: number | null;
  /** As it came; read only where the monitor is not there yet. */
  config: unknown;
};

export type CheckInReading = { checkIn: CheckIn } | { fault: string };

const cronPattern = /^\/api\/\d{1,20}\/cron\/([^/]{1,300})(?:\/([^/]{1,64}))?\/?$/;
const envelopePattern = /^\/api\/\d{1,20}\/envelope\/?$/;

/** Null where the path is not one of Sentry's. The number of the project says nothing here: the key names it. */
export function matchSentryPath(path: string): SentryPath | null {
  if (envelopePattern.test(path)) return { kind: 'envelope' };
  const found = cronPattern.exec(path);
  if (found === null) return null;
  return { kind: 'cron', slug: decode(found[1] ?? ''), key: found[2] ?? null };
}

/** The public key of a DSN, from `X-Sentry-Auth: Sentry sentry_key=…, sentry_version=7`. */
export function readSentryKey(header: string | null): string | null {
  return /\bsentry_key=([0-9A-Za-z]{1,64})/.exec(header ?? '')?.[1] ?? null;
}

/** The public key of a DSN such as `https://key@host/1`. */
export function readDsnKey(dsn: unknown): string | null {
  return typeof dsn === 'string' ? (/^https?:\/\/([0-9A-Za-z]{1,64})[:@]/.exec(dsn)?.[1] ?? null) : null;
}

/**
 * The fields of a check-in, from a query or from JSON. `duration` is in seconds.
 * Source: https://develop.sentry.dev/sdk/telemetry/check-ins/
 */
export function readCheckIn(fields: Readonly<Record<string, unknown>>): CheckInReading {
  const slug = toSlug(fields['monitor_slug']);
  if (slug === null) return { fault: 'monitor_slug is missing or not a name' };
  const action = actions.get(String(fields['status'] ?? ''));
  if (action === undefined) return { fault: 'status must be in_progress, ok or error' };
  const rid = toRid(fields['check_in_id']);
  if (rid === undefined) return { fault: 'check_in_id is not a UUID' };
  const durationMs = toDurationMs(fields['duration']);
  if (durationMs === undefined) return { fault: 'duration is not a number of seconds' };
  return { checkIn: { slug, action, rid, durationMs, config: fields['monitor_config'] ?? null } };
}

const actions: ReadonlyMap<string, PingAction> = new Map([
  ['in_progress', 'start'],
  ['ok', 'success'],
  ['error', 'fail'],
]);

/** Sentry takes any name and makes a slug of it. */
function toSlug(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const slug = value
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 100);
  return slug === '' ? null : slug;
}

function toRid(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return undefined;
  const hex = value.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) return undefined;
  if (/^0+$/.test(hex)) return null;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function toDurationMs(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  const seconds = typeof value === 'string' ? Number(value) : value;
  if (typeof seconds !== 'number' || !(seconds >= 0)) return undefined;
  // What a database integer holds of milliseconds: 24 days.
  return Math.min(Math.round(seconds * 1000), 2_147_483_647);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
