import { after } from 'next/server';
import { renderNotice } from '@/app/(status)/status/render-notice';
import { serveSubscription, showSubscription } from '@/lib/web/serve-subscription';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string; token: string }> };
const adapter = { render: renderNotice, later: after };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showSubscription(request, await params, adapter);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveSubscription(request, await params, adapter);
}
