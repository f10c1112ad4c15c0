import { type NextRequest, NextResponse } from 'next/server';
import { env } from '@/lib/core/env';
import { findOwnPage, markOwnPage, readOwnPage } from '@/lib/web/find-own-page';
import { contentSecurityPolicy, securityHeaders } from '@/lib/web/rules/security-headers';

/** Addresses of messages that a button of a chat or of a phone posts to. A page takes no such request. */
const postable = /^\/acknowledge\/[^/]+$/;

/** Headers of pages: who may see what is decided by pages and verbs, with or without this file. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  if (readOwnPage(request.headers) !== null) return NextResponse.next();
  const slug = await findOwnPage(request.headers);
  if (slug !== null) {
    const headers = markOwnPage(request.headers, slug);
    return NextResponse.rewrite(toOwnPage(request, slug), { request: { headers } });
  }
  // They set headers of their own.
  if (pathname.startsWith('/api/') || pathname.startsWith('/status/')) return NextResponse.next();
  if (request.method === 'POST' && postable.test(pathname)) {
    return NextResponse.rewrite(new URL(`/api${pathname}`, request.url));
  }
  const { appUrl, isProduction } = env();
  const isHttps = appUrl.startsWith('https:');
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy({ nonce, isHttps, isDevelopment: !isProduction });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Next reads the nonce from here and puts it on every script of its own.
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(securityHeaders(isHttps))) response.headers.set(name, value);
  return response;
}

/** On a domain of its own a status page stands at the root, and whatever it has not is nowhere. */
function toOwnPage(request: NextRequest, slug: string): URL {
  const { pathname, search } = request.nextUrl;
  const [, asset] = /^(?:\/status)?(\/assets\/.+)$/.exec(pathname) ?? [];
  const path = asset === undefined ? `/status/${slug}${pathname}` : `/status${asset}`;
  return new URL(`${path}${search}`, request.url);
}

/** Pings and what the engine calls are not read here: they need no page, and take no detour. */
export const config = {
  matcher: ['/((?!api/inngest|api/push/|api/\\d|_next/static|_next/image|scalar/|health|ping/|badge/).*)'],
};
