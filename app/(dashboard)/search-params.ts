export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The first of several, so that `?q=a&q=b` is not an error. */
export function one(value: string | string[] | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return first === '' ? undefined : first;
}
