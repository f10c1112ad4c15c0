import { createHash } from 'node:crypto';
import type { Db } from '@/db/client';
import { actorId, type Ctx } from '@/lib/access/context';
import { ProductError } from '@/lib/core/errors';
import { claimOrReplay, hashRequest, keepReply, type Reply, releaseClaim } from '@/lib/web/idempotency';
import type { Operation, Version } from '@/lib/web/operation';
import { isRetryable } from '@/lib/web/rules/database-fault';
import { ifMatchHolds, versionText } from '@/lib/web/rules/entity-tag';

export type Call = {
  operation: Operation;
  method: string;
  path: string;
  params: Record<string, string>;
  fields: Record<string, unknown>;
  bodyText: string;
  ifMatch: string | null;
  idempotencyKey: string | null;
  secret: string;
};

const maxTries = 5;

/** Runs the verb once: under its Idempotency-Key where there is one, and only on the version of If-Match. */
export async function perform(ctx: Ctx, call: Call): Promise<Reply> {
  const { idempotencyKey, secret } = call;
  if (idempotencyKey === null) return await runOnVersion(ctx, call, null);
  const claim = {
    organizationId: ctx.organizationId,
    actorId: actorId(ctx.actor),
    key: idempotencyKey,
    requestHash: hashRequest(call.method, call.path, call.bodyText),
  };
  const replay = await claimOrReplay(ctx.db, claim, ctx.now, secret);
  if (replay !== null) return replay;
  try {
    return await runOnVersion(ctx, call, (db, reply) => keepReply(db, claim, reply, secret));
  } catch (error) {
    await releaseClaim(ctx.db, claim);
    throw error;
  }
}

type Keep = (db: Db, reply: Reply) => Promise<void>;

async function runOnVersion(ctx: Ctx, call: Call, keep: Keep | null): Promise<Reply> {
  const { operation, ifMatch } = call;
  const version = ifMatch === null ? null : operation.version;
  if (version === null && (keep === null || operation.isLong)) {
    const reply = await run(ctx, call);
    await keep?.(ctx.db, reply);
    return reply;
  }
  // Repeatable read makes a change between the comparison and the write fail the transaction, and so be compared anew.
  const isolationLevel = version === null ? 'read committed' : 'repeatable read';
  return await retrying(() =>
    ctx.db.transaction(
      async (db) => {
        const inside = { ...ctx, db };
        if (version !== null && ifMatch !== null) await requireVersion(inside, call, version, ifMatch);
        const reply = await run(inside, call);
        await keep?.(db, reply);
        return reply;
      },
      { isolationLevel },
    ),
  );
}

async function requireVersion(ctx: Ctx, call: Call, version: Version, ifMatch: string): Promise<void> {
  const current = await version.read(ctx, call.params);
  if (ifMatchHolds(ifMatch, entityTag(current, version))) return;
  throw new ProductError(
    'precondition_failed',
    'It was changed since you read it. Read it again, then repeat.',
  );
}

async function run(ctx: Ctx, { operation, fields }: Call): Promise<Reply> {
  const { status, body, location } = await operation.run(ctx, fields);
  const headers: Record<string, string> = {};
  if (location !== null) headers['Location'] = location;
  const data = dataOf(body);
  if (operation.version !== null && data !== null) headers['ETag'] = entityTag(data, operation.version);
  return { status, headers, body: body === null ? '' : JSON.stringify(body) };
}

function dataOf(body: unknown): object | null {
  if (typeof body !== 'object' || body === null || !('data' in body)) return null;
  return typeof body.data === 'object' ? body.data : null;
}

function entityTag(view: object, { volatile }: Version): string {
  return `"${createHash('sha256').update(versionText(view, volatile)).digest('base64url').slice(0, 27)}"`;
}

async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= maxTries || !isRetryable(error)) throw error;
    }
  }
}
