import { z } from 'zod';
import { type Listener, listen } from '@/db/listen';
import { changesChannel, changeTopics } from '@/lib/audit/constants';
import { type Change, EventLog, type LoggedChange, mergeChanges } from '@/lib/web/rules/event-log';
import { type WebRuntime, webRuntime } from '@/lib/web/runtime';

export type Subscriber = {
  organizationId: string;
  onChange: (entry: LoggedChange) => void;
  /** Something may have been missed: everything is to be fetched again. */
  onResync: (position: string) => void;
};

const payloadSchema = z.object({
  organization_id: z.string().max(40),
  topic: z.enum(changeTopics),
  ids: z.array(z.string().max(40)).max(200),
});

const gatherMs = 200;
const logCapacity = 2000;
export const maxSubscribers = 2000;

/** All streams of a process over one listening connection. */
export class ChangeHub {
  readonly #subscribers = new Set<Subscriber>();
  readonly #gathered = new Map<string, Change[]>();
  readonly #listener: Listener;
  #log = newLog();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(runtime: Pick<WebRuntime, 'databaseUrl' | 'logger'>, options: { probeMs?: number } = {}) {
    this.#listener = listen({
      ...runtime,
      channel: changesChannel,
      applicationName: 'stillup-web-listen',
      ...options,
      onPayload: (payload) => this.#gather(payload),
      onListening: () => this.#restart(),
    });
  }

  get isFull(): boolean {
    return this.#subscribers.size >= maxSubscribers;
  }

  get position(): string {
    return this.#log.position;
  }

  /** What was missed since `lastId`; null when that cannot be told. */
  missedSince(lastId: string, organizationId: string): LoggedChange[] | null {
    return this.#log.since(lastId, organizationId);
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#listener.close();
  }

  // A batch of checks comes several times a second; a browser needs to be told a few times at most.
  #gather(payload: string): void {
    const parsed = payloadSchema.safeParse(parseJson(payload));
    if (!parsed.success) return;
    const { organization_id: organizationId, topic, ids } = parsed.data;
    const changes = this.#gathered.get(organizationId) ?? [];
    changes.push({ topic, ids });
    this.#gathered.set(organizationId, changes);
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  #flush(): void {
    this.#timer = undefined;
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    for (const [organizationId, changes] of gathered) {
      for (const change of mergeChanges(changes)) {
        const entry = this.#log.append(organizationId, change);
        for (const subscriber of this.#subscribers) {
          if (subscriber.organizationId === organizationId) subscriber.onChange(entry);
        }
      }
    }
  }

  #restart(): void {
    this.#log = newLog();
    for (const subscriber of this.#subscribers) subscriber.onResync(this.#log.position);
  }
}

const holder = globalThis as typeof globalThis & { stillupChanges?: ChangeHub | undefined };

/** Of this process, opened with its first stream. */
export function changeHub(): ChangeHub {
  holder.stillupChanges ??= new ChangeHub(webRuntime());
  return holder.stillupChanges;
}

/** For tests. */
export async function closeChangeHub(): Promise<void> {
  await holder.stillupChanges?.close();
  holder.stillupChanges = undefined;
}

function newLog(): EventLog {
  return new EventLog(crypto.randomUUID().slice(0, 8), logCapacity);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
