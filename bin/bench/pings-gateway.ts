import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort } from '@/db/embedded/secrets';
import { childEnvironment } from '@/lib/core/env';

export type GatewayProcess = { pid: number; port: number; stop: () => Promise<void> };

/** The product's own gateway, as `npm start` runs it. Started anew it has forgotten who has pinged how often. */
export async function startGatewayProcess(
  databaseUrl: string,
  { dataDir, nodeOptions }: { dataDir: string; nodeOptions: readonly string[] },
): Promise<GatewayProcess> {
  const port = await freePort();
  const bundle = (name: string) => path.join(path.dirname(process.argv[1] ?? ''), `${name}.js`);
  const lifeline = pathToFileURL(bundle('lifeline')).href;
  const args = [...nodeOptions, '--enable-source-maps', '--import', lifeline, bundle('gateway')];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: childEnvironment({
      STILLUP_SUPERVISOR: String(process.pid),
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      LOG_FORMAT: 'json',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      APP_SECRET: 'a secret of the benchmark, which keeps nothing',
      STILLUP_EMBEDDED_ENGINE: '1',
    }),
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  await untilListening(child, port);
  return { pid: child.pid ?? 0, port, stop };
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  while (child.exitCode === null) {
    const socket = net.connect(port, '127.0.0.1');
    const isUp = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    await delay(50);
  }
  throw new Error(`the gateway of the benchmark ended with ${child.exitCode}`);
}
