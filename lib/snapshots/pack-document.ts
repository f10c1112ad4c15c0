import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { PageDocument, StoredDocument } from '@/lib/snapshots/documents';

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);
/** Made once and sent many times, yet made every minute: near the best there is, at a tenth of its price. */
const brotliQuality = 5;

const compressible = /^(text\/|application\/(json|xml|rss\+xml|atom\+xml|javascript)|image\/svg\+xml)/;

export type Packed = Pick<StoredDocument, 'etag' | 'meta' | 'br' | 'gzip' | 'plain'>;

/** Compressed twice, or not at all where the format is compressed by itself. The tag is one of the content and of how it is shown. */
export async function packDocument(document: PageDocument): Promise<Packed> {
  const bytes = Buffer.from(document.body);
  const meta = {
    contentType: document.contentType,
    csp: document.csp ?? null,
    isFramable: document.isFramable ?? false,
    isImmutable: document.isImmutable ?? false,
    staleBanner: document.staleBanner ?? null,
  };
  const etag = createHash('sha256')
    .update(JSON.stringify(meta))
    .update(bytes)
    .digest('base64url')
    .slice(0, 27);
  if (!compressible.test(document.contentType)) return { etag, meta, br: null, gzip: null, plain: bytes };
  const [br, zipped] = await Promise.all([
    packBrotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    packGzip(bytes, { level: 6 }),
  ]);
  return { etag, meta, br, gzip: zipped, plain: null };
}
