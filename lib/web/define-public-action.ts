import { cookies, headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { Deps } from '@/lib/access/context';
import { isOriginAllowed } from '@/lib/access/rules/origin';
import { sessionCookie } from '@/lib/access/rules/session-cookie';
import type { NewSession, SessionMeta } from '@/lib/access/sessions';
import { ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { type Action, toActionError } from '@/lib/web/define-action';
import { callerAddress } from '@/lib/web/rules/caller-address';
import { findTextFault } from '@/lib/web/rules/find-text-fault';
import { webRuntime } from '@/lib/web/runtime';

type PublicVerb<T> = (deps: Deps, raw: unknown, meta: SessionMeta) => Promise<T>;

/** A server action for whoever is not signed in yet: our own Origin, and every fault as data that a form can show. */
export function definePublicAction<T>(verb: PublicVerb<T>): Action<T> {
  return async (raw) => {
    const now = new Date();
    const requestId = newId('req', now.getTime());
    try {
      const { appUrl, database } = webRuntime();
      const sent = await headers();
      if (!isOriginAllowed({ method: 'POST', origin: sent.get('origin'), appUrl })) {
        throw new ProductError('forbidden', `This page must be opened at ${appUrl} to change anything.`);
      }
      const fault = findTextFault(raw);
      if (fault !== null) throw new ProductError('invalid', fault.detail, { errors: [fault] });
      return { ok: true, data: await verb({ db: database.db, now, requestId }, raw, metaOf(sent)) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: toActionError(error, requestId) };
    }
  };
}

function metaOf(sent: Headers): SessionMeta {
  return { address: callerAddress(sent.get('x-forwarded-for')), userAgent: sent.get('user-agent') };
}

export async function setSessionCookie(session: Pick<NewSession, 'sessionToken'>): Promise<void> {
  const { name, options } = sessionCookie(webRuntime().appUrl);
  (await cookies()).set(name, session.sessionToken, options);
}

/** @returns the token that the browser sent, or null. */
export async function takeSessionCookie(): Promise<string | null> {
  const { name, options } = sessionCookie(webRuntime().appUrl);
  const jar = await cookies();
  const token = jar.get(name)?.value ?? null;
  jar.set(name, '', { ...options, maxAge: 0 });
  return token;
}
