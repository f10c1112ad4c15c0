import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '@/app/api/v1/endpoints';
import { methods } from '@/lib/web/constants';
import { serveEndpoint } from '@/lib/web/define-route';
import { problem } from '@/lib/web/rules/problem';
import { makeSession, send, startApi } from '@/lib/web/testing/api';
import { routeSamples } from '@/lib/web/testing/route-samples';
import { createWorld, type World } from '@/lib/web/testing/world';

const calls = endpoints.flatMap((endpoint) =>
  methods.flatMap((method) => {
    const operation = endpoint.operations[method];
    return operation === undefined ? [] : [{ name: operation.operationId, endpoint, method, operation }];
  }),
);

let api: Awaited<ReturnType<typeof startApi>>;
let world: World;
let headers: Record<string, string>;

beforeAll(async () => {
  api = await startApi();
  world = await createWorld(api.db, 'Acme');
  headers = (await makeSession(api.db, world.tenant)).headers;
});
afterAll(async () => await api.close());

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '../../etc/passwd',
    "'; drop table monitors; --",
    'x'.repeat(5000),
    '0000-00-00T00:00:00Z',
    '9999-12-31T23:59:59.999999999Z',
    '-271821-04-20T00:00:00Z',
    'mon_7zzzzzzzzzzzzzzzzzzzzzzzzz',
    -1,
    0.5,
    2 ** 31,
    2 ** 53,
    1e308,
    [],
    {},
    [[[]]],
    { __proto__: null, constructor: 1 },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

type Path = (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...at, key]))];
}

function withValue(value: unknown, [first, ...rest]: Path, replacement: unknown): unknown {
  if (first === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === String(first) ? withValue(item, rest, replacement) : item,
    );
  }
  const object = value as Record<string, unknown>;
  return { ...object, [first]: withValue(object[String(first)], rest, replacement) };
}

/** Every field that the operation knows gets its turn, whether or not the sample has it. */
function fieldsOf(operation: (typeof calls)[number]['operation']): string[] {
  const input = operation.input as { shape?: object } | null;
  return Object.keys(input?.shape ?? {});
}

describe.each(calls)('$name', ({ name, endpoint, method, operation }) => {
  it('answers nonsense with a problem, and never with a fault of its own', async () => {
    const takesBody = method !== 'GET' && method !== 'DELETE';
    await fc.assert(
      fc.asyncProperty(nasty, fc.nat(), fc.boolean(), async (value, pick, breaksPath) => {
        const sample = routeSamples[name]?.(world) ?? {};
        const params = { ...sample.path };
        const names = Object.keys(params);
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        // What is deleted in earnest is gone for the runs that follow.
        const broken = names[pick % Math.max(1, names.length)];
        if (broken !== undefined && (breaksPath || method === 'DELETE')) params[broken] = text;
        const filled = endpoint.path.replace(/\{(\w+)\}/g, (_, each: string) =>
          encodeURIComponent((params[each] ?? '').replace(/\p{Surrogate}/gu, '') || 'x'),
        );
        const fields = fieldsOf(operation).filter((field) => !names.includes(field));
        const field = fields[pick % Math.max(1, fields.length)] ?? 'unknown';
        const body = { [field]: undefined, ...(sample.body as object | undefined) };
        const paths = pathsOf(body);
        const at = paths[pick % paths.length] ?? [];
        const query = new URLSearchParams({ ...sample.query, [field]: text });
        const answer = await send(
          (request) => serveEndpoint(request, endpoint, method),
          takesBody || pick % 5 === 0 ? filled : `${filled}?${query}`,
          {
            method,
            headers,
            ...(takesBody ? { raw: JSON.stringify(withValue(body, at, value)) ?? 'null' } : {}),
          },
        );
        expect(answer.status, answer.text).toBeLessThan(500);
        if (answer.status >= 400) problem.parse(answer.json);
        else if (operation.response !== null) operation.response.parse(answer.json);
      }),
      { numRuns: operation.isLong ? 5 : 25 },
    );
    expect(api.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
