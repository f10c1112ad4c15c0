import { cookies, headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { AccountCtx, Ctx } from '@/lib/access/context';
import { findSessionActor } from '@/lib/access/resolve-actor';
import { isOriginAllowed } from '@/lib/access/rules/origin';
import { sessionCookie } from '@/lib/access/rules/session-cookie';
import { type FieldError, isProductError, ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { chooseMembership } from '@/lib/web/authenticate';
import { organizationCookie } from '@/lib/web/constants';
import { isDatabaseAway } from '@/lib/web/rules/database-fault';
import { findTextFault } from '@/lib/web/rules/find-text-fault';
import { webRuntime } from '@/lib/web/runtime';

export type ActionError = { code: string; detail: string; errors: FieldError[]; requestId: string };
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };
export type Action<T> = (raw: unknown) => Promise<ActionResult<T>>;

/** A server action over a verb: session, our own Origin, and every fault as data that a form can show. */
export function defineAction<T>(verb: (ctx: Ctx, raw: unknown) => Promise<T>): Action<T> {
  return async (raw) =>
    await runAction(raw, async (caller) => {
      const chosen = chooseMembership(caller.session, caller.wantedOrganizationId);
      if (chosen === null) throw new ProductError('forbidden', 'You are not a member of an organization.');
      return await verb({ ...caller.deps, ...chosen }, raw);
    });
}

/** The same for what a person does with their own account, in no organization. */
export function defineAccountAction<T>(verb: (account: AccountCtx, raw: unknown) => Promise<T>): Action<T> {
  return async (raw) =>
    await runAction(
      raw,
      async ({ deps, session }) =>
        await verb({ ...deps, userId: session.user.id, sessionId: session.sessionId }, raw),
    );
}

type ActionCaller = Awaited<ReturnType<typeof identify>>;

async function runAction<T>(
  raw: unknown,
  work: (caller: ActionCaller) => Promise<T>,
): Promise<ActionResult<T>> {
  const now = new Date();
  const requestId = newId('req', now.getTime());
  try {
    const caller = await identify(now, requestId);
    const fault = findTextFault(raw);
    if (fault !== null) throw new ProductError('invalid', fault.detail, { errors: [fault] });
    return { ok: true, data: await work(caller) };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toActionError(error, requestId) };
  }
}

async function identify(now: Date, requestId: string) {
  const { appUrl, database } = webRuntime();
  const [sent, jar] = [await headers(), await cookies()];
  if (!isOriginAllowed({ method: 'POST', origin: sent.get('origin'), appUrl })) {
    throw new ProductError('forbidden', `This page must be opened at ${appUrl} to change anything.`);
  }
  const token = jar.get(sessionCookie(appUrl).name)?.value ?? '';
  const session = token === '' ? null : await findSessionActor(database.db, token, now);
  if (session === null) throw new ProductError('unauthenticated', 'Your session has ended. Sign in again.');
  const wantedOrganizationId = jar.get(organizationCookie)?.value ?? null;
  return { session, wantedOrganizationId, deps: { db: database.db, now, requestId } };
}

export function toActionError(error: unknown, requestId: string): ActionError {
  if (isProductError(error)) {
    return { code: error.code, detail: error.message, errors: [...error.errors], requestId };
  }
  const { logger } = webRuntime();
  logger.error({ err: error, requestId }, 'action failed');
  const detail = isDatabaseAway(error)
    ? 'The database cannot be reached. Try again in a few seconds.'
    : `Something went wrong on our side. It is logged as ${requestId}.`;
  return { code: isDatabaseAway(error) ? 'unavailable' : 'internal', detail, errors: [], requestId };
}
