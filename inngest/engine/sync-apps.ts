import type { Sql } from 'postgres';
import { z } from 'zod';
import { registerFunctions, type Surroundings } from '@/inngest/engine/registry';
import { canonicalJson, isSignedBy, signBody } from '@/inngest/engine/signing';
import { wakeEngines } from '@/inngest/engine/store';
import type { Logger } from '@/lib/core/logger';

const patienceMs = 10_000;
const answerSchema = z.looseObject({
  app_id: z.string().min(1).max(2000),
  functions: z.array(z.looseObject({ id: z.string().max(2000) })).max(1000),
});

export type SyncOptions = Surroundings & { sql: Sql; logger: Logger; signingKey: string | null };

/**
 * Asks every app that is known for its functions, by the in-band sync of section 4.3.5 of Inngest's SDK specification:
 * what was deployed while no engine ran is known at once. An app that is away registers by itself when it comes.
 */
export async function syncApps(options: SyncOptions): Promise<void> {
  const { sql, logger } = options;
  const rows = await sql<{ app: string; url: string }[]>`
    select distinct on (app) app, url from engine_functions order by app, registered_at desc`;
  for (const { app, url } of rows) {
    const fault = await syncApp(options, app, endpointOf(url)).catch(String);
    if (fault === null) logger.info({ app }, 'functions read from their app');
    else logger.debug({ app, fault }, 'the app was not asked for its functions; it registers by itself');
  }
}

function endpointOf(functionUrl: string): string {
  const url = new URL(functionUrl);
  url.searchParams.delete('fnId');
  url.searchParams.delete('stepId');
  return url.href;
}

/** Null, or what stood in the way. */
async function syncApp(options: SyncOptions, app: string, url: string): Promise<string | null> {
  const { sql, registry, signingKey } = options;
  const nowMs = options.now().getTime();
  const body = canonicalJson({ url });
  const signature: Record<string, string> =
    signingKey === null
      ? {}
      : { 'X-Inngest-Signature': signBody(body, signingKey, Math.floor(nowMs / 1000)) };
  const response = await fetch(url, {
    method: 'PUT',
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-Inngest-Sync-Kind': 'in_band',
      'X-Inngest-Server-Kind': signingKey === null ? 'dev' : 'cloud',
      ...signature,
    },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  const text = await response.text();
  if (!response.ok) return `it answered ${response.status}`;
  const proof = response.headers.get('x-inngest-signature') ?? undefined;
  if (signingKey !== null && !isSignedBy(text, proof, signingKey, nowMs)) return 'the answer is not signed';
  const { app_id, functions } = answerSchema.parse(JSON.parse(text));
  if (app_id !== app) return `it is ${app_id} now`;
  await registerFunctions(sql, app, functions, nowMs);
  await registry.reload();
  await wakeEngines(sql, 'functions');
  return null;
}
