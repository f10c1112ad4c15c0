import { serveResendWebhook } from '@/lib/web/serve-resend-webhook';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export async function POST(request: Request): Promise<Response> {
  return await serveResendWebhook(request);
}
