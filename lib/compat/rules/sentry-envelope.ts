export type Envelope = {
  header: Readonly<Record<string, unknown>>;
  items: readonly { type: string; payload: Uint8Array }[];
};

const newline = 0x0a;

/**
 * An envelope is a line of JSON, and then items: a line of JSON each, and a payload of the length it tells, or to the
 * end of its line. Null where it is not one. Source: https://develop.sentry.dev/sdk/foundations/transport/envelopes/
 */
export function readEnvelope(bytes: Uint8Array): Envelope | null {
  const first = readLine(bytes, 0);
  const header = parseObject(first.bytes);
  if (header === null) return null;
  const items: { type: string; payload: Uint8Array }[] = [];
  let at = first.next;
  while (at < bytes.length) {
    const line = readLine(bytes, at);
    at = line.next;
    if (line.bytes.length === 0) continue;
    const item = parseObject(line.bytes);
    if (item === null) return null;
    const { type, length } = item;
    const end = typeof length === 'number' ? at + length : readLine(bytes, at).end;
    if (!Number.isInteger(end) || end < at || end > bytes.length) return null;
    items.push({ type: typeof type === 'string' ? type : '', payload: bytes.subarray(at, end) });
    at = end + 1;
  }
  return { header, items };
}

/** A JSON object, or null. */
export function parseObject(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function readLine(bytes: Uint8Array, from: number): { bytes: Uint8Array; end: number; next: number } {
  const found = bytes.indexOf(newline, from);
  const end = found === -1 ? bytes.length : found;
  return { bytes: bytes.subarray(from, end), end, next: end + 1 };
}
