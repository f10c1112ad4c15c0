import type { z } from 'zod';
import type { ActionResult } from '@/components/forms/action-result';
import { isProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

/** The same schema and the same pointers as on the server, before anything is sent. */
export function validate<T extends z.ZodType>(schema: T, value: unknown): ActionResult<z.output<T>> {
  try {
    return { ok: true, data: parseInput(schema, value) };
  } catch (error) {
    if (!isProductError(error)) throw error;
    return { ok: false, error: { code: error.code, detail: error.message, errors: error.errors } };
  }
}
