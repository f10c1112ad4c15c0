/** A query that is read only if somebody asks: most pings have none. Malformed escapes are no error. */
export class PingQuery {
  private readonly query: string;
  private parsed: URLSearchParams | undefined;

  constructor(query: string) {
    this.query = query;
  }

  /** The last value of that name, since the reference takes the last too; null where it is not given. */
  last(name: string): string | null {
    if (this.query === '') return null;
    this.parsed ??= new URLSearchParams(this.query);
    return this.parsed.getAll(name).at(-1) ?? null;
  }
}
