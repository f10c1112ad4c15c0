import type { ChannelRow, StoredPolicy } from '@/lib/policies/queries';
import { builtInPolicy } from '@/lib/policies/rules/built-in-policy';
import { describePolicy, type Names } from '@/lib/policies/rules/describe-policy';
import { peopleOf, reachOf } from '@/lib/policies/rules/reach';
import { type PolicySpec, type PolicyStep, type PolicyView, policySpec } from '@/lib/policies/schema';

type Known = {
  names: Names;
  channels: readonly ChannelRow[];
  onCall: ReadonlyMap<string, readonly string[]>;
  monitorCount: number;
};

export function specOf(row: Pick<StoredPolicy, 'spec'>): PolicySpec {
  const parsed = policySpec.safeParse(row.spec);
  return parsed.success ? parsed.data : builtInPolicy;
}

export function toPolicyView(row: StoredPolicy, known: Known): PolicyView {
  const spec = specOf(row);
  const named = (field: 'channel_ids' | 'user_ids' | 'schedule_ids', names: ReadonlyMap<string, string>) =>
    [...new Set(spec.steps.flatMap((step) => step[field]))].flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name }];
    });
  return {
    id: row.id,
    project_id: row.projectId,
    name: row.name,
    is_default: row.isDefault,
    ...spec,
    channels: named('channel_ids', known.names.channels),
    users: named('user_ids', known.names.users),
    schedules: named('schedule_ids', known.names.schedules),
    reaches: spec.steps.map((step) => countReached(step, row.projectId, known)),
    monitor_count: known.monitorCount,
    summary: describePolicy(spec, known.names),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** Members without any channel of their own count: they get one when they are first told. */
function countReached(step: PolicyStep, projectId: string, { names, channels, onCall }: Known): number {
  const enabled = channels.filter(({ isEnabled }) => isEnabled);
  const owners = new Set(channels.flatMap(({ userId }) => userId ?? []));
  const lacking = peopleOf(step, onCall).filter((id) => names.users.has(id) && !owners.has(id));
  return reachOf(step, projectId, { channels: enabled, onCall }).length + lacking.length;
}
