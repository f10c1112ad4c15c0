import { linkSigner } from '@/lib/core/link-signer';
import { answerNeutralBadge } from '@/lib/snapshots/answer-badge';
import type { Answer } from '@/lib/snapshots/answer-document';
import { answerPage, small } from '@/lib/snapshots/answer-page';
import { staleAfterMs } from '@/lib/snapshots/constants';
import { findPublishedPage } from '@/lib/snapshots/find-published-page';
import { findDocument, findSnapshot } from '@/lib/snapshots/load-snapshots';
import { makeStale } from '@/lib/snapshots/make-stale';
import { readDocumentPath } from '@/lib/snapshots/rules/document-path';
import { findOwnPage } from '@/lib/web/find-own-page';
import { readRequestId } from '@/lib/web/read-request-id';
import { callerAddress } from '@/lib/web/rules/caller-address';
import { webRuntime } from '@/lib/web/runtime';
import { toResponse } from '@/lib/web/to-response';

type Address = { slug: string; path: readonly string[] };

/**
 * Status pages where no gateway stands in front, or one that does not know the page yet: the same documents by the same rules, from
 * the database.
 */
export async function serveStatus(request: Request, address: Address): Promise<Response> {
  try {
    return toResponse(await answer(request, address), request.method);
  } catch (error) {
    const { logger } = webRuntime();
    logger.error({ err: error, requestId: readRequestId(request) }, 'a status page could not be read');
    const text = 'This page cannot be read just now. It asks again by itself.';
    return toResponse(small(503, { title: 'One moment', text, refreshSeconds: 10 }), request.method);
  }
}

async function answer(request: Request, { slug, path }: Address): Promise<Answer> {
  const { db } = webRuntime().database;
  const rest = path.join('/');
  const query = new URL(request.url).search.slice(1);
  const neutral = () => answerNeutralBadge(request.method, readDocumentPath(rest) ?? '', query);
  const page = await findPublishedPage(db, slug);
  if (page === null) return neutral() ?? notFound;
  const snapshot = page.hasSnapshot ? await findSnapshot(db, page.id) : null;
  if (snapshot === null) return neutral() ?? inPreparation;
  const { manifest, confirmedAtMs } = snapshot;
  const nowMs = Date.now();
  const staleSinceMs = nowMs - confirmedAtMs > staleAfterMs ? confirmedAtMs : null;
  return await answerPage(
    {
      method: request.method,
      rest,
      query,
      // Next takes `Content-Encoding` away from what a route answers, and compresses by itself.
      headers: { ...Object.fromEntries(request.headers), 'accept-encoding': 'identity' },
      clientAddress: () => callerAddress(request.headers.get('x-forwarded-for')),
    },
    {
      manifest,
      isAtRoot: (await findOwnPage(request.headers)) === manifest.slug,
      staleSinceMs,
      nowMs,
      find: async (paths) => {
        for (const wanted of paths) {
          const document = await findDocument(db, page.id, wanted);
          if (document !== null)
            return staleSinceMs === null ? document : await makeStale(document, staleSinceMs);
        }
        return null;
      },
    },
    linkSigner(),
  );
}

const notFound = small(404, {
  title: 'Not found',
  text: 'There is no status page here. It may not be published yet, or the address is mistyped.',
});
const inPreparation = small(503, {
  title: 'One moment',
  text: 'This status page is being prepared. It shows itself in a few seconds.',
  refreshSeconds: 2,
});
