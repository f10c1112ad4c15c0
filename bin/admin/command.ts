import type { ParseArgsConfig } from 'node:util';
import type { Db } from '@/db/client';
import type { Env } from '@/lib/core/env';

/** An open installation: its database migrated, its secret known. */
export type Installation = { db: Db; env: Readonly<Env>; now: Date; requestId: string };

export type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | undefined>>;
export type Input = { values: Values; positionals: readonly string[]; readStdin: () => Promise<string> };

export type Command = {
  /** After the name of the command, as the help shows it. */
  usage: string;
  summary: string;
  options: Options;
  /** At most so many arguments that are no options. */
  maxPositionals?: number;
  /** Its answer is printed as JSON. */
  run: (installation: Installation, input: Input) => Promise<unknown>;
};

/** What the operator typed cannot be done; `message` is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function optional(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageError */
export function required(values: Values, name: string): string {
  const value = optional(values, name);
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}
