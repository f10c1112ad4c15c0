import { env } from '@/lib/core/env';
import { checkReadiness } from '@/lib/pipeline/check-readiness';
import { findEngineFault } from '@/lib/web/find-engine-fault';
import { dataHeaders } from '@/lib/web/rules/security-headers';
import { webRuntime } from '@/lib/web/runtime';

export const dynamic = 'force-dynamic';

/** 200 when checks are run and deliveries sent; 503 with what fails. Open to load balancers, and tells no secret. */
export async function GET(): Promise<Response> {
  const { database, appUrl } = webRuntime();
  const { region, inngest } = env();
  const readiness = await checkReadiness({
    db: database.db,
    region,
    findEngineFault: () => findEngineFault(inngest),
  });
  return Response.json(readiness, {
    status: readiness.status === 'ready' ? 200 : 503,
    headers: {
      ...dataHeaders(appUrl.startsWith('https:')),
      ...(readiness.status === 'ready' ? {} : { 'Retry-After': '5' }),
    },
  });
}
