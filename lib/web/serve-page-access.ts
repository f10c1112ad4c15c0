import { linkSigner } from '@/lib/core/link-signer';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { mailDeps } from '@/lib/email/send-email';
import { small } from '@/lib/snapshots/answer-page';
import { accessCookie } from '@/lib/status-pages/access-cookie';
import { askForPageAccess } from '@/lib/status-pages/ask-for-page-access';
import { findLockedPage } from '@/lib/status-pages/find-locked-page';
import { isAccessGranted } from '@/lib/status-pages/is-access-granted';
import { isLinkAlive, openPageByLink } from '@/lib/status-pages/open-page-by-link';
import type { PageNotice } from '@/lib/status-pages/rules/page-notice';
import { unlockPage } from '@/lib/status-pages/unlock-page';
import { toFault } from '@/lib/web/answer-fault';
import { findPageVisit } from '@/lib/web/find-page-visit';
import { type NoticeAdapter, noticeHeaders, noticeResponse } from '@/lib/web/page-notice';
import { readForm, textOf } from '@/lib/web/read-form';
import { readRequestId } from '@/lib/web/read-request-id';
import {
  deadLinkNotice,
  linkNotice,
  lockNotice,
  type Place,
  sentNotice,
} from '@/lib/web/rules/access-notices';
import { webRuntime } from '@/lib/web/runtime';
import { toResponse } from '@/lib/web/to-response';

type Asked = Place & {
  request: Request;
  adapter: NoticeAdapter;
  signer: LinkSigner;
  deps: ReturnType<typeof depsOf>;
};

/** The lock of a page that not everybody may read. Who may read it is led on. */
export function showUnlock(request: Request, slug: string, adapter: NoticeAdapter): Promise<Response> {
  return serve(request, slug, adapter, async (asked) => {
    const status = asked.page.access === 'ip' ? 403 : 200;
    return notice(asked, lockNotice(asked, null), status);
  });
}

/** Its form: a password, or the address of a mailbox. It changes nothing that another site could use, so no Origin is asked for. */
export function serveUnlock(request: Request, slug: string, adapter: NoticeAdapter): Promise<Response> {
  return serve(request, slug, adapter, async (asked) => {
    const form = await readForm(request);
    switch (asked.page.access) {
      case 'password':
        return byPassword(asked, textOf(form, 'password'));
      case 'email':
        return byMailbox(asked, textOf(form, 'email'));
      case 'ip':
      case 'public':
        return notice(asked, lockNotice(asked, null), 403);
    }
  });
}

async function byPassword(asked: Asked, password: string): Promise<Response> {
  const { page, visit, deps } = asked;
  const { clientAddress } = visit;
  const result = await unlockPage(deps, { slug: page.slug, password, clientAddress });
  switch (result.kind) {
    case 'granted':
      return letIn(asked, result);
    case 'wrong_password':
      return notice(asked, lockNotice(asked, 'wrongPassword'), 403);
    case 'too_many':
      return notice(asked, lockNotice(asked, 'tooMany'), 429);
  }
}

async function byMailbox(asked: Asked, email: string): Promise<Response> {
  const { page, visit, deps, adapter, signer } = asked;
  const { locale, clientAddress, url, to } = visit;
  const mail = adapter.mail ?? mailDeps(deps.db);
  const question = { slug: page.slug, email, locale, clientAddress, url, to };
  const result = await askForPageAccess({ ...deps, signer, mail }, question);
  switch (result.kind) {
    case 'asked':
      adapter.later(() => result.send().catch((error: unknown) => logLater(asked, error)));
      return notice(asked, sentNotice(asked, email.trim()), 200);
    case 'not_an_address':
      return notice(asked, lockNotice(asked, 'badAddress'), 400);
    case 'too_many':
      return notice(asked, lockNotice(asked, 'tooMany'), 429);
  }
}

function logLater({ deps }: Asked, error: unknown): void {
  const { logger } = webRuntime();
  logger.error({ err: error, requestId: deps.requestId }, 'the link to a status page was not sent');
}

/** Changes nothing: mail scanners open every link. */
export function showAccessLink(
  request: Request,
  { slug, token }: { slug: string; token: string },
  adapter: NoticeAdapter,
): Promise<Response> {
  return serve(request, slug, adapter, async (asked) => {
    const isAlive = await isLinkAlive({ ...asked.deps, signer: asked.signer }, { slug, token: cut(token) });
    return isAlive ? notice(asked, linkNotice(asked, token), 200) : notice(asked, deadLinkNotice(asked), 410);
  });
}

/** The button. */
export function serveAccessLink(
  request: Request,
  { slug, token }: { slug: string; token: string },
  adapter: NoticeAdapter,
): Promise<Response> {
  return serve(request, slug, adapter, async (asked) => {
    const result = await openPageByLink({ ...asked.deps, signer: asked.signer }, { slug, token: cut(token) });
    return result.kind === 'granted' ? letIn(asked, result) : notice(asked, deadLinkNotice(asked), 410);
  });
}

function cut(token: string): string {
  return token.slice(0, 500);
}

async function serve(
  request: Request,
  slug: string,
  adapter: NoticeAdapter,
  answer: (asked: Asked) => Promise<Response>,
): Promise<Response> {
  const deps = depsOf(request);
  try {
    const page = await findLockedPage(deps.db, slug);
    if (page === null) {
      return toResponse(small(404, { title: 'Not found', text: 'There is no such page here.' }));
    }
    const visit = await findPageVisit(deps.db, request, page);
    const signer = adapter.signer ?? linkSigner();
    const asked: Asked = { request, adapter, page, visit, signer, deps };
    const manifest = { ...page, pageId: page.id };
    const isOpen = isAccessGranted({ manifest, ...visit, nowMs: deps.now.getTime(), signer });
    return isOpen ? leadOn(asked) : await answer(asked);
  } catch (error) {
    const { logger } = webRuntime();
    const path = new URL(request.url).pathname.replace(/\/access\/.*/, '/access');
    const { status, detail } = toFault(error, { path, requestId: deps.requestId, logger });
    return toResponse(small(status, { title: 'Not possible just now', text: detail }));
  }
}

function depsOf(request: Request) {
  return { db: webRuntime().database.db, now: new Date(), requestId: readRequestId(request) };
}

async function notice(asked: Asked, content: PageNotice, status: number): Promise<Response> {
  const { name, branding } = asked.page;
  const { base, locale } = asked.visit;
  const response = noticeResponse(
    await asked.adapter.render({ name, branding, base }, locale, content),
    status,
  );
  if (status === 429) response.headers.set('Retry-After', '900');
  return response;
}

/** Relative, so that whoever came by whichever name stays there. */
function leadOn({ page, visit }: Asked, headers: Record<string, string> = {}): Response {
  const home = visit.locale === page.defaultLocale ? '' : visit.locale;
  const path = visit.to === '' ? home : visit.to;
  const location = path === '' ? visit.base : `${visit.base}/${path}`;
  return new Response(null, {
    status: 303,
    headers: { ...noticeHeaders, ...headers, Location: location === '' ? '/' : location },
  });
}

function letIn(asked: Asked, granted: { pageId: string; accessVersion: number }): Response {
  const { visit, signer, deps } = asked;
  const cookie = accessCookie(granted, {
    signer,
    nowMs: deps.now.getTime(),
    path: visit.base === '' ? '/' : visit.base,
    isSecure: visit.isSecure,
  });
  return leadOn(asked, { 'Set-Cookie': cookie });
}
