import { createHash } from 'node:crypto';
import { type Answer, dataPolicy } from '@/lib/snapshots/answer-document';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { answerPageBadge, neutralPageBadge } from '@/lib/snapshots/rules/page-badges';
import type { SnapshotManifest } from '@/lib/snapshots/schema';

type Badges = SnapshotManifest['badges'];

/** For each state of a page's badges, those that were asked for; a few, for anybody may ask for any label. */
const drawn = new WeakMap<Badges, Map<string, StoredDocument | null>>();
const keptPerPage = 100;
const longestQuery = 300;

/** `query`: without its question mark. `isStale`: what the page says was true once. */
type Asked = { path: string; query: string; isStale: boolean };

/** `badge.svg`, `badge.json` and those of components, drawn as they are asked for. */
export function answerBadge(badges: Badges, { path, query, isStale }: Asked): StoredDocument | null {
  if (!path.endsWith('badge.svg') && !path.endsWith('badge.json')) return null;
  let known = drawn.get(badges);
  if (known === undefined) {
    known = new Map();
    drawn.set(badges, known);
  }
  const key = `${isStale ? 'stale' : 'fresh'} ${path}?${query}`;
  let badge = known.get(key);
  if (badge === undefined) {
    badge = drawBadge(badges, { path, query: query.slice(0, longestQuery), isStale });
    if (known.size >= keptPerPage) known.clear();
    if (query.length <= longestQuery) known.set(key, badge);
  }
  return badge;
}

function drawBadge(badges: Badges, { path, query, isStale }: Asked): StoredDocument | null {
  const answer = answerPageBadge(badges, path, readQuery(query), isStale);
  if (answer === null) return null;
  const { body, contentType } = answer;
  return {
    path,
    version: 0,
    etag: createHash('sha256').update(body).digest('base64url').slice(0, 27),
    meta: {
      contentType,
      csp: path.endsWith('.svg') ? picturePolicy : null,
      isFramable: true,
      isImmutable: false,
      staleBanner: null,
    },
    br: null,
    gzip: null,
    plain: Buffer.from(body),
  };
}

const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'";

function readQuery(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/**
 * The badge of a page that is not there, or not for whoever asks: the same for both to the last byte, and always 200, since shields.io
 * shows nothing else. Null of what is no address of a badge, and of requests that read nothing. `path`: as it was asked for.
 */
export function answerNeutralBadge(method: string, path: string, query: string): Answer | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const badge = neutralPageBadge(path, readQuery(query.slice(0, longestQuery)));
  if (badge === null) return null;
  const body = Buffer.from(badge.body);
  return {
    status: 200,
    headers: [
      ...['Content-Type', badge.contentType],
      ...['Content-Length', String(body.length)],
      ...['Cache-Control', 'private, no-store'],
      ...['X-Content-Type-Options', 'nosniff'],
      ...['Content-Security-Policy', path.endsWith('.svg') ? picturePolicy : dataPolicy],
      ...['X-Robots-Tag', 'noindex'],
    ],
    body: method === 'HEAD' ? null : body,
  };
}
