import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const token = 'syt_c3RpbGx1cA_abcdefghijklmnop_1a2b3c';

export const matrixSample: NotifierSample = {
  config: (url) => ({ homeserver: url, room_id: '!ops:example.com', access_token: token }),
  secrets: [token],
  success: { status: 200, body: '{"event_id":"$YUwRidLecu:example.com"}' },
  wordsOf: (request) => {
    if (request.kind !== 'http') return '';
    const { body } = JSON.parse(request.body);
    return String(body).replaceAll('\u200b', '');
  },
  live: ['@everyone', '@here', '@all', 'href=\\"http://evil'],
  retries: [
    {
      status: 429,
      body: '{"errcode":"M_LIMIT_EXCEEDED","error":"Too many requests","retry_after_ms":2345}',
      afterMs: 2345,
    },
    {
      status: 429,
      headers: { 'retry-after': '4' },
      body: '{"errcode":"M_LIMIT_EXCEEDED","error":"Too many requests","retry_after_ms":2345}',
      afterMs: 4000,
    },
    { status: 403, body: '{"errcode":"M_RESOURCE_LIMIT_EXCEEDED","error":"Monthly users"}' },
    { status: 403, body: '<!doctype html><title>Blocked</title>' },
    { status: 200, body: '<html></html>' },
    { status: 502 },
  ],
  refusals: [
    {
      status: 401,
      body: '{"errcode":"M_UNKNOWN_TOKEN","error":"Unrecognised access token","soft_logout":false}',
      disables: true,
    },
    {
      status: 403,
      body: '{"errcode":"M_FORBIDDEN","error":"User @alerts:example.com not in room"}',
      disables: true,
    },
    { status: 404, body: '{"errcode":"M_UNRECOGNIZED","error":"Unrecognized request"}', disables: false },
    { status: 413, body: '{"errcode":"M_TOO_LARGE","error":"Event too large"}', disables: false },
  ],
};
