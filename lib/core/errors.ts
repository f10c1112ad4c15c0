/** Faults a user can cause or must know of. Anything else that is thrown is a bug and is shown only by its id. */

export const errorCodes = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'invalid',
  'precondition_failed',
  'rate_limited',
  'unavailable',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** `pointer` is an RFC 6901 JSON pointer into the input, such as `/spec/url`. */
export type FieldError = { pointer: string; code: string; detail: string };

export class ProductError extends Error {
  override readonly name = 'ProductError';
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { errors?: readonly FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

export function isProductError(error: unknown): error is ProductError {
  return error instanceof ProductError;
}

export function notFound(noun: string): ProductError {
  return new ProductError('not_found', `There is no such ${noun}.`);
}

/** A field of an input that its schema takes, and that cannot be so all the same. `code`: for programs. */
export function invalidField(pointer: string, detail: string, code = 'custom'): ProductError {
  return new ProductError('invalid', `${pointer}: ${detail}`, { errors: [{ pointer, code, detail }] });
}
