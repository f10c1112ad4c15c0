import { isOriginAllowed } from '@/lib/access/rules/origin';
import { isProductError, type ProductError } from '@/lib/core/errors';
import { linkSigner } from '@/lib/core/link-signer';
import { mailDeps } from '@/lib/email/send-email';
import { pageLocales } from '@/lib/status-pages/constants';
import { findLockedPage, type LockedPage } from '@/lib/status-pages/find-locked-page';
import { findPageComponents } from '@/lib/status-pages/find-page-components';
import type { PageNotice } from '@/lib/status-pages/rules/page-notice';
import {
  confirmSubscription,
  endSubscription,
  getSubscription,
  type LinkDeps,
  updateSubscription,
} from '@/lib/subscribers/manage-subscription';
import { subscribe } from '@/lib/subscribers/subscribe';
import { toFault } from '@/lib/web/answer-fault';
import { findPageVisit, type PageVisit } from '@/lib/web/find-page-visit';
import { type NoticeAdapter, noticeHeaders, noticeResponse } from '@/lib/web/page-notice';
import { readForm, textOf } from '@/lib/web/read-form';
import { readRequestId } from '@/lib/web/read-request-id';
import {
  confirmNotice,
  deadNotice,
  faultNotice,
  goneNotice,
  manageNotice,
  pausedNotice,
  sentNotice,
} from '@/lib/web/rules/subscription-notices';
import { webRuntime } from '@/lib/web/runtime';

type Asked = {
  request: Request;
  adapter: NoticeAdapter;
  deps: LinkDeps & { requestId: string };
  page: LockedPage;
  visit: PageVisit;
  /** Null of what sends none. */
  form: FormData | null;
};

/** The form of a page: whatever has become of a mailbox before, the answer is the same. */
export function serveSubscribe(request: Request, slug: string, adapter: NoticeAdapter): Promise<Response> {
  return serve(request, { slug, token: null }, adapter, async (asked) => {
    const { deps, page, visit } = asked;
    if (!isOwnForm(asked)) return plain(403, 'This form belongs to another page.');
    const text = (name: string) => textOf(asked.form, name);
    const email = text('email').trim();
    const locale = pageLocales.find((one) => one === text('locale')) ?? visit.locale;
    const place = { name: page.name, base: visit.base, locale };
    const componentIds = idsOf(asked.form);
    const mail = adapter.mail ?? mailDeps(deps.db);
    try {
      const { send } = await subscribe(
        { ...deps, mail, visitor: visit },
        { page_id: page.id, email, locale, component_ids: componentIds },
        { isTrapped: text('website') !== '' },
      );
      adapter.later(() => send().catch((error: unknown) => logUnsent(error, deps.requestId)));
      return await notice(asked, sentNotice(place, email), 200, locale);
    } catch (error) {
      if (!isProductError(error)) throw error;
      const { status, fault } = faultOf(error);
      if (fault === null) throw error;
      return await notice(asked, faultNotice(place, fault), status, locale);
    }
  });
}

/** Whoever opens its address is led to the page, where the form is. */
export function showSubscribe(request: Request, slug: string, adapter: NoticeAdapter): Promise<Response> {
  return serve(request, { slug, token: null }, adapter, async ({ visit }) => leadTo(`${visit.base}/`));
}

/** Changes nothing: mail scanners open every link. */
export function showSubscription(
  request: Request,
  { slug, token }: { slug: string; token: string },
  adapter: NoticeAdapter,
): Promise<Response> {
  return serve(request, { slug, token }, adapter, async (asked) => {
    const { deps, page, visit } = asked;
    const found = await find(deps, token);
    const locale = found?.locale ?? visit.locale;
    const place = { name: page.name, base: visit.base, locale };
    if (found === null) return notice(asked, deadNotice(place), 410, locale);
    const { address } = found;
    const linked = { address, action: addressOf(asked, token) };
    switch (found.state) {
      case 'unconfirmed':
        return notice(asked, confirmNotice(place, linked), 200, locale);
      case 'unsubscribed':
        return notice(asked, goneNotice(place, address), 200, locale);
      case 'disabled':
        return notice(asked, pausedNotice(place), 200, locale);
      case 'active': {
        const components = (await findPageComponents(deps.db, page.id)).filter(
          ({ id, kind }) => kind !== 'group' || found.componentIds?.includes(id) === true,
        );
        const done = doneOf(request);
        const managed = { ...linked, components, chosen: found.componentIds, locales: page.locales, done };
        return notice(asked, manageNotice(place, managed), 200, locale);
      }
    }
  });
}

/**
 * The page's forms, and mail programs by themselves (RFC 8058): these come from anywhere, without a cookie and without an
 * Origin. The token is the whole permission, so neither is asked for.
 */
export function serveSubscription(
  request: Request,
  { slug, token }: { slug: string; token: string },
  adapter: NoticeAdapter,
): Promise<Response> {
  return serve(request, { slug, token }, adapter, async (asked) => {
    const { deps, page, visit, form } = asked;
    try {
      switch (textOf(form, 'wish')) {
        case 'confirm':
          await confirmSubscription(deps, token);
          return leadTo(`${addressOf(asked, token)}?done=confirmed`);
        case 'save': {
          const locale = textOf(form, 'locale');
          await updateSubscription(deps, token, { locale, component_ids: idsOf(form) });
          return leadTo(`${addressOf(asked, token)}?done=saved`);
        }
        case 'unsubscribe':
          await endSubscription(deps, token);
          return leadTo(addressOf(asked, token));
        default:
          return plain(400, 'Send List-Unsubscribe=One-Click as a form.');
      }
    } catch (error) {
      if (!isProductError(error) || error.code !== 'not_found') throw error;
      const place = { name: page.name, base: visit.base, locale: visit.locale };
      return notice(asked, deadNotice(place), 410, visit.locale);
    }
  });
}

async function find(deps: LinkDeps, token: string) {
  try {
    return await getSubscription(deps, token);
  } catch (error) {
    if (isProductError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

/** A page of somebody else must not have its visitors' browsers ask for mail. A program that is no browser names none. */
function isOwnForm({ request, visit }: Asked): boolean {
  const origin = request.headers.get('origin');
  if (origin === null || origin === new URL(visit.url).origin) return true;
  return isOriginAllowed({ method: request.method, origin, appUrl: webRuntime().appUrl });
}

function faultOf(error: ProductError) {
  switch (error.code) {
    case 'rate_limited':
      return { status: 429, fault: 'tooMany' as const };
    case 'conflict':
      return { status: 409, fault: 'closed' as const };
    case 'invalid':
      return error.errors[0]?.code === 'foreign_domain'
        ? { status: 400, fault: 'foreignAddress' as const }
        : { status: 400, fault: 'badAddress' as const };
    default:
      return { status: 500, fault: null };
  }
}

function idsOf(form: FormData | null): string[] | null {
  const ids = form?.getAll('component_ids').filter((id) => typeof id === 'string') ?? [];
  return ids.length === 0 ? null : ids;
}

function doneOf(request: Request): 'confirmed' | 'saved' | null {
  const done = new URL(request.url).searchParams.get('done');
  return done === 'confirmed' || done === 'saved' ? done : null;
}

function addressOf({ visit }: Asked, token: string): string {
  return `${visit.base}/subscriptions/${encodeURIComponent(token)}`;
}

async function notice(
  { adapter, page, visit }: Asked,
  content: PageNotice,
  status: number,
  locale: PageVisit['locale'],
): Promise<Response> {
  const { name, branding } = page;
  const response = noticeResponse(
    await adapter.render({ name, branding, base: visit.base }, locale, content),
    status,
  );
  if (status === 429) response.headers.set('Retry-After', '3600');
  return response;
}

type Address = { slug: string; token: string | null };

async function serve(
  request: Request,
  address: Address,
  adapter: NoticeAdapter,
  answer: (asked: Asked) => Promise<Response>,
): Promise<Response> {
  const { database, logger } = webRuntime();
  const requestId = readRequestId(request);
  const signer = adapter.signer ?? linkSigner();
  const deps = { db: database.db, signer, now: new Date(), requestId };
  try {
    const form = request.method === 'POST' ? await readForm(request) : null;
    if (address.token !== null && textOf(form, 'List-Unsubscribe') === 'One-Click') {
      await endSubscription(deps, address.token);
      return plain(200, 'Unsubscribed.');
    }
    // A page may have another address by now than when the mail was written: its link still ends what it is of.
    const linked = address.token === null ? null : await find(deps, address.token);
    const page = await findLockedPage(deps.db, linked?.page.slug ?? address.slug);
    if (page === null) return plain(404, 'There is no such page here.');
    const visit = await findPageVisit(deps.db, request, page);
    return await answer({ request, adapter, deps, page, visit, form });
  } catch (error) {
    // Without the token, which is a permission.
    const path = `/status/${address.slug}`;
    const { status, detail, headers } = toFault(error, { path, requestId, logger });
    const response = plain(status, detail);
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  }
}

function logUnsent(error: unknown, requestId: string): void {
  webRuntime().logger.error({ err: error, requestId }, 'the link of a subscription was not sent');
}

/** Relative, so that whoever came by whichever name stays there. */
function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { ...noticeHeaders, Location: location } });
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...noticeHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
