import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Child, type Service, superviseChild } from '@/bin/supervisor/child';
import { type EmbeddedDatabase, superviseDatabase } from '@/bin/supervisor/database';
import { printFault } from '@/bin/supervisor/fault';
import { requireFreePort } from '@/bin/supervisor/ports';
import { announceReadiness } from '@/bin/supervisor/readiness';
import { describeServices, hasBundle } from '@/bin/supervisor/services';
import { freePort, keepPort, keepSecret } from '@/db/embedded/secrets';
import { migrateDatabase } from '@/db/migrate';
import { projectRoot } from '@/db/project-root';
import { type Env, isRunByNpm, readEnv } from '@/lib/core/env';
import { createLogger, createLogSink } from '@/lib/core/logger';
import { beginShutdown, shutdownSignal } from '@/lib/core/shutdown';

type Options = {
  isDev?: boolean;
  /** Brings the dashboard up to date. The database starts meanwhile. */
  prepareWeb?: (signal: AbortSignal) => Promise<void>;
  /** Calls back with the names of the bundles that have changed (development only). */
  watch?: (onChange: (names: readonly string[]) => void) => Promise<void>;
};

/** Runs the whole of Stillup on this machine until SIGTERM or SIGINT. */
export async function start(options: Options = {}): Promise<void> {
  const supervisor = createSupervisor();
  try {
    const env = readEnv();
    await requireFreePort(env.host, env.port);
    await run(env, options, supervisor);
  } catch (error) {
    if (!shutdownSignal.aborted) {
      printFault(error);
      process.exitCode = 1;
    }
    await supervisor.stop();
    process.exit();
  }
}

type Supervisor = ReturnType<typeof createSupervisor>;

async function run(env: Readonly<Env>, options: Options, supervisor: Supervisor): Promise<void> {
  const root = projectRoot();
  const isDev = options.isDev === true;
  const sink = createLogSink(env.logFormat);
  const loggerOf = (role: string) => createLogger(role, { level: env.logLevel, destination: sink });
  const logger = loggerOf('start');
  const lifeline = pathToFileURL(path.join(root, 'dist/lifeline.js')).href;
  if (env.databaseUrl === null) {
    supervisor.database = await superviseDatabase(env.dataDir, loggerOf('postgres'), () =>
      supervisor.restartAll(),
    );
  }
  // Not before the folder is known to be ours: a second start must not build under the first.
  const preparing = options.prepareWeb?.(shutdownSignal) ?? Promise.resolve();
  // Awaited below; without this a failed build would count as unhandled while the database still starts.
  preparing.catch(() => {});
  const databaseUrl = () => supervisor.database?.url() ?? env.databaseUrl ?? '';
  const appSecret = env.appSecret ?? (await keepSecret(path.resolve(env.dataDir, 'app-secret'))).value;
  await migrateDatabase(databaseUrl());
  shutdownSignal.throwIfAborted();

  const ports = {
    web: await freePort(),
    worker: await freePort(),
    engine: await freePort(),
    vendors: env.isDemo ? await keepPort(path.resolve(env.dataDir, 'demo-vendors-port')) : null,
  };
  const services = describeServices({ env, isDev, root, ports, appSecret, databaseUrl });
  const launch = (service: Service) =>
    supervisor.add(superviseChild(service, { cwd: root, lifeline, sink, logger: loggerOf(service.name) }));
  launch(services.gateway);
  if (env.isEngineEmbedded) launch(services.engine);
  launch(services.worker);
  await preparing;
  shutdownSignal.throwIfAborted();
  launch(services.web);
  if (env.isDemo && hasBundle(root, 'demo')) launch(services.demo);
  await options.watch?.((names) => supervisor.restart(names));
  await announceReadiness(env, logger, shutdownSignal);
}

function createSupervisor() {
  const children: Child[] = [];
  const supervisor = {
    database: undefined as EmbeddedDatabase | undefined,
    add: (child: Child) => void children.push(child),
    restart: (names: readonly string[]) => {
      for (const child of children) if (names.includes(child.name)) child.restart();
    },
    restartAll: () => {
      for (const child of children) child.restart();
    },
    /** The front first, then what it leans on; within 25 s together. */
    stop: async () => {
      const leaning = children.filter(({ name }) => name !== 'engine');
      await Promise.all(leaning.map((child) => child.stop(child.name === 'gateway' ? 5_000 : 18_500)));
      await Promise.all(children.map((child) => child.stop(2_000)));
      await supervisor.database?.stop();
    },
    kill: () => {
      for (const child of children) child.kill();
      supervisor.database?.kill();
    },
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (shutdownSignal.aborted) {
      supervisor.kill();
      process.exit(130);
    }
    beginShutdown();
    console.error(`stillup: ${signal} received, stopping; once more to stop at once.`);
    void supervisor.stop().then(() => process.exit(process.exitCode ?? 0));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  watchLauncher(() => onSignal('SIGTERM'));
  return supervisor;
}

/** npm hands a signal to the shell between us, which dies of it and tells us nothing. */
function watchLauncher(onLoss: () => void): void {
  if (!isRunByNpm()) return;
  const launcher = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    if (!shutdownSignal.aborted) onLoss();
  }, 250);
  timer.unref();
}

const isEntryPoint = process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === import.meta.url;
if (isEntryPoint) await start();
