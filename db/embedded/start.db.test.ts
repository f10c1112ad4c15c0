import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startEmbeddedPostgres } from '@/db/embedded/start';

const settings = { fsync: 'off', shared_buffers: '16MB' };
let dataDir: string;
const cleanUps: (() => unknown)[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'stillup-embedded-'));
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await rm(dataDir, { recursive: true, force: true });
});

async function start() {
  const server = await startEmbeddedPostgres({ dataDir, settings });
  cleanUps.push(server.stop);
  return server;
}

async function query(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

/** A program of its own that starts the server, so that it can be killed outright. */
async function startInProcess(): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const program = `
    import { startEmbeddedPostgres } from '${path.join(import.meta.dirname, 'start.ts')}';
    const server = await startEmbeddedPostgres(${JSON.stringify({ dataDir, settings })});
    process.stdout.write(JSON.stringify({ pid: server.pid, url: server.url }) + '\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUps.push(() => child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return { child, ...JSON.parse(String(line)) };
}

const isRunning = (pid: number) => existsSync(`/proc/${pid}/cwd`) && canRead(`/proc/${pid}/cwd`);
function canRead(link: string): boolean {
  try {
    readlinkSync(link);
    return true;
  } catch {
    return false;
  }
}

test('it keeps data, password and port from one start to the next, and only its owner can read the password', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  expect((await stat(path.join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
});

test('it asks for the password, listens on the loopback only, and is durable by default', async () => {
  const server = await startEmbeddedPostgres({ dataDir });
  cleanUps.push(server.stop);
  const guess = new URL(server.url);
  guess.password = 'guess';
  await expect(query(guess.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  const shown = await query(
    server.url,
    `select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes') order by name`,
  );
  expect(shown.map((row) => row['setting'])).toEqual(['on', 'on', '127.0.0.1', 'on']);
});

test.runIf(process.getuid?.() === 0)(
  'root starts it as somebody else, below a folder that nobody else may enter',
  async () => {
    await chmod(dataDir, 0o700);
    const server = await start();
    expect((await stat(`/proc/${server.pid}`)).uid).not.toBe(0);
    expect((await stat(dataDir)).uid).toBe(0);
  },
);

test('a second start on the same folder is refused, and the first goes on', async () => {
  const server = await start();
  await expect(startEmbeddedPostgres({ dataDir, settings })).rejects.toThrow(
    /already runs on .*: stop the other one/,
  );
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('when its starter is killed with -9 the server ends by itself, and the next start has all that was committed', async () => {
  const killed = await startInProcess();
  await query(killed.url, 'create table committed as select 1 as n');
  killed.child.kill('SIGKILL');
  await vi.waitFor(() => expect(isRunning(killed.pid)).toBe(false), { timeout: 60_000 });
  const server = await start();
  expect(await query(server.url, 'select n from committed')).toEqual([{ n: 1 }]);
});

test('when starter and server are killed with -9 the next start recovers', async () => {
  const killed = await startInProcess();
  await query(killed.url, 'create table committed as select 1 as n');
  process.kill(killed.pid, 'SIGKILL');
  killed.child.kill('SIGKILL');
  const server = await start();
  expect(await query(server.url, 'select n from committed')).toEqual([{ n: 1 }]);
});

test('an orphan that still runs is stopped and replaced', async () => {
  const killed = await startInProcess();
  // Frozen, the orphan cannot follow the guard's wish; it still stands there at the next start.
  process.kill(killed.pid, 'SIGSTOP');
  killed.child.kill('SIGKILL');
  await once(killed.child, 'close');
  const starting = start();
  setTimeout(() => process.kill(killed.pid, 'SIGCONT'), 300);
  const server = await starting;
  expect(server.pid).not.toBe(killed.pid);
  expect(isRunning(killed.pid)).toBe(false);
});

test('a stale pid file whose number now belongs to another program is no obstacle, and that program is left alone', async () => {
  const first = await start();
  const pidFile = path.join(dataDir, 'postgres/postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  await first.stop();
  const innocent = spawn('sleep', ['60']);
  cleanUps.push(() => innocent.kill());
  await writeFile(pidFile, [innocent.pid, ...lines.slice(1)].join('\n'));
  const server = await start();
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(innocent.exitCode).toBeNull();
});

test('a half-initialised cluster is set aside and made anew; drafts of killed starts are removed', async () => {
  await mkdir(path.join(dataDir, 'postgres/base'), { recursive: true });
  await writeFile(path.join(dataDir, 'postgres/PG_VERSION'), '18\n');
  await mkdir(path.join(dataDir, 'postgres.new-abc/cluster'), { recursive: true });
  const server = await start();
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  const names = await readdir(dataDir);
  expect(names.filter((name) => name.startsWith('postgres.new-'))).toEqual([]);
  expect(names.filter((name) => name.startsWith('postgres.broken-'))).toHaveLength(1);
});

test('a lost password file is made anew without loss of data', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 7 as n');
  await first.stop();
  await rm(path.join(dataDir, 'postgres-password'));
  const server = await start();
  expect(server.url).not.toBe(first.url);
  expect(await query(server.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('another program on its port makes it move', async () => {
  const first = await start();
  await first.stop();
  const squatter = net.createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
  await once(squatter, 'listening');
  cleanUps.push(() => squatter.close());
  const server = await start();
  expect(new URL(server.url).port).not.toBe(new URL(first.url).port);
});

test('a data directory that is a file is one clear line', async () => {
  const file = path.join(dataDir, 'taken');
  await writeFile(file, '');
  await expect(startEmbeddedPostgres({ dataDir: file, settings })).rejects.toThrow(
    /taken is not a folder: .* set DATA_DIR/,
  );
});
