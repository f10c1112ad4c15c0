import type { HttpRequest } from '@/lib/notifiers/notifier';

/** A request with JSON, as nearly all vendors of chats want it. */
export function jsonRequest(
  url: string,
  body: string,
  rest: Partial<Pick<HttpRequest, 'method' | 'isOperatorUrl' | 'purpose' | 'headers'>> = {},
): HttpRequest {
  return {
    kind: 'http',
    method: 'POST',
    url,
    ...rest,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stillup/1.0',
      ...rest.headers,
    },
    body,
  };
}
