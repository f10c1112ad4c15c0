import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { pingActions } from '@/lib/heartbeats/constants';
import { incidentEventTypes, incidentStatuses } from '@/lib/incidents/constants';

const instant = z.iso.datetime().max(40);
const milliseconds = z.number().min(0).nullable();

/** What one region saw last: the check, and (where it failed) status, headers with secrets cut, start of the body. */
export const regionEvidence = z.strictObject({
  region: z.string().max(40),
  scheduled_at: instant,
  result: z.string().max(20),
  cause: z.string().max(60).nullable(),
  error: z.string().max(2000).nullable(),
  http_status: z.int().nullable(),
  attempts: z.int(),
  total_ms: milliseconds,
  dns_ms: milliseconds,
  connect_ms: milliseconds,
  tls_ms: milliseconds,
  wait_ms: milliseconds,
  transfer_ms: milliseconds,
  response: z
    .strictObject({
      url: z.string().max(4096),
      redirects: z.array(z.string().max(4096)).max(20),
      remote_address: z.string().max(100).nullable(),
      headers: z.array(z.tuple([z.string().max(1024), z.string().max(16_384)])).max(200),
      body: z.string().max(16_384).nullable(),
      body_truncated: z.boolean(),
    })
    .nullable(),
});
export type RegionEvidence = z.output<typeof regionEvidence>;

/** What was agreed with a job, and the ping that failed or the last one there was. */
export const heartbeatEvidence = z.strictObject({
  schedule: z.string().max(500),
  grace_seconds: z.number(),
  expected_at: instant.nullable(),
  deadline_at: instant.nullable(),
  last_success_at: instant.nullable(),
  run_started_at: instant.nullable(),
  ping: z
    .strictObject({
      n: z.int(),
      received_at: instant,
      kind: z.enum(pingActions),
      exit_status: z.int().nullable(),
      signal: z.string().max(20).nullable(),
      rid: z.string().max(36).nullable(),
      duration_ms: z.int().nullable(),
      method: z.string().max(20),
      user_agent: z.string().max(200).nullable(),
      address: z.string().max(100).nullable(),
      body: z.string().max(16_384).nullable(),
      body_truncated: z.boolean(),
    })
    .nullable(),
});
export type HeartbeatEvidence = z.output<typeof heartbeatEvidence>;

/** The column `incidents.evidence`. Manual incidents have no regions. */
export const incidentEvidence = z.object({
  regions: z.array(regionEvidence).max(50).default([]),
  heartbeat: heartbeatEvidence.nullable().default(null),
});
export type IncidentEvidence = z.output<typeof incidentEvidence>;

export const incidentRef = z.strictObject({ id: idSchema('inc') });

const markdown = (max: number) => z.string().trim().min(1).max(max);

export const createIncidentInput = z.strictObject({
  project_id: idSchema('prj'),
  monitor_id: idSchema('mon').nullable().default(null),
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().max(10_000).default(''),
});
export type CreateIncidentInput = z.input<typeof createIncidentInput>;

export const listIncidentsInput = z.strictObject({
  status: z.enum([...incidentStatuses, 'unresolved']).optional(),
  project_id: idSchema('prj').optional(),
  monitor_id: idSchema('mon').optional(),
  ...pageInput,
});

export const addIncidentUpdateInput = z.strictObject({ id: idSchema('inc'), body: markdown(10_000) });
export const putPostMortemInput = z.strictObject({ id: idSchema('inc'), body: markdown(100_000) });

export const incidentActor = z.strictObject({
  kind: z.enum(['user', 'api_key', 'channel', 'system']),
  id: z.string().max(200),
  name: z.string().max(200),
});
export type IncidentActor = z.output<typeof incidentActor>;

export const timelineEntry = z.strictObject({
  at: instant,
  type: z.enum(incidentEventTypes),
  actor: incidentActor,
  body: z.string().max(100_000),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

export const incidentSummaryView = z.strictObject({
  id: idSchema('inc'),
  monitor_id: idSchema('mon').nullable(),
  project_id: idSchema('prj'),
  monitor: z.strictObject({ id: idSchema('mon'), name: z.string().max(200) }).nullable(),
  status: z.enum(incidentStatuses),
  title: z.string().max(300),
  cause: z.string().max(60),
  opened_at: instant,
  acknowledged_at: instant.nullable(),
  acknowledged_by: incidentActor.nullable(),
  resolved_at: instant.nullable(),
  resolved_by: incidentActor.nullable(),
  /** Until now while it is not resolved. */
  duration_seconds: z.int(),
});
/** As it stands in lists: without timeline and evidence. */
export type IncidentSummaryView = z.output<typeof incidentSummaryView>;

export const incidentView = z.strictObject({
  ...incidentSummaryView.shape,
  timeline: z.array(timelineEntry).max(10_000),
  evidence: incidentEvidence,
  post_mortem: z.string().max(100_000).nullable(),
  deliveries: z
    .array(
      z.strictObject({
        id: idSchema('dlv'),
        channel: z.strictObject({
          id: idSchema('chn'),
          name: z.string().max(120),
          type: z.string().max(40),
        }),
        transition: z.string().max(40),
        status: z.string().max(40),
        attempt_count: z.int(),
        next_attempt_at: instant.nullable(),
        created_at: instant,
        delivered_at: instant.nullable(),
      }),
    )
    .max(1000),
});
export type IncidentView = z.output<typeof incidentView>;
