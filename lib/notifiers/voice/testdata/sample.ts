import { twilioError, twilioRefusals, twilioRetries } from '@/lib/notifiers/sms/testdata/sample';
import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const secret = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';

export const voiceSample: NotifierSample = {
  config: () => ({
    to: ['+4915112345678', '+15005550007'],
    from: '+15005550006',
    account_sid: 'AC0123456789abcdef0123456789abcdef',
    secret,
  }),
  vendor: 'twilio',
  secrets: [secret],
  silent: ['acknowledged', 'resolved', 'flapping', 'channel_disabled', 'report'],
  success: { status: 201, body: '{"sid":"CA0123456789abcdef0123456789abcdef","status":"queued"}' },
  wordsOf: (request) => (request.kind === 'http' ? written(heard(request.body)) : ''),
  // As it would stand in the form, were it not escaped.
  live: ['%3Cimg+src', '%3Cimg%20src'],
  retries: [...twilioRetries, twilioError(10004, 400, 'Call concurrency limit exceeded')],
  refusals: [
    ...twilioRefusals,
    ...[21211, 21214, 21215, 21217, 21219].map((code) => ({ ...twilioError(code, 400), disables: false })),
  ],
};

/** Durations as they are written elsewhere. */
function written(text: string): string {
  return text.replaceAll(/ (day|hour|min|second)(ute)?s?\b/g, (_, unit: string) =>
    unit === 'min' ? ' min' : ` ${unit.slice(0, 1)}`,
  );
}

/** What a voice would say of a form's TwiML. */
export function heard(form: string): string {
  const twiml = new URLSearchParams(form).get('Twiml') ?? '';
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return twiml
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
