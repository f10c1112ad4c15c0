import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { DestinationStream } from 'pino';
import { afterExit, type Crashes } from '@/bin/supervisor/backoff';
import { toEvents } from '@/bin/supervisor/log-lines';
import { hideSecrets, type Logger } from '@/lib/core/logger';

export type Service = {
  name: string;
  /** Arguments for Node, read anew at each start. */
  args: () => string[];
  environment: () => NodeJS.ProcessEnv;
  /** It may end with 0 and stay ended. */
  mayFinish?: boolean;
};

export type Child = {
  name: string;
  /** SIGTERM, and SIGKILL when the patience is over. Resolves when it has ended. */
  stop: (patienceMs: number) => Promise<void>;
  restart: () => void;
  kill: () => void;
};

type Context = { cwd: string; lifeline: string; logger: Logger; sink: DestinationStream };

/** Runs a service for as long as it is wanted: when it ends by itself it is started again, later each time. */
export function superviseChild(service: Service, context: Context): Child {
  const { logger } = context;
  let current: ChildProcess | null = null;
  let crashes: Crashes = { failures: 0 };
  let isWanted = true;
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    const startedAtMs = performance.now();
    const child = spawnService(service, context);
    current = child;
    const onEnd = (code: number | null, signal: NodeJS.Signals | null) => {
      if (current !== child) return;
      current = null;
      killGroup(child);
      if (!isWanted) return;
      if (service.mayFinish === true && code === 0) return;
      const next = afterExit(crashes, performance.now() - startedAtMs);
      crashes = next;
      logger.error(
        { code, signal, failures: next.failures, delayMs: next.delayMs },
        'ended unexpectedly, starts again',
      );
      timer = setTimeout(start, next.delayMs);
    };
    child.once('exit', onEnd);
    child.once('error', (error) => {
      logger.error({ err: error }, 'could not be started');
      onEnd(null, null);
    });
  };
  start();

  const kill = () => {
    isWanted = false;
    clearTimeout(timer);
    if (current !== null) killGroup(current);
  };
  const stop = async (patienceMs: number) => {
    isWanted = false;
    clearTimeout(timer);
    if (current !== null) await endProcess(current, patienceMs);
  };
  const restart = () => {
    if (!isWanted) return;
    clearTimeout(timer);
    const previous = current;
    current = null;
    if (previous === null) start();
    else void endProcess(previous, 5_000).then(() => (isWanted && current === null ? start() : undefined));
  };
  return { name: service.name, stop, restart, kill };
}

function spawnService(service: Service, context: Context): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', context.lifeline, ...service.args()],
    {
      cwd: context.cwd,
      env: { ...service.environment(), STILLUP_SUPERVISOR: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own: Ctrl-C comes to us alone, and nothing a child has started outlives it.
      detached: true,
    },
  );
  child.channel?.unref();
  collect(child.stdout, (text) => context.logger.info(text), context.sink);
  collect(child.stderr, (text) => context.logger.error(text), context.sink);
  return child;
}

function collect(stream: Readable | null, say: (text: string) => void, sink: DestinationStream): void {
  let rest = '';
  const emit = (lines: readonly string[]) => {
    for (const event of toEvents(lines)) {
      if (event.kind === 'finished') sink.write(`${event.line}\n`);
      else if (!isBanner(event.text)) say(hideSecrets(event.text));
    }
  };
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(-65_536);
    emit(lines);
  });
  stream?.once('end', () => emit([rest]));
}

/** Next announces its internal address, which is nobody's business and would be taken for ours. */
function isBanner(text: string): boolean {
  return /^(▲ Next\.js|- (Local|Network|Environments?):)/.test(text);
}

async function endProcess(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => killGroup(child), patienceMs);
  await ended;
  clearTimeout(timer);
  killGroup(child);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
