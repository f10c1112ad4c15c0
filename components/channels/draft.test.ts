import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configOf, configPatchOf, draftOf, newDraft } from '@/components/channels/draft';
import { mergePatch } from '@/lib/core/merge-patch';
import { channelTypes } from '@/lib/notifiers/constants';
import type { ConfigField } from '@/lib/notifiers/rules/kind';
import { channelKinds } from '@/lib/notifiers/schema';
import { samples } from '@/lib/notifiers/testing/samples';

const fields: readonly ConfigField[] = [
  { name: 'token', label: 'Token', input: 'secret' },
  { name: 'hook', label: 'Hook', input: 'secret_url' },
  { name: 'url', label: 'Address', input: 'url', optional: true },
  { name: 'to', label: 'To', input: 'list' },
  { name: 'headers', label: 'Headers', input: 'headers', optional: true },
  { name: 'priority', label: 'Priority', input: 'number', optional: true },
  { name: 'count', label: 'Count', input: 'number' },
  {
    name: 'region',
    label: 'Region',
    input: 'choice',
    choices: [
      { value: 'us', label: 'US' },
      { value: 'eu', label: 'EU' },
    ],
  },
  { name: 'silent', label: 'Silent', input: 'switch' },
  { name: 'note', label: 'Note', input: 'long_text', optional: true, initial: 'Hello' },
];

describe('what is typed becomes a config', () => {
  test('with numbers, lists, headers, whole addresses and the first choice', () => {
    const draft = {
      ...newDraft(fields),
      token: ' abc ',
      hook: 'hooks.example.com/x',
      to: 'a@example.com b@example.com,\n+49 170 1234567; c',
      headers: 'A: 1\n\nB: x:y',
      priority: '5',
      count: 'many',
    };
    expect(configOf(fields, draft)).toEqual({
      token: 'abc',
      hook: 'https://hooks.example.com/x',
      to: ['a@example.com', 'b@example.com', '+49 170 1234567', 'c'],
      headers: { A: '1', B: 'x:y' },
      priority: 5,
      count: 'many',
      region: 'us',
      silent: false,
      note: 'Hello',
    });
  });

  test('without what is optional and empty; what is needed and empty is there to be pointed at', () => {
    expect(configOf(fields, { ...newDraft(fields), note: '  ' })).toEqual({
      token: '',
      hook: '',
      to: [],
      region: 'us',
      silent: false,
    });
  });
});

describe('an edit', () => {
  const stored = {
    token: '********',
    hook: '********',
    url: 'https://a.example/',
    to: ['a'],
    headers: { A: '********', B: '********' },
    priority: 3,
    count: 1,
    region: 'eu',
    silent: true,
  };

  test('that changes nothing leaves the config as it is, masks and all', () => {
    const patch = configPatchOf(fields, stored, draftOf(fields, stored));
    expect(mergePatch(stored, patch)).toEqual(stored);
    expect(patch).toMatchObject({ token: '********', hook: '********' });
  });

  test('names what is gone as null: a header, an optional member', () => {
    const draft = { ...draftOf(fields, stored), headers: 'B: ********\nC: 1', url: '', priority: '' };
    expect(configPatchOf(fields, stored, draft)).toMatchObject({
      headers: { A: null, B: '********', C: '1' },
      url: null,
      priority: null,
    });
    const { url: _, priority: __, ...rest } = stored;
    expect(mergePatch(stored, configPatchOf(fields, stored, draft))).toEqual({
      ...rest,
      headers: { B: '********', C: '1' },
    });
  });
});

test.each(channelTypes)('the form of %s takes any config of its kind and gives it back', (type) => {
  const kind = channelKinds[type];
  const sample = samples[type].config('https://vendor.example.com');
  const config = kind.configSchema.parse(sample) as Record<string, unknown>;
  const again = configOf(kind.fields, draftOf(kind.fields, config));
  expect(kind.configSchema.parse(again)).toEqual(config);
});

test.each(channelTypes)('whatever is typed into the form of %s, it does not break', (type) => {
  const kind = channelKinds[type];
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 20, maxLength: 20 }), (texts) => {
      const draft = Object.fromEntries(kind.fields.map(({ name }, index) => [name, texts[index] ?? '']));
      expect(() => kind.configSchema.safeParse(configOf(kind.fields, draft))).not.toThrow();
    }),
    { numRuns: 30 },
  );
});
