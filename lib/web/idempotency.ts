import { createHash } from 'node:crypto';
import type { Db } from '@/db/client';
import { ProductError } from '@/lib/core/errors';
import { createSealer } from '@/lib/core/sealing';
import { idempotencyHours } from '@/lib/web/constants';
import { HttpFault } from '@/lib/web/http-fault';
import {
  type Claim,
  type ClaimKey,
  completeClaim,
  deleteClaimsBefore,
  deleteOpenClaim,
  insertClaim,
  selectClaim,
} from '@/lib/web/queries';

export type Reply = { status: number; headers: Record<string, string>; body: string };
type Call = ClaimKey & { requestHash: string };

// Longer than any call lasts: past it, whoever held the claim is dead.
const abandonedAfterMs = 3 * 60_000;
const lifetimeMs = idempotencyHours * 3_600_000;

/** @throws HttpFault 400 when the header is not 1 to 255 visible ASCII characters. */
export function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (/^[\u0021-\u007e]{1,255}$/.test(key)) return key;
  throw new HttpFault(400, 'malformed', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
}

export function hashRequest(method: string, path: string, bodyText: string): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, bodyText]))
    .digest('hex');
}

/**
 * Claims the key for this call, or answers with what the first call was answered.
 * @throws HttpFault 422 for another request under the same key; ProductError `conflict` while the first one runs
 */
export async function claimOrReplay(db: Db, call: Call, now: Date, secret: string): Promise<Reply | null> {
  const isOurs = await insertClaim(db, {
    ...call,
    now,
    expiredBefore: new Date(now.getTime() - lifetimeMs),
    abandonedBefore: new Date(now.getTime() - abandonedAfterMs),
  });
  if (isOurs) return null;
  const first = await selectClaim(db, call);
  if (first !== null && first.requestHash !== call.requestHash) {
    throw new HttpFault(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.');
  }
  if (first === null || first.status === null) {
    throw new ProductError(
      'conflict',
      'The first request with this Idempotency-Key is still being answered.',
      {
        retryAfterSeconds: 1,
      },
    );
  }
  return toReply(first, first.status, secret);
}

/** In the transaction of the verb itself where there is one: then answer and effect stand or fall together. */
export async function keepReply(db: Db, call: Call, reply: Reply, secret: string): Promise<void> {
  const body = createSealer(secret).seal(reply.body, placeOf(call));
  await completeClaim(db, call, { status: reply.status, headers: reply.headers, body });
}

/** After a fault nothing was done, so the same key may try again. */
export async function releaseClaim(db: Db, call: Call): Promise<void> {
  await deleteOpenClaim(db, call);
}

/** Housekeeping. @returns how many were forgotten. */
export async function forgetIdempotencyKeys(db: Db, now: Date): Promise<number> {
  return await deleteClaimsBefore(db, new Date(now.getTime() - lifetimeMs));
}

// Sealed, because an answer may carry a secret that is shown once.
function placeOf({ organizationId, actorId, key }: ClaimKey) {
  return { table: 'idempotency_keys', column: 'body', rowId: `${actorId} ${key}`, organizationId };
}

function toReply(claim: Claim, status: number, secret: string): Reply {
  const body = claim.body === null ? '' : createSealer(secret).open(claim.body, placeOf(claim));
  return { status, headers: { ...claim.headers, 'Idempotency-Replayed': 'true' }, body };
}
