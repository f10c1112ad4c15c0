import { createHash } from 'node:crypto';
import { isKnownTag } from '@/lib/web/rules/entity-tag';

type Headers = Readonly<Record<string, string>>;

/**
 * What anybody may read who has its address; whoever has it already is told so by 304. `common`: headers of either
 * answer, `ofBody`: of the body alone.
 */
export function answerTagged(
  request: Request,
  body: string,
  { common, ofBody }: { common: Headers; ofBody: Headers },
): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { ...common, ETag: etag };
  if (isKnownTag(request.headers.get('if-none-match') ?? '', etag)) {
    return new Response(null, { status: 304, headers });
  }
  const content = new TextEncoder().encode(body);
  return new Response(request.method === 'HEAD' ? null : content, {
    headers: { ...headers, ...ofBody, 'Content-Length': String(content.length) },
  });
}

/** A sentence in place of it. */
export function answerSentence(status: number, text: string, headers: Headers): Response {
  return new Response(text, {
    status,
    headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
