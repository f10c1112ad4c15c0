import { z } from 'zod';

export const targetModes = ['ok', 'fail', 'slow', 'hang', 'reset', 'keyword_missing', 'flap'] as const;

/** `POST /__control`. Without a path it tells every path that was not told anything of its own. */
export const behaviourInput = z.strictObject({
  path: z.string().max(512).default('*'),
  mode: z.enum(targetModes).default('ok'),
  /** Of `fail`, and of `flap` while it fails. */
  status: z.number().int().min(200).max(599).default(500),
  /** Before `slow` answers; other modes wait only when told to. */
  delay_ms: z.number().int().min(0).max(600_000).optional(),
  /** `flap` is well for one period and fails for the next. */
  flap_period_ms: z.number().int().min(10).max(86_400_000).default(60_000),
  retry_after_seconds: z.number().int().min(0).max(86_400).optional(),
  /** Only so many requests are treated like this, then the path is well again. */
  times: z.number().int().min(1).max(1_000_000).optional(),
});

export type Behaviour = z.output<typeof behaviourInput>;
export type BehaviourInput = z.input<typeof behaviourInput>;

type Answer = {
  kind: 'answer';
  status: number;
  body: string;
  delayMs: number;
  headers: Record<string, string>;
};
export type Reaction = Answer | { kind: 'hang' } | { kind: 'reset' };

const well: Answer = { kind: 'answer', status: 200, body: 'ok', delayMs: 0, headers: {} };

export function react(behaviour: Behaviour | undefined, nowMs: number): Reaction {
  if (behaviour === undefined) return well;
  const delayMs = behaviour.delay_ms ?? 0;
  const retryAfter = behaviour.retry_after_seconds;
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  const failure: Answer = {
    kind: 'answer',
    status: behaviour.status,
    body: 'told to fail',
    delayMs,
    headers,
  };
  switch (behaviour.mode) {
    case 'ok':
      return { ...well, delayMs };
    case 'slow':
      return { ...well, delayMs: behaviour.delay_ms ?? 2000 };
    case 'keyword_missing':
      return { ...well, body: 'nothing to see here', delayMs };
    case 'fail':
      return failure;
    case 'flap':
      return Math.floor(nowMs / behaviour.flap_period_ms) % 2 === 0 ? { ...well, delayMs } : failure;
    case 'hang':
      return { kind: 'hang' };
    case 'reset':
      return { kind: 'reset' };
  }
}
