import { asObject, jsonReply, listOf, objectOf, textOf, type Vendor } from './vendor';

function refuse(status: number, code: number, message: string) {
  return jsonReply(status, { error: { message, type: 'OAuthException', code, fbtrace_id: 'A1b2C3' } });
}

/** Cloud API, template messages. Source: https://developers.facebook.com/docs/whatsapp/cloud-api/messages/template-messages */
export function whatsapp({ token = 'EAAG-token-of-the-stand-in' } = {}): Vendor {
  let count = 0;
  return {
    name: 'WhatsApp',
    answer: ({ method, path, headers, body }) => {
      if (method !== 'POST' || !/^\/v\d+\.\d+\/\d+\/messages$/.test(path)) {
        return refuse(400, 100, '(#100) Unsupported post request.');
      }
      if (headers['authorization'] !== `Bearer ${token}`) {
        return refuse(401, 190, 'Invalid OAuth access token - Cannot parse access token');
      }
      const message = objectOf(body);
      const template = asObject(message?.['template']);
      const to = textOf(message?.['to']).replace(/^\+/, '');
      if (message?.['messaging_product'] !== 'whatsapp') return refuse(400, 100, '(#100) messaging_product');
      if (!/^\d{7,15}$/.test(to)) return refuse(400, 131_009, '(#131009) Parameter value is not valid');
      if (message['type'] !== 'template' || template === undefined || textOf(template['name']) === '') {
        return refuse(400, 132_001, '(#132001) Template name does not exist in the translation');
      }
      const values = listOf(template['components'])
        .filter(({ type }) => type === 'body')
        .flatMap(({ parameters }) => listOf(parameters))
        .map(({ text }) => textOf(text));
      if (values.some((value) => value === '' || /[\n\t]| {5}/.test(value))) {
        return refuse(
          400,
          132_018,
          '(#132018) Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
        );
      }
      count += 1;
      const id = `wamid.${Buffer.from(String(count)).toString('base64')}`;
      return jsonReply(
        200,
        { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id }] },
        {
          title: values[0] ?? textOf(template['name']),
          text: [`to ${to}`, ...values].join('\n'),
          links: values
            .flatMap((value) => [...value.matchAll(/https?:\/\/\S+/g)])
            .map(([url]) => ({ label: 'link', url })),
          thread: null,
          kind: 'message',
        },
      );
    },
  };
}
