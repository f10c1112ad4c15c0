import { z } from 'zod';
import { ProductError } from '@/lib/core/errors';
import { type IdPrefix, isId } from '@/lib/core/ids';

/** Every list of the product: `?limit=50&cursor=`, answered with a page that names the next cursor. */
export const pageInput = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

export type Page<T> = { data: T[]; page: { next_cursor: string | null; has_more: boolean } };

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}

/** A cursor is the sort key of the last row given out, opaque to the caller. */
export function encodeCursor(key: readonly string[]): string {
  return toBase64Url(JSON.stringify(key));
}

/** What each part of a cursor must be, so that a forged one never reaches the database. */
type CursorPart = 'text' | 'instant' | IdPrefix;

function isPart(kind: CursorPart, value: string): boolean {
  if (kind === 'text') return !value.includes('\0') && value.isWellFormed();
  if (kind === 'instant') return z.iso.datetime().safeParse(value).success;
  return isId(kind, value);
}

/** @throws ProductError `invalid` when the cursor was not made by `encodeCursor` with parts of these kinds. */
export function decodeCursor(cursor: string, kinds: readonly CursorPart[]): string[] {
  try {
    const parts = z
      .array(z.string().max(300))
      .length(kinds.length)
      .parse(JSON.parse(fromBase64Url(cursor)));
    if (parts.every((part, index) => isPart(kinds[index] ?? 'text', part))) return parts;
  } catch {
    // Told below, like any other cursor that is not ours.
  }
  throw new ProductError('invalid', 'The cursor is not valid.', {
    errors: [{ pointer: '/cursor', code: 'invalid_cursor', detail: 'is not a cursor of this list' }],
  });
}

/** For lists in the order of their ids alone, newest first: the id of the last row given out, or null. */
export function decodeIdCursor(cursor: string | undefined, prefix: IdPrefix): string | null {
  return cursor === undefined ? null : (decodeCursor(cursor, [prefix])[0] ?? null);
}

/** `rows` holds up to limit + 1 rows; the surplus one only proves that there is more. */
export function toPage<Row, View>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly string[],
  toView: (row: Row) => View,
): Page<View> {
  const hasMore = rows.length > limit;
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    data: kept.map(toView),
    page: {
      next_cursor: hasMore && last !== undefined ? encodeCursor(keyOf(last)) : null,
      has_more: hasMore,
    },
  };
}
