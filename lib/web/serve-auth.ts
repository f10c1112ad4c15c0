import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { isOriginAllowed } from '@/lib/access/rules/origin';
import { sessionCookie } from '@/lib/access/rules/session-cookie';
import { env, tellNextAuth } from '@/lib/core/env';
import { authOptions } from '@/lib/web/auth';
import { callerAddress } from '@/lib/web/rules/caller-address';
import { readCookie } from '@/lib/web/rules/read-cookie';
import { webRuntime } from '@/lib/web/runtime';

type RouteContext = { params: Promise<{ nextauth: string[] }> };

// `_log` would let anybody write into our log, and its own pages are not ours.
const actions: ReadonlySet<string> = new Set([
  'providers',
  'csrf',
  'session',
  'signin',
  'signout',
  'callback',
  'error',
]);

/** next-auth's routes. It guards its forms with a token of its own; the Origin is looked at all the same. */
export async function serveAuth(request: NextRequest, context: RouteContext): Promise<Response> {
  const [action = ''] = (await context.params).nextauth;
  if (!actions.has(action)) return new Response(null, { status: 404 });
  const runtime = webRuntime();
  const { appUrl } = runtime;
  const origin = request.headers.get('origin');
  if (!isOriginAllowed({ method: request.method, origin, appUrl }))
    return new Response(null, { status: 403 });
  tellNextAuth(appUrl);
  const options = authOptions(runtime, env(), {
    sessionToken: readCookie(request.headers.get('cookie'), sessionCookie(appUrl).name),
    meta: {
      address: callerAddress(request.headers.get('x-forwarded-for')),
      userAgent: request.headers.get('user-agent'),
    },
  });
  const answer: unknown = await NextAuth(request, context, options);
  return answer instanceof Response ? answer : new Response(null, { status: 500 });
}
