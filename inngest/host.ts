import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/node';
import type { Logger } from '@/lib/core/logger';

type Options = {
  client: Inngest.Any;
  functions: readonly InngestFunction.Any[];
  listen: { host: string; port: number };
  /** Where the engine reaches this process. */
  origin: string;
  logger: Logger;
};

export type FunctionsHost = {
  /** Makes the functions known to the engine; tries until it answers. */
  register: (signal: AbortSignal) => Promise<void>;
  /** Refuses new calls and lets the running ones end. False when the patience was over before they had. */
  drain: (patienceMs: number) => Promise<boolean>;
};

const servePath = '/api/inngest';

/** Serves the functions over HTTP from a long-lived process, by Inngest's public protocol. */
export async function hostFunctions(options: Options): Promise<FunctionsHost> {
  const { client, functions, listen, origin, logger } = options;
  const handle = serve({ client, functions: [...functions], serveOrigin: origin, servePath });
  let running = 0;
  let isDraining = false;
  const server = http.createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/health') {
      response.writeHead(isDraining ? 503 : 200).end();
      return;
    }
    // The engine takes 503 for a failure of the way, not of the function, and asks again later or elsewhere.
    if (path !== servePath || isDraining) {
      response.writeHead(isDraining ? 503 : 404, { 'Retry-After': '2', Connection: 'close' }).end();
      return;
    }
    running += 1;
    response.once('close', () => {
      running -= 1;
    });
    handle(request, response);
  });
  // A call may be one long step; the engine, not a time-out of ours, decides when it has lasted too long.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, resolve);
  });

  const local = `http://${listen.host === '0.0.0.0' ? '127.0.0.1' : listen.host}:${listen.port}${servePath}`;
  const register = async (signal: AbortSignal) => {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const fault = await putFunctions(local);
      if (fault === null) {
        logger.info({ functions: functions.length }, 'functions are registered');
        return;
      }
      if (attempt % 20 === 0) logger.warn({ attempt, fault }, 'the engine does not take the functions yet');
      await delay(Math.min(2_000, 100 * attempt), undefined, { signal }).catch(() => {});
    }
  };
  const drain = async (patienceMs: number) => {
    isDraining = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const deadline = performance.now() + patienceMs;
    while (running > 0 && performance.now() < deadline) await delay(25);
    const isDone = running === 0;
    server.closeAllConnections();
    await closed;
    return isDone;
  };
  return { register, drain };
}

async function putFunctions(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { method: 'PUT', signal: AbortSignal.timeout(10_000) });
    const body = await response.text();
    return response.ok ? null : `${response.status} ${body.slice(0, 300)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
