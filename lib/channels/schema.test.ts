import { expect, test } from 'vitest';
import { POST } from '@/app/api/v1/channels/route';
import { channelTypes } from '@/lib/notifiers/constants';
import { channelKinds } from '@/lib/notifiers/schema';
import { buildDocument } from '@/lib/web/openapi/build-document';

test('the document of the API lists every kind of channel with the members of its config', () => {
  const document = JSON.parse(JSON.stringify(buildDocument([POST.endpoint], 'https://status.example.com')));
  const { schema } = document.paths['/channels'].post.requestBody.content['application/json'];
  const listed = Object.fromEntries(
    schema.oneOf.map(
      (variant: {
        title: string;
        properties: { type: { const: string }; config: { properties: Record<string, unknown> } };
      }) => [
        variant.properties.type.const,
        { title: variant.title, members: Object.keys(variant.properties.config.properties).sort() },
      ],
    ),
  );
  const expected = channelTypes.map((type) => {
    const { word, fields } = channelKinds[type];
    return [type, { title: word, members: fields.map(({ name }) => name).sort() }];
  });
  expect(listed).toEqual(Object.fromEntries(expected));
});
