import { env } from '@/lib/core/env';
import { findSlugOfHostname } from '@/lib/snapshots/find-published-page';
import { readHostname } from '@/lib/snapshots/rules/document-path';
import { webRuntime } from '@/lib/web/runtime';

const keptMs = 30_000;
const capacity = 1000;

type Known = { slug: string | null; atMs: number };
const holder = globalThis as typeof globalThis & {
  stillupOwnPages?: Map<string, Known> | undefined;
  stillupOwnPageSecret?: string | undefined;
};

const ownPageHeader = 'x-stillup-own-page';

/**
 * Bound to an address by which Next does not know itself (`-H 127.0.0.1`), Next fetches what a proxy rewrites to over HTTP from itself, and
 * the proxy runs again. So a rewritten request says of which page it is, in a way that nobody else can.
 */
export function markOwnPage(headers: Headers, slug: string): Headers {
  const marked = new Headers(headers);
  marked.set(ownPageHeader, `${secret()} ${slug}`);
  return marked;
}

/** The slug that `markOwnPage` has left. */
export function readOwnPage(headers: Headers): string | null {
  const [given, slug] = (headers.get(ownPageHeader) ?? '').split(' ');
  return given === secret() && slug !== undefined ? slug : null;
}

function secret(): string {
  holder.stillupOwnPageSecret ??= crypto.randomUUID();
  return holder.stillupOwnPageSecret;
}

/**
 * The slug of the page whose own domain a request was sent to; null of our own address and of strangers. Either name counts that a
 * proxy may have left the host in: where one of them is a page's, nothing else is to be seen there. Half a minute old at most, or as
 * old as it takes while the database is away.
 */
export async function findOwnPage(headers: Headers): Promise<string | null> {
  const marked = readOwnPage(headers);
  if (marked !== null) return marked;
  const given = [headers.get('x-forwarded-host')?.split(',').at(-1), headers.get('host')];
  const own = new URL(env().appUrl).hostname;
  for (const host of given) {
    const name = readHostname((host ?? '').trim());
    // No page can have a name without a dot, nor a number for one.
    if (name === own || !/^[a-z0-9.-]+\.[a-z][a-z0-9-]*$/.test(name) || name.length > 253) continue;
    const slug = await lookUp(name);
    if (slug !== null) return slug;
  }
  return null;
}

async function lookUp(hostname: string): Promise<string | null> {
  holder.stillupOwnPages ??= new Map();
  const known = holder.stillupOwnPages.get(hostname);
  const nowMs = performance.now();
  if (known !== undefined && nowMs - known.atMs < keptMs) return known.slug;
  const { database, logger } = webRuntime();
  try {
    const slug = await findSlugOfHostname(database.db, hostname);
    if (holder.stillupOwnPages.size >= capacity) holder.stillupOwnPages.clear();
    holder.stillupOwnPages.set(hostname, { slug, atMs: nowMs });
    return slug;
  } catch (error) {
    logger.warn({ err: error }, 'a domain could not be looked up');
    return known?.slug ?? null;
  }
}
