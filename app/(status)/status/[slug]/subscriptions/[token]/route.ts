import { noticeAdapter } from '@/app/(status)/status/notice-adapter';
import { serveSubscription, showSubscription } from '@/lib/web/serve-subscription';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string; token: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showSubscription(request, await params, noticeAdapter);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveSubscription(request, await params, noticeAdapter);
}
