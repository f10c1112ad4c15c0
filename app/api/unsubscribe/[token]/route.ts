import { serveUnsubscribe, showUnsubscribe } from '@/lib/web/serve-unsubscribe';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ token: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  return showUnsubscribe((await params).token);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveUnsubscribe(request, (await params).token);
}
