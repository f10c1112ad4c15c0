import type { Method } from '@/lib/web/constants';
import { methods } from '@/lib/web/constants';
import type { Endpoint } from '@/lib/web/define-route';
import { jsonSchema } from '@/lib/web/openapi/json-schema';
import { describeResponses, problemContent } from '@/lib/web/openapi/responses';
import type { Operation } from '@/lib/web/operation';
import { paramNames } from '@/lib/web/rules/match-path';
import { problem } from '@/lib/web/rules/problem';
import { type InputParts, type JsonSchema, splitInput } from '@/lib/web/rules/split-input';

const prefix = '/api/v1';

/** OpenAPI 3.1 from the declarations of the routes: the schemas are those that validate. */
export function buildDocument(endpoints: readonly Endpoint[], appUrl: string): JsonSchema {
  const tags = new Set<string>();
  const paths = Object.fromEntries(
    endpoints.map((endpoint) => [endpoint.path.slice(prefix.length), describeEndpoint(endpoint, tags)]),
  );
  return {
    openapi: '3.1.1',
    info: {
      title: 'Stillup API',
      version: '1',
      license: { name: 'MIT', identifier: 'MIT' },
      description,
    },
    servers: [{ url: `${appUrl}${prefix}` }],
    security: [{ api_key: [] }],
    tags: [...tags].sort((a, b) => rank(a) - rank(b)).map((name) => ({ name })),
    paths: { ...paths, '/events': { get: describeEvents() } },
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: {
        api_key: { type: 'http', scheme: 'bearer', bearerFormat: 'sup_…', description: 'An API key.' },
      },
    },
  };
}

const tagOrder = [
  'me',
  'dashboard',
  'projects',
  'monitors',
  'checks',
  'pings',
  'response-times',
  'uptime',
  'incidents',
  'channels',
  'policies',
  'on-call',
  'reports',
  'deliveries',
  'maintenances',
  'status-pages',
  'subscribers',
];

function rank(tag: string): number {
  const index = tagOrder.indexOf(tag);
  return index < 0 ? tagOrder.length : index;
}

const description = `JSON in snake_case; instants in RFC 3339, UTC; ids with a prefix that names their kind.
Unknown fields and parameters are refused. Faults are problem documents (RFC 9457).

**Lists** take \`limit\` (1 to 200) and \`cursor\`, and answer \`{"data": […], "page": {"next_cursor", "has_more"}}\`.

**Repeats**: send an \`Idempotency-Key\` with POST or PATCH, and a repeat within 24 hours gets the first answer.

**Versions**: an \`ETag\` names the version of the settings of a resource. Send it as \`If-Match\` with PATCH or
DELETE, and the call fails with 412 where somebody was faster.`;

function describeEndpoint({ path, operations }: Endpoint, tags: Set<string>): JsonSchema {
  const names = paramNames(path);
  return Object.fromEntries(
    methods.flatMap((method) => {
      const operation = operations[method];
      if (operation === undefined) return [];
      tags.add(operation.tag);
      return [[method.toLowerCase(), describeOperation(operation, method, names)]];
    }),
  );
}

function describeOperation(operation: Operation, method: Method, pathNames: string[]): JsonSchema {
  const takesBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const schema = operation.input === null ? null : jsonSchema(operation.input, 'input');
  const parts = splitInput(schema, pathNames, takesBody);
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    tags: [operation.tag],
    'x-scope': operation.scope,
    parameters: describeParameters(parts, method, operation),
    ...(parts.body === null ? {} : { requestBody: describeBody(parts.body, method) }),
    responses: describeResponses(operation, method, pathNames.length > 0),
  };
}

function describeParameters(parts: InputParts, method: Method, operation: Operation): JsonSchema[] {
  const headers = [
    ...(method === 'POST' || method === 'PATCH'
      ? [{ name: 'Idempotency-Key', pattern: '^[!-~]{1,255}$' }]
      : []),
    ...(operation.version !== null && method !== 'GET'
      ? [{ name: 'If-Match', pattern: '^(\\*|"[!#-~]*")$' }]
      : []),
  ];
  return [
    ...Object.entries(parts.path).map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    ...parts.query.map(({ name, required, schema }) => ({ name, in: 'query', required, schema })),
    ...headers.map(({ name, pattern }) => ({
      name,
      in: 'header',
      required: false,
      schema: { type: 'string', pattern },
    })),
  ];
}

function describeBody(schema: JsonSchema, method: Method): JsonSchema {
  const required = !('properties' in schema) || Array.isArray(schema['required']) || method === 'PATCH';
  return {
    required,
    content: {
      'application/json': { schema },
      ...(method === 'PATCH' ? { 'application/merge-patch+json': { schema } } : {}),
    },
  };
}

function describeEvents(): JsonSchema {
  const fault = (text: string) => ({ description: text, content: problemContent });
  return {
    operationId: 'streamEvents',
    summary: 'Be told what changes, as server-sent events',
    description:
      '`change` carries `{topic, ids}` (no ids: anything under the topic); `resync` says that something may have been missed.',
    tags: ['events'],
    'x-scope': 'read',
    parameters: [{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }],
    responses: {
      200: { description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      401: fault('No key, or one that is unknown, revoked or expired'),
      403: fault('Not within the scopes of the key'),
      503: fault('Too many open streams, or the database cannot be reached'),
    },
  };
}
