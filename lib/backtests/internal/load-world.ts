import type { Ctx } from '@/lib/access/context';
import {
  type ChannelRow,
  type MonitorRow,
  type PolicyRow,
  selectAcknowledged,
  selectEnabledChannels,
  selectNames,
  selectPolicies,
  selectWindows,
} from '@/lib/backtests/queries';
import type { Listeners } from '@/lib/backtests/rules/replay-alerts';
import { notFound } from '@/lib/core/errors';
import { builtInPolicy } from '@/lib/policies/rules/built-in-policy';
import { type PolicySpec, policySpec } from '@/lib/policies/schema';

/** Everything beside the checks that decides who is told, as it stands now. */
export type World = {
  channels: readonly ChannelRow[];
  /** @throws ProductError `not_found`; null where none is asked for */
  policyOf: (policyId: string | undefined) => PolicySpec | null;
  policyFor: (monitor: MonitorRow) => PolicySpec;
  maintenanceOf: (monitor: MonitorRow) => Listeners['maintenance'];
  acknowledgedOf: (monitorId: string) => readonly number[];
  nameOf: (id: string) => string;
};

export async function loadWorld(ctx: Ctx, monitors: readonly MonitorRow[], from: Date): Promise<World> {
  const { db, organizationId } = ctx;
  const ids = monitors.map(({ id }) => id);
  const channels = await selectEnabledChannels(db, organizationId);
  const policies = await selectPolicies(db, organizationId);
  const windows = await selectWindows(db, organizationId, from);
  const acknowledged = ids.length === 0 ? [] : await selectAcknowledged(db, ids, from);
  const names = await selectNames(db, organizationId);
  for (const { id, name } of channels) names.set(id, name);
  const specs = new Map(policies.map((row) => [row.id, specOf(row)]));
  const defaults = new Map(
    policies.filter(({ isDefault }) => isDefault).map((row) => [row.projectId, specOf(row)]),
  );
  return {
    channels,
    policyOf: (policyId) => {
      if (policyId === undefined) return null;
      const found = specs.get(policyId);
      if (found === undefined) throw notFound('policy');
      return found;
    },
    policyFor: ({ policyId, projectId }) =>
      specs.get(policyId ?? '') ?? defaults.get(projectId) ?? builtInPolicy,
    maintenanceOf: ({ id, projectId }) =>
      windows
        .filter((window) => (window.coversProject ? window.projectId === projectId : window.monitorId === id))
        .map(({ title, startsAt, endsAt }) => ({
          title,
          fromMs: startsAt.getTime(),
          toMs: endsAt.getTime(),
        })),
    acknowledgedOf: (monitorId) =>
      acknowledged
        .filter((row) => row.monitorId === monitorId)
        .flatMap(({ acknowledgedAt }) => acknowledgedAt?.getTime() ?? []),
    nameOf: (id) => names.get(id) ?? 'gone',
  };
}

/** One that cannot be read holds as the built-in one, as for real. */
function specOf({ spec }: PolicyRow): PolicySpec {
  const parsed = policySpec.safeParse(spec);
  return parsed.success ? parsed.data : builtInPolicy;
}
