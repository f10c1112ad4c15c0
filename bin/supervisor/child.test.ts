import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Child, superviseChild } from '@/bin/supervisor/child';
import { createLogger } from '@/lib/core/logger';

let folder: string;
let child: Child | undefined;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stillup-child-'));
  lines = [];
});
afterEach(() => {
  child?.kill();
  rmSync(folder, { recursive: true, force: true });
});

function supervise(program: string, mayFinish = false): Child {
  const file = path.join(folder, 'program.mjs');
  writeFileSync(file, program);
  const sink = { write: (line: string) => void lines.push(line) };
  const logger = createLogger('test', { level: 'info', destination: sink });
  child = superviseChild(
    { name: 'test', args: () => [file], environment: () => ({ NODE_ENV: 'test' }), mayFinish },
    { cwd: folder, lifeline: 'data:text/javascript,', logger, sink },
  );
  return child;
}

const events = () => lines.map((line) => JSON.parse(line));
const said = (msg: string) => events().filter((event) => event.msg === msg).length;
const pids = () =>
  events()
    .flatMap(({ msg }) => /^pid (\d+)$/.exec(msg)?.[1] ?? [])
    .map(Number);
const until = (check: () => void) => vi.waitFor(check, { timeout: 25_000, interval: 20 });

function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('a child that crashes is started again, and its end is one event', async () => {
  supervise(`console.log('hello'); setTimeout(() => process.exit(3), 20);`);
  await until(() => expect(said('hello')).toBeGreaterThanOrEqual(2));
  expect(events().find(({ level }) => level === 'error')).toMatchObject({
    code: 3,
    failures: 1,
    delayMs: 500,
    role: 'test',
  });
});

test('a child that may finish, and does so without a fault, is left alone', async () => {
  const finishing = supervise(`console.log('done');`, true);
  await until(() => expect(said('done')).toBe(1));
  await finishing.stop(1_000);
  expect(events().filter(({ level }) => level === 'error')).toEqual([]);
});

test('stopping waits for a child that drains', async () => {
  const draining = supervise(
    `process.on('SIGTERM', () => setTimeout(() => { console.log('drained'); process.exit(0); }, 50));
     setInterval(() => {}, 1000); console.log('ready');`,
  );
  await until(() => expect(said('ready')).toBe(1));
  await draining.stop(10_000);
  await until(() => expect(said('drained')).toBe(1));
});

test.runIf(process.platform === 'linux')(
  'a child that will not stop is killed, with all that it has started',
  async () => {
    const stubborn = supervise(
      `import { spawn } from 'node:child_process';
     process.on('SIGTERM', () => {});
     const grandchild = spawn('sleep', ['600']);
     console.log('pid ' + process.pid); console.log('pid ' + grandchild.pid);
     setInterval(() => {}, 1000);`,
    );
    await until(() => expect(pids()).toHaveLength(2));
    expect(pids().every(isRunning)).toBe(true);
    await stubborn.stop(50);
    await until(() => expect(pids().some(isRunning)).toBe(false));
  },
);

test('a finished line of JSON is passed on as it is, and secrets in plain lines are hidden', async () => {
  const line = '{"level":"info","time":"2026-01-01T00:00:00.000Z","role":"other","msg":"finished"}';
  supervise(
    `console.log(${JSON.stringify(line)}); console.log('key sup_0123456789abcdef'); setInterval(() => {}, 1000);`,
  );
  await until(() => expect(said('key sup_[hidden]')).toBe(1));
  expect(lines).toContain(`${line}\n`);
});
