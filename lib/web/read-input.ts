import { type FieldError, ProductError } from '@/lib/core/errors';
import type { Method } from '@/lib/web/constants';
import { HttpFault } from '@/lib/web/http-fault';
import type { Operation } from '@/lib/web/operation';
import { readJson } from '@/lib/web/read-json';
import { isStorable } from '@/lib/web/rules/find-text-fault';

type Fields = Record<string, unknown>;
export type Input = { fields: Fields; bodyText: string };

const methodsWithBody: ReadonlySet<Method> = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Path, query and body as the one object that the verb parses. A name may come from one place only.
 * @throws HttpFault, ProductError `invalid`
 */
export async function readInput(
  request: Request,
  operation: Operation,
  method: Method,
  params: Record<string, string>,
): Promise<Input> {
  for (const value of Object.values(params)) {
    if (!isStorable(value)) throw new ProductError('not_found', 'There is nothing at this address.');
  }
  const query = readQuery(new URL(request.url).searchParams);
  const hasBody = methodsWithBody.has(method);
  if (hasBody) refuseNames(Object.keys(query), 'is not a known parameter');
  const body = hasBody ? await readJson(request, method, operation.maxBodyBytes) : null;
  const fields = body === null ? query : toFields(body.value);
  if (operation.input === null) refuseNames(Object.keys(fields), 'is not a known field');
  refuseNames(
    Object.keys(fields).filter((name) => name in params),
    'is given by the path',
  );
  return { fields: { ...fields, ...params }, bodyText: body?.text ?? '' };
}

function readQuery(search: URLSearchParams): Fields {
  const fields = new Map<string, string>();
  for (const [name, value] of search) {
    if (!isStorable(name) || !isStorable(value) || value.includes('\ufffd')) {
      throw new HttpFault(400, 'malformed', 'The query is not valid percent-encoded UTF-8 text.');
    }
    if (fields.has(name)) throw new HttpFault(400, 'malformed', `The parameter ${name} is given twice.`);
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

function toFields(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  const errors = [{ pointer: '', code: 'invalid_type', detail: 'must be a JSON object' }];
  throw new ProductError('invalid', 'The body must be a JSON object.', { errors });
}

function refuseNames(names: readonly string[], detail: string): void {
  if (names.length === 0) return;
  const errors = names.map((name): FieldError => ({ pointer: `/${name}`, code: 'unrecognized', detail }));
  throw new ProductError('invalid', `/${names[0]}: ${detail}`, { errors });
}
