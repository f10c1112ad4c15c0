import { noticeAdapter } from '@/app/(status)/status/notice-adapter';
import { serveUnlock, showUnlock } from '@/lib/web/serve-page-access';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showUnlock(request, (await params).slug, noticeAdapter);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveUnlock(request, (await params).slug, noticeAdapter);
}
