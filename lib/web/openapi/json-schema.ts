import { z } from 'zod';
import type { JsonSchema } from '@/lib/web/rules/split-input';

/** zod as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. What JSON cannot express is left open. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    reused: 'inline',
  });
  return rest;
}
