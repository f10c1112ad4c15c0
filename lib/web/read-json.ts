import { type Method, maxBodyBytes } from '@/lib/web/constants';
import { HttpFault } from '@/lib/web/http-fault';
import { findTextFault } from '@/lib/web/rules/find-text-fault';

export type JsonBody = { text: string; value: unknown };

/**
 * The body as JSON, or null where there is none.
 * @throws HttpFault 400 (not UTF-8, not JSON), 413, 415, 422 (text that cannot be stored)
 */
export async function readJson(request: Request, method: Method, limit: number): Promise<JsonBody | null> {
  const bytes = await readBytes(request, limit);
  if (bytes.length === 0) return null;
  requireJsonType(request.headers.get('content-type'), method);
  const text = decode(bytes);
  const value = parse(text);
  const fault = findTextFault(value);
  if (fault !== null) {
    throw new HttpFault(422, 'invalid', `${fault.pointer}: ${fault.detail}`, { errors: [fault] });
  }
  return { text, value };
}

/** @throws HttpFault 413 */
export async function readBytes(request: Request, limit = maxBodyBytes): Promise<Uint8Array> {
  const tooLarge = new HttpFault(413, 'too_large', `The body must not exceed ${limit / 1024} KiB.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge;
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function requireJsonType(header: string | null, method: Method): void {
  const type = header?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return;
  if (method === 'PATCH' && type === 'application/merge-patch+json') return;
  const accepted =
    method === 'PATCH' ? 'application/json or application/merge-patch+json' : 'application/json';
  throw new HttpFault(415, 'unsupported_media_type', `Send the body as ${accepted}.`, {
    headers: method === 'PATCH' ? { 'Accept-Patch': 'application/merge-patch+json, application/json' } : {},
  });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpFault(400, 'malformed', 'The body is not valid UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpFault(400, 'malformed', 'The body is not valid JSON.');
  }
}
