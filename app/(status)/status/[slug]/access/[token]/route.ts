import { noticeAdapter } from '@/app/(status)/status/notice-adapter';
import { serveAccessLink, showAccessLink } from '@/lib/web/serve-page-access';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string; token: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showAccessLink(request, await params, noticeAdapter);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveAccessLink(request, await params, noticeAdapter);
}
