import { serveStatus } from '@/lib/web/serve-status';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ slug: string; path?: string[] }> };

async function serve(request: Request, { params }: Params): Promise<Response> {
  const { slug, path = [] } = await params;
  return await serveStatus(request, { slug, path });
}

export const GET = serve;
export const HEAD = serve;
export const OPTIONS = serve;
export const POST = serve;
export const PUT = serve;
export const PATCH = serve;
export const DELETE = serve;
