import { after } from 'next/server';
import { renderNotice } from '@/app/(status)/status/render-notice';
import { serveAccessLink, showAccessLink } from '@/lib/web/serve-page-access';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string; token: string }> };
const adapter = { render: renderNotice, later: after };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showAccessLink(request, await params, adapter);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveAccessLink(request, await params, adapter);
}
