import { serveDomainAsk } from '@/lib/web/serve-domain-ask';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export async function GET(request: Request): Promise<Response> {
  return await serveDomainAsk(request);
}
