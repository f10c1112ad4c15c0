import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const token = 'EAAGm0PX4ZCpsBAKZCpsSecretToken0123456789';

/** The shape of an error: https://developers.facebook.com/docs/graph-api/guides/error-handling */
export function graphError(code: number, status: number) {
  const message = `(#${code}) No`;
  return {
    status,
    body: JSON.stringify({ error: { message, type: 'OAuthException', code, fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam' } }),
  };
}

export const whatsAppSample: NotifierSample = {
  config: () => ({
    to: ['+4915112345678', '+15005550007'],
    phone_number_id: '106540352242922',
    access_token: token,
    template_name: 'stillup_alert',
    template_language: 'en',
  }),
  vendor: 'whatsapp',
  secrets: [token],
  success: {
    status: 200,
    body: '{"messaging_product":"whatsapp","contacts":[{"input":"+4915112345678","wa_id":"4915112345678"}],"messages":[{"id":"wamid.HBgLMTY1MDUwNTU1NTUVAgARGBI5","message_status":"accepted"}]}',
  },
  wordsOf: (request) => (request.kind === 'http' ? valuesIn(request.body).join('\n') : ''),
  live: ['*b*', ' _i_', '~s~', '`c`'],
  retries: [
    ...[4, 80007, 130429, 131016, 131056].map((code) => graphError(code, 400)),
    graphError(131000, 500),
    { status: 503 },
  ],
  refusals: [
    ...[100, 131026, 131030, 132000, 132001, 132015].map((code) => ({ ...graphError(code, 400), disables: false })),
    { ...graphError(190, 401), disables: true },
  ],
};

/** The values of a template's variables, in their order. */
export function valuesIn(body: string): string[] {
  const { template } = JSON.parse(body) as {
    template: { components: { parameters: { text: string }[] }[] };
  };
  return template.components.flatMap(({ parameters }) => parameters.map(({ text }) => text));
}
