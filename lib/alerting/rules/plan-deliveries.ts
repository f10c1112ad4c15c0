import type { DeliveryTransition } from '@/lib/alerting/constants';

/** Which transitions a policy sends. The default tells all channels of the project, at once, in one step. */
export type Policy = { transitions: readonly DeliveryTransition[] };

export const defaultPolicy: Policy = { transitions: ['opened', 'resolved'] };

type Transition = { projectId: string; transition: DeliveryTransition };
type Channel = { id: string; projectId: string };

/** Every (transition, channel) pair that the policy wants told. `step` is 0: the default policy has one step. */
export function planDeliveries<T extends Transition>(
  transitions: readonly T[],
  channels: readonly Channel[],
  policy: Policy,
): { transition: T; channelId: string; step: number }[] {
  const idsByProject = new Map<string, string[]>();
  for (const { id, projectId } of channels) {
    const ids = idsByProject.get(projectId);
    if (ids === undefined) idsByProject.set(projectId, [id]);
    else ids.push(id);
  }
  return transitions
    .filter(({ transition }) => policy.transitions.includes(transition))
    .flatMap((transition) =>
      (idsByProject.get(transition.projectId) ?? []).map((channelId) => ({ transition, channelId, step: 0 })),
    );
}
