import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Service } from '@/bin/supervisor/child';
import { standInUrls } from '@/e2e/vendors/configs';
import { childEnvironment, type Env } from '@/lib/core/env';

/** `vendors`: where the demo has its stand-ins for the vendors of channels; null outside of it. */
export type Ports = { web: number; worker: number; engine: number; vendors: number | null };
export type Surroundings = {
  env: Readonly<Env>;
  isDev: boolean;
  root: string;
  ports: Ports;
  appSecret: string;
  databaseUrl: () => string;
};

/** The processes of an all-in-one, each of which also runs alone. */
export function describeServices(
  around: Surroundings,
): Record<'engine' | 'worker' | 'web' | 'gateway' | 'demo', Service> {
  const bundle = (name: string) => () => [path.join(around.root, 'dist', `${name}.js`)];
  const inside = () => environment(around, { HOST: '127.0.0.1' });
  const { env } = around;
  return {
    engine: { name: 'engine', args: bundle('engine'), environment: inside },
    worker: { name: 'worker', args: bundle('worker'), environment: inside },
    web: { name: 'web', args: () => nextCommand(around), environment: inside },
    gateway: {
      name: 'gateway',
      args: bundle('gateway'),
      environment: () => environment(around, { HOST: env.host, PORT: String(env.port) }),
    },
    demo: { name: 'demo', args: bundle('demo'), environment: inside, mayFinish: true },
  };
}

export function hasBundle(root: string, name: string): boolean {
  return existsSync(path.join(root, 'dist', `${name}.js`));
}

function nextCommand({ root, isDev, ports }: Surroundings): string[] {
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const where = ['-H', '127.0.0.1', '-p', String(ports.web)];
  // Longer than the gateway keeps an idle connection, so that it is never the one to be surprised.
  return isDev ? [next, 'dev', ...where] : [next, 'start', ...where, '--keepAliveTimeout', '120000'];
}

function environment(around: Surroundings, own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { env, ports } = around;
  return childEnvironment({
    NODE_ENV: around.isDev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    FORCE_COLOR: '0',
    LOG_FORMAT: 'json',
    LOG_LEVEL: env.logLevel,
    APP_URL: env.appUrl,
    APP_SECRET: around.appSecret,
    DATA_DIR: path.resolve(env.dataDir),
    DATABASE_URL: around.databaseUrl(),
    WEB_PORT: String(ports.web),
    WEB_URL: `http://127.0.0.1:${ports.web}`,
    WORKER_PORT: String(ports.worker),
    WORKER_URL: `http://127.0.0.1:${ports.worker}`,
    ENGINE_PORT: String(ports.engine),
    STILLUP_EMBEDDED_ENGINE: env.isEngineEmbedded ? '1' : '0',
    ...(env.isEngineEmbedded ? embeddedInngest(ports.engine, around.appSecret) : {}),
    ...(ports.vendors === null ? {} : demoVendors(ports.vendors)),
    ...own,
  });
}

/** In the demo nothing leaves the machine: vendors with an address of their own are played by a local server. */
function demoVendors(port: number): Record<string, string> {
  return { STILLUP_DEMO_VENDORS_PORT: String(port), ...standInUrls(`http://127.0.0.1:${port}`) };
}

/** The embedded engine is spoken to like any Inngest server: signed, so that no other user of this machine can call it. */
function embeddedInngest(port: number, appSecret: string): Record<string, string> {
  const derive = (purpose: string) => createHmac('sha256', appSecret).update(purpose).digest('hex');
  return {
    INNGEST_DEV: '0',
    INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
    INNGEST_EVENT_KEY: derive('inngest event key'),
    INNGEST_SIGNING_KEY: `signkey-prod-${derive('inngest signing key')}`,
  };
}
