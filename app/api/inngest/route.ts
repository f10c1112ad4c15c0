import { serve } from 'inngest/next';
import type { NextRequest } from 'next/server';
import { inngest } from '@/inngest/client';
import { functions } from '@/inngest/functions';
import { env } from '@/lib/core/env';
import { nothingHere, refuse } from '@/lib/web/define-route';

type Context = { params: Promise<Record<string, never>> };
type Handlers = ReturnType<typeof serve>;

export const dynamic = 'force-dynamic';
export const maxDuration = 300;

let handlers: Handlers | undefined;

/**
 * The functions of the worker, for a hosting that knows nothing but Next. Without a signing key anybody could call
 * them, so then it serves in development only; beside the embedded engine nobody has business here.
 */
function guarded(method: keyof Handlers) {
  return async (request: NextRequest, context: Context): Promise<Response> => {
    const { inngest: settings, isEngineEmbedded, isProduction } = env();
    const isSigned = settings.signingKey !== null;
    if (isEngineEmbedded || !(isSigned || !isProduction)) return refuse(request, nothingHere());
    handlers ??= serve({ client: inngest, functions: [...functions] });
    return (await handlers[method](request, context)) as Response;
  };
}

export const GET = guarded('GET');
export const POST = guarded('POST');
export const PUT = guarded('PUT');
