import type { LinkSigner } from '@/lib/core/link-tokens';
import { answerBadge, answerNeutralBadge } from '@/lib/snapshots/answer-badge';
import {
  type Answer,
  answerDocument,
  answerRequest,
  type DocumentState,
} from '@/lib/snapshots/answer-document';
import { rootPrefix } from '@/lib/snapshots/constants';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { isReadByPrograms, readDocumentPath, withoutLocale } from '@/lib/snapshots/rules/document-path';
import { noticePage } from '@/lib/snapshots/rules/small-pages';
import type { SnapshotManifest } from '@/lib/snapshots/schema';
import { isAccessGranted } from '@/lib/status-pages/is-access-granted';

export type PageRequest = {
  method: string;
  /** What follows the page in the address, undecoded, without the slash before it. */
  rest: string;
  /** Without its question mark. */
  query: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Asked only of a page that not everybody may read. */
  clientAddress: () => string | null;
};

type Found = StoredDocument | null;

export type AnsweringPage = {
  manifest: SnapshotManifest;
  /** At a domain of its own. */
  isAtRoot: boolean;
  staleSinceMs: number | null;
  nowMs: number;
  /** The first there is of these. */
  find: (paths: readonly string[]) => Found | Promise<Found>;
};

/**
 * What any address below a page is answered with: documents and badges, where the asker may read them. Knows neither database nor
 * server; forms (`isAnsweredByWeb`) are not asked of it.
 */
export function answerPage(
  request: PageRequest,
  page: AnsweringPage,
  signer: LinkSigner,
): Answer | Promise<Answer> {
  const { manifest, isAtRoot, staleSinceMs, nowMs } = page;
  const asked = readDocumentPath(request.rest);
  if (asked === null) return small(404, { title: 'Not found', text: 'There is nothing at this address.' });
  const path = withoutLocale(asked, manifest.defaultLocale);
  const isPublic = manifest.access === 'public';
  if (request.method === 'OPTIONS') return answerOptions(isPublic);
  if (request.method !== 'GET' && request.method !== 'HEAD') return answerMethod();
  if (!isPublic && !isGranted(request, page, signer)) {
    return answerNeutralBadge(request.method, asked, request.query) ?? deny(path, page);
  }
  const state = { isPublic, isIndexed: manifest.isIndexed, staleSinceMs, nowMs };
  const isStale = staleSinceMs !== null;
  const badge = answerBadge(manifest.badges, { path, query: request.query, isStale });
  if (badge !== null) return finish(badge, request, state);
  const wanted = isEmbedded(request.query) ? embedPath(path, manifest) : path;
  const found = page.find(isAtRoot ? [rootPrefix + wanted, wanted] : [wanted]);
  return found instanceof Promise
    ? found.then((document) => finish(document, request, state))
    : finish(found, request, state);
}

function finish(document: Found, request: PageRequest, state: DocumentState): Answer {
  if (document === null) {
    const text = 'There is no such page here. It may have been removed, or the address is mistyped.';
    return withoutBody(request, small(404, { title: 'Not found', text }, state.isPublic));
  }
  return answerDocument(document, answerRequest(request.method, request.headers), state);
}

function isGranted(request: PageRequest, { manifest, nowMs }: AnsweringPage, signer: LinkSigner): boolean {
  const cookie = request.headers['cookie'];
  const cookieHeader = Array.isArray(cookie) ? cookie.join('; ') : cookie;
  return isAccessGranted({ manifest, cookieHeader, clientAddress: request.clientAddress(), nowMs, signer });
}

/** The same for what exists and what does not. Programs are told plainly; people are led to where they can prove themselves. */
function deny(path: string, { manifest, isAtRoot }: AnsweringPage): Answer {
  const title = 'This page is not public';
  if (isReadByPrograms(path) || manifest.access === 'ip') {
    const text = 'It can be read from certain networks only, or by people who have been let in.';
    return small(403, { title, text }, false);
  }
  const unlock = `${isAtRoot ? '' : `/status/${manifest.slug}`}/unlock`;
  const location = path === '' ? unlock : `${unlock}?to=${encodeURIComponent(path)}`;
  const answer = small(303, { title, text: 'You are led to where it can be opened.' }, false);
  return { ...answer, headers: ['Location', location, ...answer.headers] };
}

function answerOptions(isPublic: boolean): Answer {
  const cors = [
    ...['Access-Control-Allow-Origin', '*'],
    ...['Access-Control-Allow-Methods', 'GET, HEAD'],
    ...['Access-Control-Allow-Headers', '*'],
    ...['Access-Control-Max-Age', '86400'],
  ];
  return { status: 204, headers: ['Allow', 'GET, HEAD, OPTIONS', ...(isPublic ? cors : [])], body: null };
}

function answerMethod(): Answer {
  const answer = small(405, { title: 'Not possible', text: 'This address can only be read.' }, false);
  return { ...answer, headers: ['Allow', 'GET, HEAD, OPTIONS', ...answer.headers] };
}

/** One sentence, as a page. Where it may be kept, only as long as a document. */
export function small(status: number, notice: Parameters<typeof noticePage>[0], isCacheable = false): Answer {
  const body = Buffer.from(noticePage(notice));
  return {
    status,
    headers: [
      ...['Content-Type', 'text/html; charset=utf-8'],
      ...['Content-Length', String(body.length)],
      ...['Cache-Control', isCacheable ? 'public, max-age=10' : 'private, no-store'],
      ...['X-Content-Type-Options', 'nosniff'],
      ...['Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"],
      ...(notice.refreshSeconds === undefined ? [] : ['Retry-After', String(notice.refreshSeconds)]),
    ],
    body,
  };
}

function withoutBody({ method }: PageRequest, answer: Answer): Answer {
  return method === 'HEAD' ? { ...answer, body: null } : answer;
}

function isEmbedded(query: string): boolean {
  return query !== '' && /(?:^|&)embed=1(?:&|$)/.test(query);
}

function embedPath(path: string, { locales }: SnapshotManifest): string {
  if (path === '') return 'embed';
  return locales.some((locale) => locale === path) ? `${path}/embed` : path;
}
