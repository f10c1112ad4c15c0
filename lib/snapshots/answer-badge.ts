import { createHash } from 'node:crypto';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { answerPageBadge } from '@/lib/snapshots/rules/page-badges';
import type { SnapshotManifest } from '@/lib/snapshots/schema';

type Badges = SnapshotManifest['badges'];

/** For each state of a page's badges, those that were asked for; a few, for anybody may ask for any label. */
const drawn = new WeakMap<Badges, Map<string, StoredDocument | null>>();
const keptPerPage = 100;
const longestQuery = 300;

/** `badge.svg`, `badge.json` and those of components, drawn as they are asked for. `query`: without its question mark. */
export function answerBadge(badges: Badges, path: string, query: string): StoredDocument | null {
  if (!path.endsWith('badge.svg') && !path.endsWith('badge.json')) return null;
  let known = drawn.get(badges);
  if (known === undefined) {
    known = new Map();
    drawn.set(badges, known);
  }
  const key = `${path}?${query}`;
  let badge = known.get(key);
  if (badge === undefined) {
    badge = drawBadge(badges, path, query.slice(0, longestQuery));
    if (known.size >= keptPerPage) known.clear();
    if (query.length <= longestQuery) known.set(key, badge);
  }
  return badge;
}

function drawBadge(badges: Badges, path: string, query: string): StoredDocument | null {
  const answer = answerPageBadge(badges, path, Object.fromEntries(new URLSearchParams(query)));
  if (answer === null) return null;
  const { body, contentType } = answer;
  return {
    path,
    version: 0,
    etag: createHash('sha256').update(body).digest('base64url').slice(0, 27),
    meta: {
      contentType,
      csp: path.endsWith('.svg') ? "default-src 'none'; style-src 'unsafe-inline'" : null,
      isFramable: true,
      isImmutable: false,
      staleBanner: null,
    },
    br: null,
    gzip: null,
    plain: Buffer.from(body),
  };
}
