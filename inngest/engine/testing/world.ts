import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/node';
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import { freshDatabase } from '@/db/testing/database';
import { type Engine, type EngineOptions, startEngine } from '@/inngest/engine/start-engine';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export type App = {
  client: Inngest.Any;
  /** Serves the functions and has the SDK register them. The status of the registration and what was said. */
  serve: (
    functions: readonly InngestFunction.Any[],
    port?: number,
  ) => Promise<{ status: number; text: string }>;
  port: () => number;
  /** Ends the process, as far as the network can tell. */
  kill: () => Promise<void>;
  /** Ends what is under way, as when the process is restarted at once. */
  cut: () => void;
};

export type World = Awaited<ReturnType<typeof openWorld>>;
export type RunRow = { id: string; status: string; output: unknown; functionId: string };

/** A database of its own, an engine on it, and apps that are the unmodified SDK over HTTP. */
export async function openWorld(options: Partial<EngineOptions> = {}) {
  const database = await freshDatabase({ max: 8 });
  const { sql } = database;
  const engines: Engine[] = [];
  const apps: App[] = [];
  const addEngine = async (more: Partial<EngineOptions> = {}): Promise<Engine> => {
    const logger = pino({ level: 'silent' });
    const engine = await startEngine({ sql, logger, port: 0, delayScale: 0.01, ...options, ...more });
    engines.push(engine);
    return engine;
  };
  const engine = await addEngine();
  const runsOf = (functionId: string) => sql<RunRow[]>`
    select id, status, output, function_id as "functionId" from engine_runs
    where function_id = ${functionId} order by started_at, id`;
  return {
    sql,
    engine,
    addEngine,
    runsOf,
    app: (id: string, settings: Record<string, unknown> = {}, of: Engine = engine): App => {
      const app = createApp(id, of.url, settings);
      apps.push(app);
      return app;
    },
    /** The runs of a function, once there are that many and all have ended. */
    ended: async (functionId: string, count = 1): Promise<RunRow[]> =>
      vi.waitFor(
        async () => {
          const runs = await runsOf(functionId);
          expect(runs.filter(({ status }) => status !== 'running')).toHaveLength(count);
          return [...runs];
        },
        { timeout: 60_000, interval: 10 },
      ),
    close: async () => {
      for (const each of engines) await each.close(1_000);
      for (const each of apps) await each.kill();
      await database.close();
    },
  };
}

function createApp(id: string, engineUrl: string, settings: Record<string, unknown>): App {
  const client = new Inngest({ id, isDev: true, baseUrl: engineUrl, logger: quiet, ...settings });
  let server: http.Server | null = null;
  const kill = async () => {
    const closed = new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
    server?.closeAllConnections();
    await closed;
    server = null;
  };
  return {
    client,
    kill,
    cut: () => server?.closeAllConnections(),
    port: () => (server?.address() as AddressInfo | undefined)?.port ?? 0,
    serve: async (functions, port = 0) => {
      await kill();
      const listening = http.createServer(serve({ client, functions: [...functions] }));
      server = listening;
      await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/api/inngest`;
      // A connection of its own, for the last server on this port may have been killed under one that is kept.
      const response = await fetch(url, { method: 'PUT', headers: { Connection: 'close' } });
      return { status: response.status, text: await response.text() };
    },
  };
}

/** Waits until the condition holds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await condition()).toBe(true), { timeout: 60_000, interval: 5 });
}

/** A promise that the test settles. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
