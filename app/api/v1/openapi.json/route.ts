import { endpoints } from '@/app/api/v1/endpoints';
import { buildDocument } from '@/lib/web/openapi/build-document';
import { webRuntime } from '@/lib/web/runtime';

export const dynamic = 'force-dynamic';

/** Public: it tells what can be asked, and nothing of what is stored. */
export function GET(): Response {
  return Response.json(buildDocument(endpoints, webRuntime().appUrl), {
    headers: { 'Cache-Control': 'public, max-age=60', 'X-Content-Type-Options': 'nosniff' },
  });
}
