import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';

/** A random word in a file that only its owner can read, made at first use. */
export async function keepSecret(file: string): Promise<{ value: string; isNew: boolean }> {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (kept.length >= 32) return { value: kept, isNew: false };
  const value = randomBytes(33).toString('base64url');
  await writeWhole(file, `${value}\n`);
  return { value, isNew: true };
}

/** The port of last time if it is free, so that addresses stay the same; else another free one, kept from now on. */
export async function keepPort(file: string): Promise<number> {
  const kept = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  if (kept > 0 && kept <= 65_535 && (await tryPort(kept)) !== null) return kept;
  const port = await freePort();
  await writeWhole(file, `${port}\n`);
  return port;
}

export async function freePort(): Promise<number> {
  const port = await tryPort(0);
  if (port === null) throw new Error('no free port on 127.0.0.1');
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}

/** On disk before it counts: half a secret after a crash would lock us out. */
async function writeWhole(file: string, content: string): Promise<void> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
