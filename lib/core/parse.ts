import type { z } from 'zod';
import { type FieldError, ProductError } from '@/lib/core/errors';

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function toFieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: toPointer([...issue.path, key]),
        code: 'unrecognized',
        detail: 'is not a known field',
      }));
    }
    return [{ pointer: toPointer(issue.path), code: issue.code, detail: issue.message }];
  });
}

/** @throws ProductError `invalid`, with one entry and JSON pointer per fault. */
export function parseInput<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const errors = toFieldErrors(parsed.error.issues);
  const first = errors[0];
  const where = first === undefined || first.pointer === '' ? '' : `${first.pointer}: `;
  throw new ProductError(
    'invalid',
    first === undefined ? 'The input is not valid.' : `${where}${first.detail}`,
    {
      errors,
    },
  );
}
