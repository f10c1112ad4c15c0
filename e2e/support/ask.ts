import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';

export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** One request as it is written here, over a connection of its own: no redirect is followed, no cookie kept, and `host` may be any. */
export async function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const request = http.request(url, { method, headers, agent: false });
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

export function submit(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
}
