import type { CallResult } from '@/inngest/engine/rules/interpret';
import { parseRetryAfterMs } from '@/inngest/engine/rules/timing';

export type HttpAnswer = {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
};

/** What the answer to a call means to us. Source: "Headers" and "Streaming" of Inngest's SDK specification. */
export function readAnswer({ status, headers, text }: HttpAnswer, nowMs: number): CallResult {
  // The SDK always names itself; where it is missing, a proxy, a draining host or a crashed one has answered.
  if (headers['x-inngest-sdk'] === undefined) {
    const message = `the endpoint answered ${status} without an SDK`;
    return { kind: status === 503 || status === 429 ? 'refused' : 'lost', message };
  }
  const body = parseJson(text);
  const streamed = status === 201 ? readStreamed(body) : null;
  if (streamed !== null)
    return readAnswer({ ...streamed, headers: { ...headers, ...streamed.headers } }, nowMs);
  return {
    kind: 'answered',
    status,
    isRetryRefused: headers['x-inngest-no-retry'] === 'true',
    retryAfterMs: parseRetryAfterMs(asText(headers['retry-after']), nowMs),
    body,
  };
}

/** A streamed answer wraps the real one, whose status and headers were not known when it began. */
function readStreamed(body: unknown): HttpAnswer | null {
  if (typeof body !== 'object' || body === null || !('status' in body) || !('body' in body)) return null;
  if (typeof body.status !== 'number' || body.status === 201) return null;
  const headers =
    'headers' in body && typeof body.headers === 'object' && body.headers !== null ? body.headers : {};
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const text = typeof body.body === 'string' ? body.body : JSON.stringify(body.body);
  return { status: body.status, headers: Object.fromEntries(lowered), text };
}

function asText(value: string | string[] | undefined): string | null {
  return Array.isArray(value) ? (value[0] ?? null) : (value ?? null);
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
