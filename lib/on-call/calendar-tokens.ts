import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { fromUuid, toUuid } from '@/lib/core/ids';

/** Whose calendar: of a schedule, or of a member. Another `version` has another address. */
export type CalendarOwner = { kind: 'schedule' | 'member'; id: string; version: number };

/** What a token claims; whether it is true is known once the version is. */
export type CalendarClaim = { kind: CalendarOwner['kind']; id: string };

export type CalendarTokens = {
  make: (owner: CalendarOwner) => string;
  /** Null of what has not the form of a token. */
  read: (token: string) => CalendarClaim | null;
  isFor: (token: string, owner: CalendarOwner) => boolean;
};

const idBytes = 16;
const macBytes = 20;
const letters = { schedule: 's', member: 'm' } as const;
const prefixes = { schedule: 'ocs', member: 'mem' } as const;

/**
 * Addresses that nobody can guess and that need no column but a version: a letter for the kind, then the id and an
 * HMAC-SHA256 over all of it. Keys are derived by HKDF-SHA256; those of `previous` secrets still count.
 */
export function createCalendarTokens(current: string, previous: readonly string[] = []): CalendarTokens {
  const keys = [current, ...previous].map(deriveKey);
  const make = (owner: CalendarOwner, key = keys[0] ?? deriveKey(current)) =>
    letters[owner.kind] + Buffer.concat([bytesOf(owner.id), macOf(key, owner)]).toString('base64url');
  return {
    make: (owner) => make(owner),
    read: readClaim,
    isFor: (token, owner) => keys.some((key) => isSame(token, make(owner, key))),
  };
}

function deriveKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'stillup on-call calendar v1', 32));
}

function macOf(key: Buffer, { kind, id, version }: CalendarOwner): Buffer {
  return createHmac('sha256', key).update(`${kind}\n${id}\n${version}`).digest().subarray(0, macBytes);
}

function bytesOf(id: string): Buffer {
  return Buffer.from(toUuid(id).replaceAll('-', ''), 'hex');
}

function readClaim(token: string): CalendarClaim | null {
  const kind = token.startsWith('s') ? 'schedule' : token.startsWith('m') ? 'member' : null;
  const bytes = Buffer.from(token.slice(1), 'base64url');
  if (kind === null || bytes.length !== idBytes + macBytes) return null;
  if (bytes.toString('base64url') !== token.slice(1)) return null;
  const hex = bytes.subarray(0, idBytes).toString('hex');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { kind, id: fromUuid(prefixes[kind], uuid) };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
