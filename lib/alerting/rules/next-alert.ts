import type { PolicySpec } from '@/lib/policies/schema';

const minuteMs = 60_000;
/** Later than this, what follows is put off as well, so that people have the time between steps that was meant. */
const lateMs = 60_000;

/** How far the telling of an incident has come. `nextStep` 0: not even its opening is told. */
export type Progress = { nextStep: number; remindersSent: number; startedAt: Date };

export type Due =
  | { kind: 'opened' }
  | { kind: 'escalated'; step: number }
  | { kind: 'reminder'; number: number }
  | { kind: 'nothing' };

/** What is to be told next, by the policy as it stands now. */
export function dueOf(policy: PolicySpec, { nextStep, remindersSent }: Progress): Due {
  if (nextStep === 0) return { kind: 'opened' };
  const { steps, transitions, repeat_minutes, repeat_max } = policy;
  if (nextStep < steps.length && transitions.includes('escalated'))
    return { kind: 'escalated', step: nextStep };
  const reminds = repeat_minutes !== null && transitions.includes('reminder') && remindersSent < repeat_max;
  return reminds ? { kind: 'reminder', number: remindersSent + 1 } : { kind: 'nothing' };
}

export type Following = Progress & { nextAt: Date };

/**
 * What follows once `told` is told at `now`, which was due at `dueAt`; null where nothing does. Steps are counted from
 * the opening, reminders from what was told last.
 */
export function followingOf(
  policy: PolicySpec,
  before: Progress,
  { told, dueAt, now }: { told: Due; dueAt: Date; now: Date },
): Following | null {
  const late = now.getTime() - meantMsOf(policy, before, told, dueAt);
  const isLate = late > lateMs;
  const after = advance(before, told, now, isLate ? late : 0);
  const next = dueOf(policy, after);
  if (next.kind === 'nothing') return null;
  const lastMs = told.kind === 'opened' || isLate ? now.getTime() : dueAt.getTime();
  const nextMs =
    next.kind === 'escalated'
      ? after.startedAt.getTime() + (policy.steps[next.step]?.after_minutes ?? 0) * minuteMs
      : lastMs + (policy.repeat_minutes ?? 0) * minuteMs;
  return { ...after, nextAt: new Date(nextMs) };
}

/** What was held was looked at again and again, which has moved `dueAt`: a step was meant for its own time. */
function meantMsOf({ steps }: PolicySpec, { startedAt }: Progress, told: Due, dueAt: Date): number {
  const dueMs = dueAt.getTime();
  if (told.kind !== 'escalated') return dueMs;
  return Math.min(dueMs, startedAt.getTime() + (steps[told.step]?.after_minutes ?? 0) * minuteMs);
}

/** When a step is due by the policy as it stands now, which may have been changed since; null for all else. */
export function plannedAt(policy: PolicySpec, { nextStep, startedAt }: Progress): Date | null {
  const step = nextStep === 0 ? undefined : policy.steps[nextStep];
  return step === undefined ? null : new Date(startedAt.getTime() + step.after_minutes * minuteMs);
}

function advance(before: Progress, told: Due, now: Date, putOffMs: number): Progress {
  const startedAt = new Date(before.startedAt.getTime() + putOffMs);
  switch (told.kind) {
    case 'opened':
      return { nextStep: 1, remindersSent: 0, startedAt: now };
    case 'escalated':
      return { ...before, nextStep: told.step + 1, startedAt };
    case 'reminder':
      return { ...before, remindersSent: told.number, startedAt };
    case 'nothing':
      return before;
  }
}
