import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { childEnvironment } from '@/lib/core/env';
import type { DrainSummary } from '@/lib/pipeline/drain-checks';
import type { FaultPoint, FromWorker, ToWorker } from '@/lib/pipeline/testing/fault-points';

const root = path.resolve(import.meta.dirname, '../../..');
const source = fileURLToPath(new URL('./worker-child.ts', import.meta.url));
// Packages in the bundle may be CommonJS, which looks for these.
const banner =
  "import { createRequire as toRequire } from 'node:module'; const require = toRequire(import.meta.url); const __filename = ''; const __dirname = '';";

export type WorkerProgram = { file: string; remove: () => Promise<void> };

/** One file with all packages in it: it starts twice as fast, and it is started often. */
export async function bundleWorker(entry: string = source): Promise<WorkerProgram> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stillup-worker-'));
  const file = path.join(folder, 'worker.mjs');
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { '@': root },
    banner: { js: banner },
    logLevel: 'warning',
  });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A real worker process. */
export class WorkerProcess {
  /** Checks whose commit it has been told of. */
  stored = 0;
  /** Deliveries it has recorded an attempt of. */
  recorded = 0;
  summary: DrainSummary | null = null;
  private readonly child: ChildProcess;
  private readonly reached = new Set<FaultPoint | 'ready'>();
  private errors = '';

  constructor(program: WorkerProgram, databaseUrl: string) {
    this.child = fork(program.file, {
      env: childEnvironment({ DATABASE_URL: databaseUrl }),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.on('data', (text) => {
      this.errors += String(text);
    });
    this.child.on('message', (message: FromWorker) => this.hear(message));
  }

  /** Begins to work. At `holdAt` it stands still. */
  async go(holdAt: FaultPoint | null = null): Promise<this> {
    await this.comesTo('ready');
    this.say({ kind: 'go', holdAt });
    return this;
  }

  has(point: FaultPoint): boolean {
    return this.reached.has(point);
  }

  async comesTo(point: FaultPoint | 'ready'): Promise<void> {
    await this.until(() => this.reached.has(point), `come to ${point}`);
  }

  async stores(checks: number): Promise<void> {
    await this.until(() => this.stored >= checks, `store ${checks} checks`);
  }

  /** SIGSTOP: as a machine that sleeps, or swaps, and comes back. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  /** Goes on, also from the point where it was held. */
  thaw(): void {
    this.child.kill('SIGCONT');
    this.say({ kind: 'let_go' });
  }

  /** SIGKILL: nothing of it runs on, not even a `finally`. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** SIGTERM, as a supervisor does it. Gives back what the drain came to, and the exit code. */
  async terminate(): Promise<{ summary: DrainSummary | null; code: number | null }> {
    await this.end('SIGTERM');
    if (this.errors !== '') throw new Error(this.errors);
    return { summary: this.summary, code: this.child.exitCode };
  }

  private get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.isOver) return;
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    await exited;
  }

  private async until(isSo: () => boolean, what: string): Promise<void> {
    const look = () => {
      if (!isSo() && !this.isOver) throw new Error(`the worker did not ${what}`);
    };
    await vi.waitFor(look, { timeout: 60_000, interval: 5 });
    if (!isSo()) throw new Error(`the worker ended before it could ${what}: ${this.errors}`);
  }

  private say(message: ToWorker): void {
    this.child.send(message);
  }

  private hear(message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        this.reached.add('ready');
        break;
      case 'reached':
        this.reached.add(message.point);
        break;
      case 'stored':
        this.stored += message.count;
        break;
      case 'recorded':
        this.recorded += 1;
        break;
      case 'ended':
        this.summary = message.summary;
        break;
    }
  }
}

/** Keeps one worker warm, so that the next one is there when the last is killed. */
export class WorkerLine {
  private readonly program: WorkerProgram;
  private readonly databaseUrl: string;
  private readonly all = new Set<WorkerProcess>();
  private spare: WorkerProcess;

  constructor(program: WorkerProgram, databaseUrl: string) {
    this.program = program;
    this.databaseUrl = databaseUrl;
    this.spare = this.make();
  }

  next(): WorkerProcess {
    const worker = this.spare;
    this.spare = this.make();
    return worker;
  }

  /** All but the one that waits. */
  async killBegun(): Promise<void> {
    const begun = [...this.all].filter((worker) => worker !== this.spare);
    await Promise.all(begun.map((worker) => worker.kill()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map((worker) => worker.kill()));
  }

  private make(): WorkerProcess {
    const worker = new WorkerProcess(this.program, this.databaseUrl);
    this.all.add(worker);
    return worker;
  }
}
