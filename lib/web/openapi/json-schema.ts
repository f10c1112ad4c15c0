import { z } from 'zod';
import type { JsonSchema } from '@/lib/web/rules/split-input';

/** zod as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. What JSON cannot express is left open. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    reused: 'inline',
  });
  const { $schema: _, $defs: __, ...rest } = made;
  return portable(rest) as JsonSchema;
}

/** Any JSON stands open instead of in terms of itself, patterns do without `\p`, and tuples are lists. */
function portable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(portable);
  if (typeof node !== 'object' || node === null) return node;
  if ('$ref' in node && String(node.$ref).startsWith('#/$defs/')) return {};
  if ('prefixItems' in node) return tuple(node.prefixItems);
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, value]) => {
      if (name !== 'pattern' || typeof value !== 'string') return [[name, portable(value)]];
      const pattern = plainPattern(value);
      return pattern === null ? [] : [[name, pattern]];
    }),
  );
}

// Many tools read `prefixItems` wrongly, or not at all.
function tuple(members: unknown): JsonSchema {
  const list = Array.isArray(members) ? members.map(portable) : [];
  return { type: 'array', items: { anyOf: list }, minItems: list.length, maxItems: list.length };
}

const controls = '\\u0000-\\u001f\\u007f-\\u009f';

function plainPattern(pattern: string): string | null {
  const plain = pattern
    .replaceAll('\\P{Cc}', `[^${controls}]`)
    .replaceAll('\\p{Cc}', controls)
    .replaceAll('\\p{Zl}', '\\u2028')
    .replaceAll('\\p{Zp}', '\\u2029');
  return /\\[pP]\{/.test(plain) ? null : plain;
}
