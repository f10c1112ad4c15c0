import { z } from 'zod';
import { parseExpression } from '@/inngest/engine/rules/expressions';
import { nextCronMs, parseDelayMs } from '@/inngest/engine/rules/timing';

/**
 * The part of a registration that this engine acts on. What it would have to ignore it refuses instead, so that no
 * function runs without a guarantee that it asks for.
 */
const text = z.string().max(2000);

const trigger = z.union([
  z.strictObject({ cron: text, event: z.undefined().optional() }),
  z.strictObject({ event: text, expression: text.nullish(), cron: z.undefined().optional() }),
]);

const concurrencyLimit = z.strictObject({
  limit: z.number().int().min(0),
  key: text.optional(),
  scope: z.enum(['fn', 'env', 'account']).default('fn'),
});

const cancellation = z.strictObject({
  event: text,
  if: text.nullish(),
  timeout: text.nullish(),
});

const functionConfig = z.object({
  id: text.min(1),
  name: text.nullish(),
  triggers: z.array(trigger).max(50),
  steps: z.strictObject({
    step: z.looseObject({
      runtime: z.looseObject({ type: text, url: text }),
      retries: z.object({ attempts: z.number().int().min(0).max(100) }).nullish(),
    }),
  }),
  concurrency: z.union([z.number().int(), z.array(concurrencyLimit).max(10), concurrencyLimit]).nullish(),
  idempotency: text.nullish(),
  cancel: z.array(cancellation).max(20).nullish(),
});

export type FunctionConfig = z.output<typeof functionConfig>;
export type ConcurrencyLimit = z.output<typeof concurrencyLimit>;

export const registration = z.looseObject({
  url: text,
  appName: text.min(1),
  functions: z.array(z.looseObject({ id: text })).max(1000),
});

/** @throws Error with one sentence that names the function and what this engine does not do for it. */
export function parseFunctionConfig(raw: Record<string, unknown>): FunctionConfig {
  const id = typeof raw['id'] === 'string' ? raw['id'] : 'a function';
  const asked = Object.keys(raw).find((option) => !(option in functionConfig.shape) && isAsked(raw[option]));
  if (asked !== undefined) throw new Error(`${id}: the embedded engine does not support ${asked}.`);
  const parsed = functionConfig.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${id}: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const config = parsed.data;
  const fault = findFault(config);
  if (fault !== null) throw new Error(`${id}: ${fault}`);
  return config;
}

function isAsked(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function findFault(config: FunctionConfig): string | null {
  const { runtime } = config.steps.step;
  if (runtime.type !== 'http' || !/^https?:\/\//.test(runtime.url))
    return 'only functions over HTTP are supported.';
  const unread = expressionsOf(config).find((expression) => parseExpression(expression) === null);
  if (unread !== undefined) return `the embedded engine does not understand the expression ${unread}.`;
  const cron = cronsOf(config).find((each) => !isCron(each));
  if (cron !== undefined) return `${cron} is not a cron schedule.`;
  const timeout = config.cancel?.find((each) => each.timeout && parseDelayMs(each.timeout, 0) === null);
  return timeout === undefined ? null : `${timeout.timeout} is not a duration.`;
}

function isCron(cron: string): boolean {
  try {
    return nextCronMs(cron, 0) !== null;
  } catch {
    return false;
  }
}

function expressionsOf(config: FunctionConfig): string[] {
  const fromTriggers = config.triggers.map((each) => ('expression' in each ? each.expression : null));
  const fromLimits = limitsOf(config).map(({ key }) => key);
  const fromCancel = (config.cancel ?? []).map((each) => each.if);
  return [...fromTriggers, ...fromLimits, ...fromCancel, config.idempotency].filter(
    (each) => typeof each === 'string' && each !== '',
  ) as string[];
}

export function cronsOf(config: FunctionConfig): string[] {
  return config.triggers.flatMap(({ cron }) => (cron === undefined ? [] : [cron]));
}

export function limitsOf({ concurrency }: FunctionConfig): ConcurrencyLimit[] {
  const limits =
    typeof concurrency === 'number' ? [{ limit: concurrency, scope: 'fn' as const }] : concurrency;
  const listed = limits === null || limits === undefined ? [] : Array.isArray(limits) ? limits : [limits];
  // Inngest takes 0 for no limit.
  return listed.filter(({ limit }) => limit > 0);
}

/** The first try and its retries; Inngest sends four of these unless told otherwise. */
export function maxAttemptsOf(config: FunctionConfig): number {
  return (config.steps.step.retries?.attempts ?? 4) + 1;
}

export function urlOf(config: FunctionConfig): string {
  return config.steps.step.runtime.url;
}
