import { serveEvents } from '@/lib/web/live/serve-events';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  return await serveEvents(request, 'key_or_session');
}
