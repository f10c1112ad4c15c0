import { z } from 'zod';
import type { Page } from '@/lib/core/paging';

export type Outcome = { status: number; body: unknown; location: string | null };

/** How the result of a verb becomes a response: its statuses and shape for the document, the response itself. */
export type Answer<T> = {
  statuses: readonly number[];
  schema: z.ZodType | null;
  toOutcome: (result: T) => Outcome;
};

/** `{data: view}` */
export function one<V extends z.ZodType>(view: V): Answer<z.output<V>> {
  return {
    statuses: [200],
    schema: z.strictObject({ data: view }),
    toOutcome: (data) => ({ status: 200, body: { data }, location: null }),
  };
}

/** `{data: view}` with 201 and the address of what was made. */
export function created<V extends z.ZodType>(
  view: V,
  locate: (made: z.output<V>) => string,
): Answer<z.output<V>> {
  return {
    statuses: [201],
    schema: z.strictObject({ data: view }),
    toOutcome: (data) => ({ status: 201, body: { data }, location: locate(data) }),
  };
}

/** `{data: view}`: 201 where the PUT made it, 200 where it was there. */
export function put<V extends z.ZodType>(
  view: V,
  locate: (made: z.output<V>) => string,
): Answer<{ view: z.output<V>; isNew: boolean }> {
  return {
    statuses: [200, 201],
    schema: z.strictObject({ data: view }),
    toOutcome: ({ view: data, isNew }) => ({
      status: isNew ? 201 : 200,
      body: { data },
      location: isNew ? locate(data) : null,
    }),
  };
}

/** `{data: [view]}`, for what is few by nature. */
export function all<V extends z.ZodType>(view: V): Answer<{ data: z.output<V>[] }> {
  return {
    statuses: [200],
    schema: z.strictObject({ data: z.array(view).max(10_000) }),
    toOutcome: (body) => ({ status: 200, body, location: null }),
  };
}

/** `{data: [view], page: {next_cursor, has_more}}` */
export function pageOf<V extends z.ZodType>(view: V): Answer<Page<z.output<V>>> {
  return {
    statuses: [200],
    schema: z.strictObject({
      data: z.array(view).max(200),
      page: z.strictObject({ next_cursor: z.string().max(500).nullable(), has_more: z.boolean() }),
    }),
    toOutcome: (body) => ({ status: 200, body, location: null }),
  };
}

/** 204 without a body. */
export const nothing: Answer<unknown> = {
  statuses: [204],
  schema: null,
  toOutcome: () => ({ status: 204, body: null, location: null }),
};
