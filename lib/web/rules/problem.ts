import { z } from 'zod';
import type { ErrorCode, FieldError } from '@/lib/core/errors';

/** RFC 9457, with the id of the request and one entry per fault of the input. */
export const problem = z.strictObject({
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.int(),
  detail: z.string().max(2000),
  instance: z.string().max(2000),
  request_id: z.string().max(40),
  errors: z
    .array(
      z.strictObject({
        pointer: z.string().max(2000),
        code: z.string().max(100),
        detail: z.string().max(2000),
      }),
    )
    .max(1000),
});
export type Problem = z.output<typeof problem>;

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export function statusOf(code: ErrorCode): number {
  switch (code) {
    case 'unauthenticated':
      return 401;
    case 'forbidden':
      return 403;
    case 'not_found':
      return 404;
    case 'conflict':
      return 409;
    case 'invalid':
      return 422;
    case 'precondition_failed':
      return 412;
    case 'rate_limited':
      return 429;
    case 'unavailable':
      return 503;
  }
}

export function buildProblem(fault: {
  status: number;
  code: string;
  detail: string;
  path: string;
  requestId: string;
  errors: readonly FieldError[];
}): Problem {
  return {
    type: `urn:stillup:problem:${fault.code}`,
    title: titles[fault.status] ?? 'Error',
    status: fault.status,
    detail: fault.detail.slice(0, 2000),
    instance: fault.path.slice(0, 2000),
    request_id: fault.requestId,
    errors: fault.errors.slice(0, 1000).map(({ pointer, code, detail }) => ({
      pointer: pointer.slice(0, 2000),
      code,
      detail: detail.slice(0, 2000),
    })),
  };
}
