import { after } from 'next/server';
import { renderNotice } from '@/app/(status)/status/render-notice';
import { serveSubscribe, showSubscribe } from '@/lib/web/serve-subscription';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string }> };
const adapter = { render: renderNotice, later: after };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showSubscribe(request, (await params).slug, adapter);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveSubscribe(request, (await params).slug, adapter);
}
