import type { FieldError } from '@/lib/core/errors';
import { maxJsonDepth } from '@/lib/web/constants';

// Postgres stores neither U+0000 in text nor unpaired surrogates in UTF-8; no verb has to think of it.
const unstorable = /\0|\p{Surrogate}/u;

export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

function escapePart(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The first string, key or depth that cannot be stored, or null. */
export function findTextFault(value: unknown, pointer = '', depth = 0): FieldError | null {
  if (typeof value === 'string') {
    if (isStorable(value)) return null;
    return { pointer, code: 'invalid_text', detail: 'must not contain U+0000 or unpaired surrogates' };
  }
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= maxJsonDepth) {
    return { pointer, code: 'too_deep', detail: `is nested deeper than ${maxJsonDepth} levels` };
  }
  for (const [key, item] of Object.entries(value)) {
    if (!isStorable(key)) {
      return { pointer, code: 'invalid_text', detail: 'has a name with U+0000 or unpaired surrogates' };
    }
    const fault = findTextFault(item, `${pointer}/${escapePart(key)}`, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}
