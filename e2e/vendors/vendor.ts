/** What came in, and what is answered. Names of headers in lower case. */
export type VendorRequest = {
  method: string;
  /** Below the vendor's own part of the address. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: string;
};

export type VendorReply = {
  status: number;
  headers?: Record<string, string>;
  body: string;
  /** What a person would see of it there; left out where the request was refused. */
  shown?: Shown;
};

export type Shown = {
  /** One line: what stands largest. */
  title: string;
  /** Everything else, as plain text. */
  text: string;
  links: { label: string; url: string }[];
  /** What the vendor hangs together: a thread, an incident, a message that was changed. */
  thread: string | null;
  /** `changed`: an earlier message was edited, acknowledged, closed. */
  kind: 'message' | 'changed';
};

/** One vendor of channels as its documentation describes it: it refuses what the real one would refuse. */
export type Vendor = {
  name: string;
  answer: (request: VendorRequest) => VendorReply;
};

export function jsonReply(status: number, value: unknown, shown?: Shown): VendorReply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
    ...(shown === undefined ? {} : { shown }),
  };
}

/** Undefined where it is no JSON object. */
export function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

export function listOf(value: unknown): Record<string, unknown>[] {
  const entries: unknown[] = Array.isArray(value) ? value : [];
  return entries.map(asObject).filter((entry) => entry !== undefined);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Characters as vendors count them: code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
