import { after } from 'next/server';
import { renderNotice } from '@/app/(status)/status/render-notice';
import { serveUnlock, showUnlock } from '@/lib/web/serve-page-access';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string }> };
const adapter = { render: renderNotice, later: after };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showUnlock(request, (await params).slug, adapter);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveUnlock(request, (await params).slug, adapter);
}
