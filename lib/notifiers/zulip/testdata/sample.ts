import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const key = 'a0b1c2d3e4f5a0b1c2d3e4f5a0b1c2d3';

export const zulipSample: NotifierSample = {
  config: (url) => ({ site: url, bot_email: 'stillup-bot@example.com', api_key: key, channel: 'alerts' }),
  secrets: [key],
  success: { status: 200, body: '{"id":42,"msg":"","result":"success"}' },
  wordsOf: (request) => {
    if (request.kind !== 'http') return '';
    const form = new URLSearchParams(request.body);
    return `${form.get('topic')}\n${form.get('content')}`
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replaceAll('\u200b', '')
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  },
  live: ['%40everyone', '%40here', '%40all', '%5Bx%5D%28http', '@**'],
  retries: [
    {
      status: 429,
      headers: { 'retry-after': '29' },
      body: '{"code":"RATE_LIMIT_HIT","msg":"API usage exceeded rate limit","result":"error","retry-after":28.706807374954224}',
      afterMs: 28_707,
    },
    { status: 200, body: '<html></html>' },
    { status: 403, body: 'Blocked by a proxy' },
    { status: 502, body: '<html></html>' },
  ],
  refusals: [
    { status: 401, body: '{"code":"UNAUTHORIZED","msg":"Invalid API key","result":"error"}', disables: true },
    {
      status: 403,
      body: '{"code":"USER_DEACTIVATED","msg":"Account is deactivated","result":"error"}',
      disables: true,
    },
    {
      status: 400,
      body: '{"code":"STREAM_DOES_NOT_EXIST","msg":"Channel \'alerts\' does not exist","result":"error","stream":"alerts"}',
      disables: true,
    },
    {
      status: 400,
      body: '{"code":"BAD_REQUEST","msg":"Invalid character in topic","result":"error"}',
      disables: false,
    },
  ],
};
