import type { z } from 'zod';
import type { Ctx } from '@/lib/access/context';
import type { Answer, Outcome } from '@/lib/web/answers';
import { maxBodyBytes as usualBodyBytes } from '@/lib/web/constants';

/**
 * What names the version of a resource for ETag and If-Match: its view without what changes by itself
 * (such as the time of the last check), or else no client could ever finish a read-change-write.
 */
export type Version = {
  read: (ctx: Ctx, raw: unknown) => Promise<object>;
  volatile: readonly string[];
};

type Common = {
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  scope: 'read' | 'write';
  /** The schema the verb parses. What the path does not name comes from the query (GET, DELETE) or the body. */
  input: z.ZodType | null;
};

type Declaration<T> = Common & {
  answer: Answer<T>;
  verb: (ctx: Ctx, raw: unknown) => Promise<T>;
  version?: Version;
  /** True for a verb that waits on the network: it must not hold a transaction open. */
  isLong?: boolean;
  /** For files, which are larger than what people write. */
  maxBodyBytes?: number;
};

export type Operation = Common & {
  statuses: readonly number[];
  response: z.ZodType | null;
  version: Version | null;
  isLong: boolean;
  maxBodyBytes: number;
  run: (ctx: Ctx, raw: unknown) => Promise<Outcome>;
};

/** One call of the API. The compiler holds the verb's result against the schema of the answer. */
export function operation<T>(declaration: Declaration<T>): Operation {
  const {
    answer,
    verb,
    version = null,
    isLong = false,
    maxBodyBytes = usualBodyBytes,
    ...common
  } = declaration;
  return {
    ...common,
    statuses: answer.statuses,
    response: answer.schema,
    version,
    isLong,
    maxBodyBytes,
    run: async (ctx, raw) => answer.toOutcome(await verb(ctx, raw)),
  };
}
