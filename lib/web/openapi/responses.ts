import type { Method } from '@/lib/web/constants';
import { requestIdHeader } from '@/lib/web/constants';
import { jsonSchema } from '@/lib/web/openapi/json-schema';
import type { Operation } from '@/lib/web/operation';
import type { JsonSchema } from '@/lib/web/rules/split-input';

const texts: Record<number, string> = {
  200: 'Done',
  201: 'Created',
  204: 'Done, nothing to say',
  400: 'Malformed: not JSON, not UTF-8, or a parameter given twice',
  401: 'No key, or one that is unknown, revoked or expired',
  403: 'Not within the scopes of the key, or the role of the person',
  404: 'Not there, or of another organization',
  409: 'In conflict with what is there, or the first request with this Idempotency-Key is still being answered',
  412: 'Changed since it was read',
  413: 'The body is too large: beyond 256 KiB, or 360 KiB with a file',
  415: 'The body is not JSON',
  422: 'Well-formed, but not valid; `errors` says where',
  429: 'Too many requests within a minute',
  500: 'A fault of ours, logged under `request_id`',
  503: 'The database cannot be reached',
};

const header = (description: string, schema: JsonSchema = { type: 'string' }) => ({ description, schema });
const rateLimit = {
  'RateLimit-Policy': header('The quota of the key and its window'),
  RateLimit: header('What is left of it, and the seconds until it is renewed'),
};

export const problemContent = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

export function describeResponses(operation: Operation, method: Method, hasPath: boolean): JsonSchema {
  const entries = operation.statuses.map((status) => [String(status), describeSuccess(operation, status)]);
  const problems = problemStatuses(operation, method, hasPath).map((status) => [
    String(status),
    {
      description: texts[status],
      content: problemContent,
      headers: {
        [requestIdHeader]: header('Names this request in our logs'),
        ...(status === 429 || status === 503 ? { 'Retry-After': header('Seconds to wait') } : {}),
        ...(status === 401 ? { 'WWW-Authenticate': header('Bearer') } : {}),
      },
    },
  ]);
  return Object.fromEntries([...entries, ...problems]);
}

function describeSuccess(operation: Operation, status: number): JsonSchema {
  const { response, version } = operation;
  return {
    description: texts[status],
    headers: {
      [requestIdHeader]: header('Names this request in our logs'),
      ...rateLimit,
      ...(version !== null && status !== 204 ? { ETag: header('The version of its settings') } : {}),
      ...(status === 201 ? { Location: header('Where it is') } : {}),
    },
    ...(response === null || status === 204
      ? {}
      : { content: { 'application/json': { schema: jsonSchema(response, 'output') } } }),
  };
}

function problemStatuses(operation: Operation, method: Method, hasPath: boolean): number[] {
  const isWrite = method !== 'GET';
  const takesBody = method !== 'GET' && method !== 'DELETE';
  return [
    400,
    401,
    403,
    ...(hasPath || isWrite ? [404] : []),
    ...(isWrite ? [409] : []),
    ...(operation.version !== null && isWrite ? [412] : []),
    ...(takesBody ? [413, 415] : []),
    422,
    429,
    500,
    503,
  ];
}
