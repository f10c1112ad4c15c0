import type { NotifierSample } from '@/lib/notifiers/testing/sample';

export const webhookSample: NotifierSample = {
  config: (url) => ({ url: `${url}/hook`, headers: { Authorization: 'Bearer hunter2-hunter2' } }),
  secrets: ['Bearer hunter2-hunter2', 'hunter2-hunter2'],
  isMachine: true,
  success: { status: 200, body: '{"id":"1"}' },
  wordsOf: (request) => (request.kind === 'http' ? JSON.stringify(JSON.parse(request.body)) : ''),
  live: [],
  retries: [400, 401, 403, 404, 405, 422, 500, 503].map((status) => ({ status })),
  refusals: [{ status: 410, disables: true }],
};
