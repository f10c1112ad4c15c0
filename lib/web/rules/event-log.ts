import type { ChangeTopic } from '@/lib/audit/constants';

/** What a browser is told: anything under the topic (no ids), or these. */
export type Change = { topic: ChangeTopic; ids: string[] };
export type LoggedChange = { id: string; organizationId: string; change: Change };

/**
 * The last changes of one process, numbered, so that a stream that broke can go on where it was. The name of the
 * log is part of each id: a number of another process, or from before a gap, is known to be foreign.
 */
export class EventLog {
  readonly #name: string;
  readonly #capacity: number;
  #lastNumber = 0;
  #entries: LoggedChange[] = [];

  constructor(name: string, capacity: number) {
    this.#name = name;
    this.#capacity = capacity;
  }

  get position(): string {
    return `${this.#name}-${this.#lastNumber}`;
  }

  append(organizationId: string, change: Change): LoggedChange {
    this.#lastNumber += 1;
    const entry = { id: this.position, organizationId, change };
    this.#entries.push(entry);
    if (this.#entries.length > this.#capacity * 2) this.#entries = this.#entries.slice(-this.#capacity);
    return entry;
  }

  /** What the organization has missed since `lastId`; null when that cannot be told any more. */
  since(lastId: string, organizationId: string): LoggedChange[] | null {
    const found = /^(.+)-(\d{1,15})$/.exec(lastId);
    if (found === null || found[1] !== this.#name) return null;
    const number = Number(found[2]);
    const firstKept = this.#lastNumber - this.#entries.length + 1;
    if (number > this.#lastNumber || number < firstKept - 1) return null;
    return this.#entries
      .slice(number - firstKept + 1)
      .filter((entry) => entry.organizationId === organizationId);
  }
}

/** Changes of one topic as one; without ids as soon as one of them has none, or beyond 200. */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const byTopic = new Map<ChangeTopic, Set<string> | null>();
  for (const { topic, ids } of changes) {
    const known = byTopic.get(topic);
    if (known === null || ids.length === 0) byTopic.set(topic, null);
    else byTopic.set(topic, new Set([...(known ?? []), ...ids]));
  }
  return [...byTopic].map(([topic, ids]) => ({
    topic,
    ids: ids === null || ids.size > 200 ? [] : [...ids],
  }));
}
