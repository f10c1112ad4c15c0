import type { Exchange } from '@/lib/gateway/route';
import { isAnsweredByWeb, readDocumentPath, readPageAddress } from '@/lib/snapshots/rules/document-path';
import { noticePage } from '@/lib/snapshots/rules/small-pages';

const retryAfterSeconds = 2;

/** The short while in which web starts, restarts, or is gone: said plainly, and never kept in a cache. */
export function answerUnavailable({ request, response, path, requestId }: Exchange): void {
  const wantsPage = !path.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
  const body = wantsPage ? (isOfVisitor(path) ? visitorPage : page) : problem(path, requestId);
  response.writeHead(503, {
    'Content-Type': wantsPage ? 'text/html; charset=utf-8' : 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
    'Retry-After': String(retryAfterSeconds),
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** A form of a status page: whoever is there knows nothing of us. */
function isOfVisitor(path: string): boolean {
  const below = readDocumentPath(readPageAddress(path)?.rest ?? path.slice(1));
  return path.startsWith('/status/') || (below !== null && isAnsweredByWeb(below));
}

const visitorPage = noticePage({
  title: 'One moment',
  text: 'This cannot be answered just now. Please try again in a minute; the status page itself goes on.',
  refreshSeconds: 10,
});

export function problemBody(
  status: number,
  title: string,
  detail: string,
  path: string,
  requestId: string,
): string {
  return JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail,
    instance: path,
    request_id: requestId,
    errors: [],
  });
}

function problem(path: string, requestId: string): string {
  return problemBody(
    503,
    'Service Unavailable',
    'The dashboard is starting. Please try again in a moment.',
    path,
    requestId,
  );
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${retryAfterSeconds}">
<title>Stillup is starting</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1rem; text-align: center }
  h1 { font-size: 1.25rem; margin: 0 0 .25rem }
  p { margin: 0; opacity: .8 }
</style>
<main>
  <h1>Stillup is starting</h1>
  <p>This page asks again by itself. Checks and alerts do not depend on it.</p>
</main>
</html>
`;
