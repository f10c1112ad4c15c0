/** A name, or an index; a negative index counts from the end. */
export type JsonPath = readonly (string | number)[];

const step = /\.([^.[\]'"\s]+)|\[(-?\d{1,9})\]|\['([^']*)'\]|\["([^"]*)"\]/y;

/** The singular part of RFC 9535: `$.data[0]['a key'].status`; the leading `$.` may be left out. Null: malformed. */
export function parseJsonPath(source: string): JsonPath | null {
  const rooted = source.startsWith('$') ? source.slice(1) : source.startsWith('[') ? source : `.${source}`;
  const path: (string | number)[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < rooted.length) {
    const match = step.exec(rooted);
    if (match === null) return null;
    const [, bare, index, single, double] = match;
    path.push(index === undefined ? (bare ?? single ?? double ?? '') : Number(index));
  }
  return path;
}

/** `undefined` where the path leads to nothing. Only own properties are followed. */
export function readJsonPath(document: unknown, path: JsonPath): unknown {
  let value = document;
  for (const key of path) {
    if (Array.isArray(value)) {
      if (typeof key !== 'number') return undefined;
      value = value.at(key);
    } else if (typeof value === 'object' && value !== null) {
      const name = String(key);
      if (!Object.hasOwn(value, name)) return undefined;
      value = (value as Record<string, unknown>)[name];
    } else return undefined;
  }
  return value;
}
