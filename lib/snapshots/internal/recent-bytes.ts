type Limits = { maxBytes: number; maxCount: number };

/**
 * Bytes that were made of something, the ones asked for last. Few ask for what is not packed, but whoever does may ask for all
 * there is, and it is up to ninety times as much.
 */
export class RecentBytes<Source extends object> {
  readonly #kept = new Map<Source, Buffer>();
  readonly #limits: Limits;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#kept.size;
  }

  get(source: Source, make: (source: Source) => Buffer): Buffer {
    const known = this.#kept.get(source);
    const made = known ?? make(source);
    // A map tells its keys in the order in which they came.
    if (known !== undefined) this.#kept.delete(source);
    else this.#bytes += made.length;
    this.#kept.set(source, made);
    for (const [oldest, { length }] of this.#kept) {
      if (this.#bytes <= this.#limits.maxBytes && this.#kept.size <= this.#limits.maxCount) break;
      this.#kept.delete(oldest);
      this.#bytes -= length;
    }
    return made;
  }
}
