import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { FromRole, ToRole } from '@/bin/bench/roles';

type Kind = FromRole['kind'];
type MessageOf<K extends Kind> = Extract<FromRole, { kind: K }>;

/** A process of the benchmark, by its messages. */
export class Child {
  private readonly child: ChildProcess;

  constructor(role: string, args: readonly string[] = [], execArgv: readonly string[] = []) {
    this.child = fork(process.argv[1] ?? '', ['--role', role, ...args], { execArgv: [...execArgv] });
  }

  on<K extends Kind>(kind: K, act: (message: MessageOf<K>) => void): void {
    this.child.on('message', (message: FromRole) => {
      if (message.kind === kind) act(message as MessageOf<K>);
    });
  }

  next<K extends Kind>(kind: K): Promise<MessageOf<K>> {
    return new Promise((resolve, reject) => {
      this.child.once('exit', (code) => reject(new Error(`a process of the benchmark ended with ${code}`)));
      this.on(kind, resolve);
    });
  }

  tell(kind: ToRole['kind']): void {
    this.child.send({ kind });
  }

  async cpu(): Promise<MessageOf<'cpu'>> {
    const answer = this.next('cpu');
    this.tell('cpu');
    return answer;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.child.exitCode !== null) return resolve();
      this.child.removeAllListeners('exit');
      this.child.once('exit', () => resolve());
      return this.tell('stop');
    });
  }
}

/** CPU microseconds that a process and its descendants have used so far (Linux; elsewhere null). */
export function cpuOfTree(pid: number): number | null {
  try {
    const usOfTick = 1_000_000 / 100;
    let ticks = 0;
    const parents = new Map<number, { parent: number; ticks: number }>();
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const stat = readStat(Number(name));
      if (stat !== null) parents.set(Number(name), stat);
    }
    for (const [each, stat] of parents) {
      let ancestor: number | undefined = each;
      while (ancestor !== undefined && ancestor !== pid && ancestor > 1)
        ancestor = parents.get(ancestor)?.parent;
      if (ancestor === pid) ticks += stat.ticks;
    }
    return ticks * usOfTick;
  } catch {
    return null;
  }
}

function readStat(pid: number): { parent: number; ticks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const number = (index: number) => Number(fields[index] ?? '0');
    // Own user and system time, and that of children which have ended (field numbers as in proc(5), less 3).
    return { parent: number(1), ticks: number(11) + number(12) + number(13) + number(14) };
  } catch {
    return null;
  }
}
