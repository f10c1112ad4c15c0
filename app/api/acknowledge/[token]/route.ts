import { serveAcknowledge, showAcknowledge } from '@/lib/web/serve-acknowledge';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ token: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await showAcknowledge(request, (await params).token);
}

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return await serveAcknowledge(request, (await params).token);
}
