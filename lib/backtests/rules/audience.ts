import { type Reachable, reachOf, toldBy } from '@/lib/policies/rules/reach';
import type { PolicyStep } from '@/lib/policies/schema';

/**
 * Whom a step tells, as ids of channels; a rota and a person without a channel of their own stand for themselves,
 * since each is one message. Where that is nobody, all shared channels of the project are told.
 */
export function audienceOf(
  step: PolicyStep,
  projectId: string,
  channels: Reachable['channels'],
): readonly string[] {
  const reachable = { channels, onCall: new Map<string, readonly string[]>() };
  const reached = reachOf(step, projectId, reachable);
  const owners = new Set(channels.map(({ userId }) => userId));
  const people = step.user_ids.filter((id) => !owners.has(id));
  const all = [...reached, ...people, ...step.schedule_ids];
  return all.length > 0 ? all : toldBy(step, projectId, reachable);
}
