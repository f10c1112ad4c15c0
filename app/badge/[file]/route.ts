import { serveBadge } from '@/lib/web/serve-badge';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

type Params = { params: Promise<{ file: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return await serveBadge(request, (await params).file);
}
