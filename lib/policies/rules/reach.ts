import type { PolicyStep } from '@/lib/policies/schema';

/** A channel that is switched on. */
export type ReachableChannel = { id: string; projectId: string; userId: string | null };

export type Reachable = {
  channels: readonly ReachableChannel[];
  /** Whose turn it is, by schedule. */
  onCall: ReadonlyMap<string, readonly string[]>;
};

/** The people a step names, by themselves or by the schedules whose turn it is. */
export function peopleOf(step: PolicyStep, onCall: Reachable['onCall']): string[] {
  const byTurn = step.schedule_ids.flatMap((id) => onCall.get(id) ?? []);
  return [...new Set([...step.user_ids, ...byTurn])];
}

/** The channels by which a step is told. Those of people count in every project, those of a project in their own. */
export function reachOf(step: PolicyStep, projectId: string, { channels, onCall }: Reachable): string[] {
  const people = new Set(peopleOf(step, onCall));
  const named = new Set(step.channel_ids);
  return channels
    .filter(({ id, projectId: of, userId }) => {
      if (userId !== null && people.has(userId)) return true;
      if (of !== projectId) return false;
      return named.has(id) || (step.all_channels && userId === null);
    })
    .map(({ id }) => id);
}

/** Whom a step tells in the end: one that reaches nobody tells all shared channels of the project. */
export function toldBy(step: PolicyStep, projectId: string, reachable: Reachable): string[] {
  const reached = reachOf(step, projectId, reachable);
  if (reached.length > 0) return reached;
  return reachable.channels
    .filter((channel) => channel.projectId === projectId && channel.userId === null)
    .map(({ id }) => id);
}
