import { asObject, jsonReply, listOf, objectOf, textOf, type Vendor } from './vendor';

function refuse(status: number, code: string, message: string) {
  return jsonReply(status, { error: { code, message } });
}

const known = new Set([
  'TextBlock',
  'FactSet',
  'Container',
  'ColumnSet',
  'Column',
  'ActionSet',
  'Image',
  'RichTextBlock',
  'Table',
]);

/**
 * A Workflows webhook that posts a card. Source: https://support.microsoft.com/office/create-incoming-webhooks-with-workflows
 * and https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export function teams(): Vendor {
  return {
    name: 'Microsoft Teams',
    answer: ({ method, path, query, body }) => {
      if (method !== 'POST' || !/^\/workflows\/\w+\/triggers\/manual\/paths\/invoke$/.test(path)) {
        return refuse(404, 'WorkflowNotFound', 'The workflow could not be found.');
      }
      if (query.get('sig') === null) return refuse(401, 'DirectApiAuthorizationRequired', 'No signature.');
      if (Buffer.byteLength(body) > 28_672) return refuse(413, 'RequestEntityTooLarge', 'Too large.');
      const message = objectOf(body);
      const attachments = listOf(message?.['attachments']);
      const card = asObject(attachments[0]?.['content']);
      const isCard =
        message?.['type'] === 'message' &&
        attachments[0]?.['contentType'] === 'application/vnd.microsoft.card.adaptive' &&
        card?.['type'] === 'AdaptiveCard' &&
        card['version'] === '1.4' &&
        listOf(card['body']).length > 0 &&
        listOf(card['body']).every(({ type }) => known.has(textOf(type)));
      if (!isCard || card === undefined) return refuse(400, 'TriggerInputSchemaMismatch', 'Not a card.');
      const texts = textsIn(card['body']);
      return {
        status: 202,
        body: '',
        shown: {
          title: texts[0] ?? '',
          text: texts.join('\n'),
          links: actionsIn(card),
          thread: null,
          kind: 'message',
        },
      };
    },
  };
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  const object = asObject(value);
  if (object === undefined) return [];
  if (typeof object['title'] === 'string' && typeof object['value'] === 'string') {
    return [`${object['title']}: ${object['value']}`];
  }
  return [
    ...(typeof object['text'] === 'string' ? [object['text'].replaceAll(/\\(?=[^\w\s])/g, '')] : []),
    ...Object.values(object).flatMap((inner) => (typeof inner === 'object' ? textsIn(inner) : [])),
  ];
}

function actionsIn(value: unknown): { label: string; url: string }[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  const object = asObject(value);
  if (object === undefined) return [];
  const own =
    object['type'] === 'Action.OpenUrl'
      ? [{ label: textOf(object['title']), url: textOf(object['url']) }]
      : [];
  return [...own, ...Object.values(object).flatMap(actionsIn)];
}
