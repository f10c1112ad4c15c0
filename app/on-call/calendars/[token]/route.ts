import { serveOnCallCalendar } from '@/lib/web/serve-on-call-calendar';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ token: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await serveOnCallCalendar(request, (await params).token);
}
