import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { heartbeatSlug, heartbeatSpec, heartbeatView } from '@/lib/heartbeats/schema';
import { bulkActions, monitorStatuses, monitorTypes, severities } from '@/lib/monitors/constants';
import { httpSpec } from '@/lib/probing/schema';

const name = z.string().trim().min(1).max(120);
const intervalSeconds = z.number().int().min(10).max(86_400);
const timeoutMs = z.number().int().min(100).max(60_000);
const threshold = z.number().int().min(1).max(20);
const degradedAfterMs = z.number().int().min(1).max(60_000).nullable();
const regionCode = z
  .string()
  .max(40)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'expected a region code');
const regions = z.array(regionCode).min(1).max(20);
const tag = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc},]+$/u, 'expected a tag without commas');
const tags = z.array(tag).max(20);
const externalId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\u0021-\u007e]+$/, 'expected visible ASCII without spaces')
  .nullable();

type Timing = {
  interval_seconds?: number | undefined;
  timeout_ms?: number | undefined;
  degraded_after_ms?: number | null | undefined;
};

/** What no single field can say. Shared by create, update and the form. */
export function checkTimings(value: Timing, ctx: z.RefinementCtx): void {
  const { interval_seconds: interval, timeout_ms: timeout, degraded_after_ms: degraded } = value;
  if (interval !== undefined && timeout !== undefined && timeout > interval * 1000) {
    ctx.addIssue({ code: 'custom', path: ['timeout_ms'], message: 'must not exceed the interval' });
  }
  if (timeout !== undefined && degraded !== undefined && degraded !== null && degraded > timeout) {
    ctx.addIssue({ code: 'custom', path: ['degraded_after_ms'], message: 'must not exceed the time-out' });
  }
}

const policyId = idSchema('pol').nullable();
const parentId = idSchema('mon').nullable();
const severity = z.enum(severities);

const about = {
  project_id: idSchema('prj'),
  tags: tags.default([]),
  external_id: externalId.default(null),
  /** Whom to tell; null: as the project has it. */
  policy_id: policyId.default(null),
  /** Quiet hours do not hold back what is critical. */
  severity: severity.default('normal'),
  /** While that monitor is down, the alerts of this one wait. */
  parent_id: parentId.default(null),
};

const createHttpMonitor = {
  ...about,
  /** The host of the target where no name is given. */
  name: name.optional(),
  type: z.literal('http'),
  spec: httpSpec,
  interval_seconds: intervalSeconds.default(60),
  timeout_ms: timeoutMs.default(10_000),
  failure_threshold: threshold.default(2),
  recovery_threshold: threshold.default(1),
  degraded_after_ms: degradedAfterMs.default(null),
  regions: regions.optional(),
};

const createHeartbeat = {
  ...about,
  /** The slug where no name is given. */
  name: name.optional(),
  type: z.literal('heartbeat'),
  spec: heartbeatSpec,
  /** Made of the name where none is given. */
  slug: heartbeatSlug.optional(),
  /** Failures in a row, missed runs among them, before it counts as down. */
  failure_threshold: threshold.default(1),
};

export const createMonitorInput = z.discriminatedUnion('type', [
  z.strictObject(createHttpMonitor).superRefine(checkTimings),
  z.strictObject(createHeartbeat),
]);
export type CreateMonitorInput = z.input<typeof createMonitorInput>;
export type NewMonitorInput = z.output<typeof createMonitorInput>;

/** A merge patch (RFC 7396): what is left out stays, `spec` is merged member by member. */
export const updateMonitorInput = z.strictObject({
  id: idSchema('mon'),
  project_id: idSchema('prj').optional(),
  name: name.optional(),
  spec: z.record(z.string().max(64), z.json()).optional(),
  interval_seconds: intervalSeconds.optional(),
  timeout_ms: timeoutMs.optional(),
  failure_threshold: threshold.optional(),
  recovery_threshold: threshold.optional(),
  degraded_after_ms: degradedAfterMs.optional(),
  regions: regions.optional(),
  slug: heartbeatSlug.optional(),
  tags: tags.optional(),
  external_id: externalId.optional(),
  policy_id: policyId.optional(),
  severity: severity.optional(),
  parent_id: parentId.optional(),
});
export type UpdateMonitorInput = z.input<typeof updateMonitorInput>;

const wantedId = { external_id: externalId.unwrap() };
export const putMonitorByExternalIdInput = z.discriminatedUnion('type', [
  z.strictObject({ ...createHttpMonitor, ...wantedId }).superRefine(checkTimings),
  z.strictObject({ ...createHeartbeat, ...wantedId }),
]);

export const monitorRef = z.strictObject({ id: idSchema('mon') });

export const listMonitorsInput = z.strictObject({
  project_id: idSchema('prj').optional(),
  status: z.enum(monitorStatuses).optional(),
  type: z.enum(monitorTypes).optional(),
  tag: tag.optional(),
  /** Part of the name, in any case. */
  q: z.string().trim().min(1).max(120).optional(),
  ...pageInput,
});

export const countMonitorsInput = z.strictObject({ project_id: idSchema('prj').optional() });

export const bulkMonitorsInput = z.strictObject({
  ids: z.array(idSchema('mon')).min(1).max(200),
  action: z.enum(bulkActions),
});

const instant = z.iso.datetime().max(40);

const monitorFields = {
  id: idSchema('mon'),
  project_id: idSchema('prj'),
  name: z.string().max(120),
  status: z.enum(monitorStatuses),
  status_since: instant.nullable(),
  paused: z.boolean(),
  failure_threshold: z.int(),
  recovery_threshold: z.int(),
  regions: z.array(z.string().max(40)).max(20),
  failing_regions: z.array(z.string().max(40)).max(20),
  tags: z.array(z.string().max(40)).max(20),
  external_id: z.string().max(200).nullable(),
  policy_id: policyId,
  severity,
  parent_id: parentId,
  incident_id: idSchema('inc').nullable(),
  created_at: instant,
  updated_at: instant,
};

export const httpMonitorView = z.strictObject({
  ...monitorFields,
  type: z.literal('http'),
  interval_seconds: z.int(),
  timeout_ms: z.int(),
  degraded_after_ms: z.int().nullable(),
  /** Secrets (credentials, headers that carry them) are shown as `********`; sent back so, they stay. */
  spec: httpSpec,
  last_checked_at: instant.nullable(),
  next_check_at: instant.nullable(),
});
export type HttpMonitorView = z.output<typeof httpMonitorView>;

const none = z.null();

export const heartbeatMonitorView = z.strictObject({
  ...monitorFields,
  type: z.literal('heartbeat'),
  /** Nothing is checked from here: the job calls. */
  interval_seconds: none,
  timeout_ms: none,
  degraded_after_ms: none,
  spec: heartbeatSpec,
  last_checked_at: none,
  next_check_at: none,
  slug: heartbeatSlug,
  /** Where the job calls. A secret: null for those who may not send pings. */
  ping_url: z.string().max(2048).nullable(),
  heartbeat: heartbeatView,
});
export type HeartbeatMonitorView = z.output<typeof heartbeatMonitorView>;

export const monitorView = z.discriminatedUnion('type', [httpMonitorView, heartbeatMonitorView]);
export type MonitorView = z.output<typeof monitorView>;
