import { noticeAdapter } from '@/app/(status)/status/notice-adapter';
import { serveSubscribe, showSubscribe } from '@/lib/web/serve-subscription';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showSubscribe(request, (await params).slug, noticeAdapter);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveSubscribe(request, (await params).slug, noticeAdapter);
}
