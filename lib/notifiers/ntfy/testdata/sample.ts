import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const token = 'tk_agqdq7mvbogwd37zarxs80fs0uugh4l';

/** The shape of an error: https://docs.ntfy.sh/publish/#limitations */
export function ntfyError(code: number, error: string) {
  const http = Math.floor(code / 100);
  return { status: http, body: JSON.stringify({ code, http, error, link: 'https://ntfy.sh/docs/publish/' }) };
}

export const ntfySample: NotifierSample = {
  config: (url) => ({ server: url, topic: 'alerts-8f3kq2v9', token }),
  secrets: [token],
  success: {
    status: 200,
    body: '{"id":"sPs71M8A2T","time":1643935928,"expires":1643936928,"event":"message","topic":"alerts-8f3kq2v9","message":"x"}',
  },
  wordsOf: (request) => {
    if (request.kind !== 'http') return '';
    const { title, message } = JSON.parse(request.body);
    return `${title}\n${message}`;
  },
  live: [],
  retries: [
    ntfyError(42901, 'limit reached: too many requests, please be nice'),
    ntfyError(42908, 'limit reached: too many messages'),
    { status: 500 },
    { status: 200, body: '<html>another server</html>' },
  ],
  refusals: [
    { ...ntfyError(40009, 'invalid request: topic invalid'), disables: false },
    { ...ntfyError(40401, 'page not found'), disables: false },
    { ...ntfyError(40101, 'unauthorized'), disables: true },
    { ...ntfyError(40301, 'forbidden'), disables: true },
  ],
};
