import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '@/bin/supervisor/fault';

// The front door of a run that was killed a moment ago may not be quite closed.
const patienceMs = 3_000;

/** @throws StartError when the front door could not open. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const code = await tryToListen(host, port);
    if (code === null) return;
    if (code !== 'EADDRINUSE' || performance.now() > deadline) throw explain(code, host, port);
    await delay(100);
  }
}

function explain(code: string, host: string, port: number): StartError {
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} on ${host} is taken by another program: stop it, or set PORT to another number.`,
    );
  }
  if (code === 'EACCES') {
    return new StartError(
      `Port ${port} needs more rights than this user has: set PORT to a number above 1023.`,
    );
  }
  return new StartError(
    `HOST ${host} is not an address of this machine (${code}): set HOST to one, or to 127.0.0.1.`,
  );
}

function tryToListen(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
