import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { readStats } from '@/inngest/engine/claim';
import { cancelRun } from '@/inngest/engine/finish-run';
import { type Event, takeEvents } from '@/inngest/engine/intake';
import { type Registry, registerFunctions } from '@/inngest/engine/registry';
import { registration } from '@/inngest/engine/rules/config';
import { hashSigningKey, isBearer, isSame } from '@/inngest/engine/signing';
import { listSteps, wakeEngines } from '@/inngest/engine/store';
import { isTransient } from '@/inngest/engine/transient';
import type { Logger } from '@/lib/core/logger';

export type ServerOptions = {
  sql: Sql;
  registry: Registry;
  logger: Logger;
  signingKey: string | null;
  eventKey: string | null;
  now: () => Date;
};

type Answer = { status: number; body: unknown };
type Request = { path: string; body: string; headers: http.IncomingHttpHeaders };

const maxBodyBytes = 4 * 1024 * 1024;
/** The year 2100, the last that Inngest takes. */
const maxTs = Date.UTC(2100, 0, 1);

/** The server's side of the protocol, as far as an SDK asks for it. */
export function createEngineServer(options: ServerOptions): http.Server {
  return http.createServer((request, response) => {
    void handle(options, request)
      .catch((error: unknown): Answer => {
        options.logger.error({ err: error }, 'a request to the engine failed');
        return isTransient(error) ? fault(503, 'the database is away') : fault(500, 'internal error');
      })
      .then(({ status, body }) => {
        response.writeHead(status, {
          'Content-Type': 'application/json',
          'X-Inngest-Server-Kind': serverKind(options),
        });
        response.end(JSON.stringify(body));
      });
  });
}

function serverKind({ signingKey }: ServerOptions): string {
  return signingKey === null ? 'dev' : 'cloud';
}

async function handle(options: ServerOptions, incoming: http.IncomingMessage): Promise<Answer> {
  const path = (incoming.url ?? '/').split('?', 1)[0] ?? '/';
  const route = `${incoming.method} ${path}`;
  if (route === 'GET /health') return health(options);
  if (route === 'GET /dev') return { status: 200, body: { functions: [], handlers: [] } };
  const run = /^GET \/v0\/runs\/([^/]+)\/(actions|batch)$/.exec(route);
  const isEvent = /^POST \/e\/[^/]+$/.test(route);
  if (run === null && !isEvent && route !== 'POST /fn/register') return fault(404, 'not found');
  const body = await readBody(incoming);
  if (body === null) return fault(413, 'the request is larger than 4 MiB');
  const request = { path, body, headers: incoming.headers };
  if (isEvent) return receiveEvents(options, request);
  if (!isSigned(options, request)) return fault(401, 'the signing key is missing or wrong');
  if (run !== null) return describeRun(options, run[1] ?? '', run[2] ?? '');
  return register(options, request);
}

function fault(status: number, error: string): Answer {
  return { status, body: { error, status } };
}

async function health({ sql }: ServerOptions): Promise<Answer> {
  return { status: 200, body: { status: 200, message: 'OK', queue: await readStats(sql) } };
}

function isSigned({ signingKey }: ServerOptions, { headers }: Request): boolean {
  return signingKey === null || isBearer(headers.authorization, hashSigningKey(signingKey));
}

async function readBody(incoming: http.IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A text of Postgres holds no NUL, and an index no more than 2,700 bytes. */
const storable = z
  .string()
  .max(300)
  .refine((text) => !text.includes('\0'));
const eventInput = z.looseObject({
  id: storable.nullish(),
  name: storable
    .min(1)
    .refine(
      (name) => !name.toLowerCase().startsWith('inngest/'),
      'names beginning with inngest/ are the engine’s own',
    ),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().int().min(0).max(maxTs).nullish(),
});
const eventsInput = z.union([z.array(eventInput).max(5000), eventInput.transform((event) => [event])]);

async function receiveEvents(options: ServerOptions, { path, body, headers }: Request): Promise<Answer> {
  const { eventKey, sql } = options;
  if (eventKey !== null && !isSame(path.slice('/e/'.length), encodeURIComponent(eventKey))) {
    return fault(401, 'the event key is wrong');
  }
  const parsed = eventsInput.safeParse(parseJson(body));
  if (!parsed.success) return fault(400, 'expected an event, or a list of them, each with a name of its own');
  const nowMs = options.now().getTime();
  const seed = headers['x-inngest-event-id-seed'];
  const events = parsed.data.map((event, index): Event => {
    const { _inngest, ...data } = event.data ?? {};
    // An SDK that sends again after a broken connection sends the same seed: the ids, and so the events, are the same.
    const id = event.id || (typeof seed === 'string' ? `${seed}:${index}` : randomUUID());
    return { ...event, id, data, ts: event.ts || nowMs };
  });
  await takeEvents(sql, options, events, (tx, run) => cancelRun(tx, options, run));
  return { status: 200, body: { ids: events.map(({ id }) => id), status: 200 } };
}

async function register(options: ServerOptions, { body }: Request): Promise<Answer> {
  const parsed = registration.safeParse(parseJson(body));
  if (!parsed.success) return fault(400, 'expected the registration of an SDK');
  const { appName, functions } = parsed.data;
  try {
    await registerFunctions(options.sql, appName, functions, options.now().getTime());
  } catch (error) {
    if (isTransient(error)) throw error;
    return fault(400, error instanceof Error ? error.message : String(error));
  }
  await options.registry.reload();
  await wakeEngines(options.sql, 'functions');
  options.logger.info({ app: appName, functions: functions.length }, 'functions registered');
  return { status: 200, body: { ok: true, status: 200, modified: true } };
}

async function describeRun({ sql }: ServerOptions, runId: string, what: string): Promise<Answer> {
  if (what === 'actions') {
    const steps = await listSteps(sql, runId);
    return { status: 200, body: Object.fromEntries(steps.map(({ stepId, outcome }) => [stepId, outcome])) };
  }
  const [run] = await sql<{ event: unknown }[]>`select event from engine_runs where id = ${runId}`;
  return run === undefined ? fault(404, 'no such run') : { status: 200, body: [run.event] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
