import type { Answer } from '@/lib/snapshots/answer-document';

/** What the gateway would write to its socket, for Next. */
export function toResponse({ status, headers, body }: Answer, method = 'GET'): Response {
  const sent = new Headers();
  for (let index = 0; index + 1 < headers.length; index += 2) {
    sent.append(headers[index] ?? '', headers[index + 1] ?? '');
  }
  const isEmpty = body === null || method === 'HEAD';
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers: sent });
}
