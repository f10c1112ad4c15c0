import { z } from 'zod';
import type { ChannelView } from '@/lib/channels/schema';
import { monitorTypes } from '@/lib/monitors/constants';
import type { MonitorView } from '@/lib/monitors/schema';
import { channelTypes } from '@/lib/notifiers/constants';
import type { ProjectView } from '@/lib/projects/schema';

/**
 * What `export` writes and `import` reads: the settings of one organization. Neither people nor history, and no secret:
 * those stand as `********`. What a monitor or channel may hold is checked by their own verbs.
 */
export const formatName = 'stillup-settings/1';

const monitorEntry = z.looseObject({
  name: z.string().max(120),
  type: z.enum(monitorTypes),
  paused: z.boolean(),
});
const channelEntry = z.looseObject({ name: z.string().max(120), type: z.enum(channelTypes) });

export const settingsDocument = z.strictObject({
  format: z.literal(formatName),
  exported_at: z.string().max(40),
  organization: z.string().max(100),
  projects: z
    .array(
      z.strictObject({
        name: z.string().max(100),
        slug: z.string().max(60),
        monitors: z.array(monitorEntry).max(1_000_000),
        channels: z.array(channelEntry).max(10_000),
      }),
    )
    .max(10_000),
});
export type SettingsDocument = z.output<typeof settingsDocument>;
export type ProjectEntry = SettingsDocument['projects'][number];

export function toProjectEntry(
  project: ProjectView,
  monitors: readonly MonitorView[],
  channels: readonly ChannelView[],
): ProjectEntry {
  return {
    name: project.name,
    slug: project.slug,
    monitors: monitors.map(toMonitorEntry),
    channels: channels.map(({ name, type, config, enabled }) => ({ name, type, config, enabled })),
  };
}

type MonitorEntry = ProjectEntry['monitors'][number];

function toMonitorEntry(monitor: MonitorView): MonitorEntry {
  const common = {
    name: monitor.name,
    type: monitor.type,
    spec: monitor.spec,
    failure_threshold: monitor.failure_threshold,
    severity: monitor.severity,
    tags: monitor.tags,
    external_id: monitor.external_id,
    paused: monitor.paused,
  };
  switch (monitor.type) {
    case 'http':
      return {
        ...common,
        interval_seconds: monitor.interval_seconds,
        timeout_ms: monitor.timeout_ms,
        recovery_threshold: monitor.recovery_threshold,
        degraded_after_ms: monitor.degraded_after_ms,
        regions: monitor.regions,
      };
    case 'heartbeat':
      // Not its ping URL, which is a secret: what is made of this has one of its own.
      return { ...common, slug: monitor.slug };
  }
}
