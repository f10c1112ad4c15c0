import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { RecentBytes } from '@/lib/snapshots/internal/recent-bytes';
import { chooseEncoding, type Encoding, isKnownTag, tagOf } from '@/lib/snapshots/rules/negotiate';

export type DocumentRequest = {
  method: string;
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
};

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** `headers`: by their names in lower case. */
export function answerRequest(method: string, headers: RequestHeaders): DocumentRequest {
  return {
    method,
    acceptEncoding: one(headers['accept-encoding']),
    ifNoneMatch: one(headers['if-none-match']),
  };
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

/** `staleSinceMs`: when the page was last found to be right, where that is too long ago. `isIndexed`: search engines may list it. */
export type DocumentState = {
  isPublic: boolean;
  isIndexed: boolean;
  staleSinceMs: number | null;
  nowMs: number;
};

/** `headers`: names and values in turn. */
export type Answer = { status: number; headers: readonly string[]; body: Buffer | null };

const publicCache = 'public, max-age=10, s-maxage=30, stale-while-revalidate=300, stale-if-error=86400';
const immutableCache = 'public, max-age=31536000, immutable';
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** What a request for a finished document is answered with: 304 first, else the bytes that suit. Touches neither clock nor database. */
export function answerDocument(
  document: StoredDocument,
  request: DocumentRequest,
  state: DocumentState,
): Answer {
  const encoding = encodingFor(document, request.acceptEncoding);
  if (request.ifNoneMatch !== undefined && isKnownTag(request.ifNoneMatch, document.etag)) {
    return { status: 304, headers: headersOf(document, encoding, state).notModified, body: null };
  }
  return {
    status: 200,
    headers: headersOf(document, encoding, state).ok,
    body: request.method === 'HEAD' ? null : bytesOf(document, encoding),
  };
}

/** Which of the encodings that are at hand; read once for each header there is. */
function encodingFor(document: StoredDocument, acceptEncoding: string | undefined): Encoding {
  if (document.plain !== null || acceptEncoding === undefined) return 'identity';
  let encoding = chosen.get(acceptEncoding);
  if (encoding === undefined) {
    encoding = chooseEncoding(acceptEncoding, ['br', 'gzip', 'identity']);
    if (chosen.size >= 500) chosen.clear();
    if (acceptEncoding.length < 200) chosen.set(acceptEncoding, encoding);
  }
  return encoding;
}

const chosen = new Map<string, Encoding>();

type Headers = { ok: readonly string[]; notModified: readonly string[] };
type Made = Headers & Omit<DocumentState, 'nowMs'> & { ageSeconds: number };
const made = new WeakMap<StoredDocument, Partial<Record<Encoding, Made>>>();

/** The same for all who ask, until something about the page changes; of a stale one, until the second is over that its age is told in. */
function headersOf(document: StoredDocument, encoding: Encoding, state: DocumentState): Headers {
  let known = made.get(document);
  if (known === undefined) {
    known = {};
    made.set(document, known);
  }
  const ageSeconds = ageOf(state);
  const last = known[encoding];
  if (
    last?.ageSeconds === ageSeconds &&
    last.staleSinceMs === state.staleSinceMs &&
    last.isPublic === state.isPublic &&
    last.isIndexed === state.isIndexed
  ) {
    return last;
  }
  const { isPublic, isIndexed, staleSinceMs } = state;
  const headers = makeHeaders(document, encoding, state);
  const next = { ...headers, isPublic, isIndexed, staleSinceMs, ageSeconds };
  known[encoding] = next;
  return next;
}

/** 0 of what is fresh. */
function ageOf({ staleSinceMs, nowMs }: DocumentState): number {
  return staleSinceMs === null ? 0 : Math.max(0, Math.floor((nowMs - staleSinceMs) / 1000));
}

function makeHeaders(document: StoredDocument, encoding: Encoding, state: DocumentState): Headers {
  const { meta, etag } = document;
  const isData = meta.csp === null;
  const lasting = meta.isImmutable ? immutableCache : publicCache;
  const common = [
    ...['ETag', tagOf(etag, encoding)],
    ...['Cache-Control', state.isPublic ? lasting : 'private, no-store'],
    ...(document.plain === null ? ['Vary', 'Accept-Encoding'] : []),
    ...(isData && state.isPublic ? ['Access-Control-Allow-Origin', '*'] : []),
    ...(state.isPublic && state.isIndexed ? [] : ['X-Robots-Tag', 'noindex']),
    ...staleHeaders(state),
  ];
  return {
    notModified: common,
    ok: [
      ...['Content-Type', meta.contentType],
      ...['Content-Length', String(bytesOf(document, encoding).length)],
      ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
      ...common,
      ...['X-Content-Type-Options', 'nosniff'],
      ...['Content-Security-Policy', meta.csp ?? dataPolicy],
      ...['Referrer-Policy', 'strict-origin-when-cross-origin'],
      ...(meta.isFramable ? [] : ['X-Frame-Options', 'DENY']),
      // Logos and badges are shown by other sites; what is behind a lock is not.
      ...['Cross-Origin-Resource-Policy', state.isPublic ? 'cross-origin' : 'same-origin'],
    ],
  };
}

function staleHeaders(state: DocumentState): string[] {
  if (state.staleSinceMs === null) return [];
  return ['X-Stale-Since', new Date(state.staleSinceMs).toISOString(), 'Age', String(ageOf(state))];
}

/** Where documents come from the database, each request brings one of its own: hence a count as well. */
const unpacked = new RecentBytes<StoredDocument>({ maxBytes: 32 * 1024 * 1024, maxCount: 300 });

function bytesOf(document: StoredDocument, encoding: Encoding): Buffer {
  return (encoding === 'identity' ? null : document[encoding]) ?? plainBytes(document);
}

/** As it was made. */
export function plainBytes(document: StoredDocument): Buffer {
  return document.plain ?? unpacked.get(document, unpack);
}

function unpack({ br, gzip }: StoredDocument): Buffer {
  if (gzip !== null) return gunzipSync(gzip);
  return br === null ? Buffer.alloc(0) : brotliDecompressSync(br);
}
