import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const key = '4513b7ea-3b91-438f-b7e4-e3e54af9147c';

export const opsgenieSample: NotifierSample = {
  config: (url) => ({ api_url: url, api_key: key, priority: 'P1' }),
  secrets: [key],
  isMachine: true,
  silent: ['report'],
  success: {
    status: 202,
    body: '{"result":"Request will be processed","took":0.302,"requestId":"43a29c5c-3dbf-4fa4-9c26-f4f71023e120"}',
  },
  wordsOf: (request) => {
    if (request.kind !== 'http') return '';
    const { message, description, note } = JSON.parse(request.body);
    return [message, description, note].join('\n');
  },
  live: ['<img src=x'],
  retries: [
    { status: 429, body: '{"message":"You are making too many requests!","took":0.1,"requestId":"x"}' },
    { status: 500 },
    { status: 503 },
  ],
  refusals: [
    { status: 401, body: '{"message":"Could not authenticate","took":0.1,"requestId":"x"}', disables: true },
    { status: 403, disables: true },
    {
      status: 422,
      body: '{"message":"Request body is not processable. Please check the errors.","errors":{"message":"Message can not be empty."}}',
      disables: false,
    },
    { status: 404, disables: false },
  ],
};
