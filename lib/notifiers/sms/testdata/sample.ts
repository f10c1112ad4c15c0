import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const secret = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';

/** The shape of an error of Twilio's: https://www.twilio.com/docs/usage/twilios-response#exceptions */
export function twilioError(code: number, status: number, message = 'No.') {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return { status, body: JSON.stringify({ code, message, more_info, status }) };
}

export const twilioRetries = [
  twilioError(20429, 429, 'Too Many Requests'),
  twilioError(20500, 500),
  twilioError(21611, 400, 'The From number has exceeded the maximum number of queued messages'),
  { status: 503 },
];

export const twilioRefusals = [
  { ...twilioError(20003, 401, 'Authenticate'), disables: true },
  { ...twilioError(20404, 404), disables: false },
  { status: 401, disables: true },
];

export const smsSample: NotifierSample = {
  config: () => ({
    to: ['+4915112345678', '+15005550007'],
    sender: '+15005550006',
    account_sid: 'AC0123456789abcdef0123456789abcdef',
    secret,
  }),
  vendor: 'twilio',
  secrets: [secret],
  success: {
    status: 201,
    body: '{"sid":"SM0123456789abcdef0123456789abcdef","status":"queued","error_code":null}',
  },
  wordsOf: (request) => (request.kind === 'http' ? (new URLSearchParams(request.body).get('Body') ?? '') : ''),
  live: [],
  retries: twilioRetries,
  refusals: [
    ...twilioRefusals,
    ...[21211, 21608, 21610, 21614].map((code) => ({ ...twilioError(code, 400), disables: false })),
  ],
};
