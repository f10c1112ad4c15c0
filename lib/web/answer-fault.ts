import { isProductError } from '@/lib/core/errors';
import type { Logger } from '@/lib/core/logger';
import { requestIdHeader } from '@/lib/web/constants';
import { HttpFault } from '@/lib/web/http-fault';
import { isDatabaseAway } from '@/lib/web/rules/database-fault';
import { buildProblem, statusOf } from '@/lib/web/rules/problem';
import { dataHeaders } from '@/lib/web/rules/security-headers';
import { webRuntime } from '@/lib/web/runtime';

export type Fault = Pick<HttpFault, 'status' | 'code' | 'errors' | 'headers'> & { detail: string };

/** Any thrown thing as problem+json. What is no fault of the caller is logged, and shown by the id only. */
export function answerFault(
  error: unknown,
  where: { path: string; requestId: string; logger: Logger },
): Response {
  const fault = toFault(error, where);
  const body = buildProblem({ ...fault, path: where.path, requestId: where.requestId });
  return new Response(JSON.stringify(body), {
    status: fault.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...dataHeaders(webRuntime().appUrl.startsWith('https:')),
      [requestIdHeader]: where.requestId,
      ...fault.headers,
    },
  });
}

/** What to tell of any thrown thing; what is no fault of the caller is logged here. */
export function toFault(error: unknown, where: { path: string; requestId: string; logger: Logger }): Fault {
  if (error instanceof HttpFault) return { ...pick(error), detail: error.message };
  if (isProductError(error)) {
    const { code, errors, retryAfterSeconds, message } = error;
    const headers: Record<string, string> = {};
    if (retryAfterSeconds !== null) headers['Retry-After'] = String(retryAfterSeconds);
    if (code === 'unauthenticated') headers['WWW-Authenticate'] = 'Bearer realm="stillup"';
    return { status: statusOf(code), code, detail: message, errors, headers };
  }
  if (isDatabaseAway(error)) {
    where.logger.warn({ err: error, requestId: where.requestId, path: where.path }, 'database is away');
    return {
      status: 503,
      code: 'unavailable',
      detail: 'The database cannot be reached. Try again in a few seconds.',
      errors: [],
      headers: { 'Retry-After': '5' },
    };
  }
  where.logger.error({ err: error, requestId: where.requestId, path: where.path }, 'request failed');
  return {
    status: 500,
    code: 'internal',
    detail: `Something went wrong on our side. It is logged as ${where.requestId}.`,
    errors: [],
    headers: {},
  };
}

function pick({ status, code, errors, headers }: HttpFault): Omit<Fault, 'detail'> {
  return { status, code, errors, headers };
}
