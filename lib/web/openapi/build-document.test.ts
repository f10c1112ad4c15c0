import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { created, nothing, one } from '@/lib/web/answers';
import { type Endpoint, type Operations, serveEndpoint } from '@/lib/web/define-route';
import { buildDocument } from '@/lib/web/openapi/build-document';
import { operation } from '@/lib/web/operation';

const view = z.strictObject({
  id: z.string().max(40),
  pair: z.tuple([z.string().max(5), z.string().max(5)]),
});
const result = { id: 'a', pair: ['x', 'y'] as [string, string] };
const common = { summary: 'Summary', tag: 'things' };
const operations: Operations = {
  GET: operation({
    ...common,
    operationId: 'getThing',
    scope: 'read',
    input: z.strictObject({
      id: z.string().max(40),
      depth: z.coerce.number().default(1),
      at: z.string().max(9),
    }),
    answer: one(view),
    verb: async () => result,
  }),
  PATCH: operation({
    ...common,
    operationId: 'updateThing',
    scope: 'write',
    input: z.strictObject({
      id: z.string().max(40),
      name: z
        .string()
        .max(5)
        .regex(/^[^\p{Cc},]+$/u),
      extra: z.json().optional(),
    }),
    answer: created(view, ({ id }) => `/api/v1/things/${id}`),
    verb: async () => result,
    version: { read: async () => result, volatile: [] },
  }),
  DELETE: operation({
    ...common,
    operationId: 'deleteThing',
    scope: 'write',
    input: z.strictObject({ id: z.string().max(40) }),
    answer: nothing,
    verb: async () => null,
  }),
};
const endpoint: Endpoint = { path: '/api/v1/things/{id}', operations };
const document = buildDocument([endpoint], 'https://up.example') as {
  paths: Record<
    string,
    Record<
      string,
      { parameters: { name: string; in: string; required: boolean }[] } & Record<string, unknown>
    >
  >;
};
const calls = document.paths['/things/{id}'] ?? {};

describe('buildDocument', () => {
  it('takes a field from the path, the query or the body, and from one place only', () => {
    const places = (method: string) =>
      (calls[method]?.parameters ?? []).map(({ name, in: place, required }) => [name, place, required]);
    expect(places('get')).toEqual([
      ['id', 'path', true],
      ['depth', 'query', false],
      ['at', 'query', true],
    ]);
    expect(places('patch')).toEqual([
      ['id', 'path', true],
      ['Idempotency-Key', 'header', false],
      ['If-Match', 'header', false],
    ]);
    expect(calls['patch']?.['requestBody']).toMatchObject({
      required: true,
      content: {
        'application/json': { schema: { required: ['name'], additionalProperties: false } },
        'application/merge-patch+json': {},
      },
    });
    expect(JSON.stringify(calls['patch']?.['requestBody'])).not.toContain('"id"');
    expect(calls['delete']?.['requestBody']).toBeUndefined();
  });

  it('leaves no reference open and no pattern that few tools know', () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain('$defs');
    expect(text).not.toContain('\\\\p{');
    expect(text).not.toContain('prefixItems');
    expect(text).toContain('\\\\u0000-\\\\u001f');
  });

  it('names the problems that can come of each call', () => {
    expect(Object.keys(calls['patch']?.['responses'] ?? {})).toEqual(
      expect.arrayContaining([
        '201',
        '400',
        '401',
        '403',
        '404',
        '409',
        '412',
        '415',
        '422',
        '429',
        '500',
        '503',
      ]),
    );
    expect(Object.keys(calls['get']?.['responses'] ?? {})).not.toContain('412');
  });
});

describe('serveEndpoint', () => {
  it('answers OPTIONS without credentials, by what is there', async () => {
    const answer = await serveEndpoint(
      new Request('https://up.example/api/v1/things/a'),
      endpoint,
      'OPTIONS',
    );
    expect(answer.headers.get('allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS');
  });
});
