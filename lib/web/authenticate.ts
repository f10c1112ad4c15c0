import type { Actor } from '@/lib/access/context';
import { actorIn, findApiKeyActor, findSessionActor, type SessionActor } from '@/lib/access/resolve-actor';
import { isOriginAllowed } from '@/lib/access/rules/origin';
import { sessionCookie } from '@/lib/access/rules/session-cookie';
import { ProductError } from '@/lib/core/errors';
import { organizationCookie } from '@/lib/web/constants';
import { HttpFault } from '@/lib/web/http-fault';
import { readCookie } from '@/lib/web/rules/read-cookie';
import type { WebRuntime } from '@/lib/web/runtime';

export type Credentials = 'key_or_session' | 'session';
export type Caller = { organizationId: string; actor: Exclude<Actor, { kind: 'system' | 'channel' }> };

/**
 * Who calls: the bearer key, or else the session of the cookie (whose mutations need our own Origin).
 * A wrong key is never made good by a cookie.
 * @throws ProductError `unauthenticated`, `forbidden`
 */
export async function authenticate(
  request: Request,
  accepted: Credentials,
  runtime: WebRuntime,
  now: Date,
): Promise<Caller> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null && accepted === 'key_or_session') {
    return await authenticateKey(authorization, runtime, now);
  }
  const cookies = request.headers.get('cookie');
  const token = readCookie(cookies, sessionCookie(runtime.appUrl).name);
  const session = token === null ? null : await findSessionActor(runtime.database.db, token, now);
  if (session === null) throw new ProductError('unauthenticated', whatToSend(accepted));
  const origin = request.headers.get('origin');
  if (!isOriginAllowed({ method: request.method, origin, appUrl: runtime.appUrl })) {
    throw new ProductError(
      'forbidden',
      'A request with a session cookie must come from the dashboard itself.',
    );
  }
  const chosen = chooseMembership(session, readCookie(cookies, organizationCookie));
  if (chosen === null) throw new ProductError('forbidden', 'You are not a member of an organization.');
  return chosen;
}

/** The organization of the cookie where the person is a member of it, or else their first. */
export function chooseMembership(session: SessionActor, wanted: string | null): Caller | null {
  const membership =
    session.memberships.find((each) => each.organizationId === wanted) ?? session.memberships[0];
  if (membership === undefined) return null;
  const actor = actorIn(session, membership.organizationId);
  return actor?.kind === 'user' ? { organizationId: membership.organizationId, actor } : null;
}

async function authenticateKey(authorization: string, runtime: WebRuntime, now: Date): Promise<Caller> {
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
  const found = token === undefined ? null : await findApiKeyActor(runtime.database.db, token, now);
  if (found === null) {
    throw new HttpFault(401, 'unauthenticated', 'The API key is unknown, revoked or expired.', {
      headers: { 'WWW-Authenticate': 'Bearer realm="stillup", error="invalid_token"' },
    });
  }
  return found;
}

function whatToSend(accepted: Credentials): string {
  return accepted === 'session' ? 'Sign in first.' : 'Send an API key as `Authorization: Bearer sup_…`.';
}
