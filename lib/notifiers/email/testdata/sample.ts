import type { NotifierSample } from '@/lib/notifiers/testing/sample';

/** Over Resend, whose settings are the operator's. */
export const emailSample: NotifierSample = {
  config: () => ({ to: ['ops@example.com'] }),
  vendor: 'resend',
  secrets: ['re_secret_key'],
  success: { status: 200, body: '{"id":"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"}' },
  wordsOf: (request) => (request.kind === 'mail' ? `${request.mail.subject}\n${request.mail.text}` : ''),
  live: ['<img src=x'],
  retries: [{ status: 429 }, { status: 500 }],
  refusals: [
    { status: 404, disables: false },
    { status: 410, disables: false },
  ],
};
