import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { reportCadences } from '@/lib/notifiers/constants';
import { timeZoneField } from '@/lib/schedules/schema';

const channelIds = z
  .array(idSchema('chn'))
  .min(1)
  .max(20)
  .transform((ids) => [...new Set(ids)]);
const hour = z.int().min(0).max(23);
const cadence = z.enum(reportCadences);

export const createReportInput = z.strictObject({
  project_id: idSchema('prj'),
  /** Daily, on Mondays, or on the first of the month; of the day, week or month before. */
  cadence,
  /** Of the project, and of kinds that people read. */
  channel_ids: channelIds,
  time_zone: timeZoneField.default('UTC'),
  /** Of the day, in that zone. */
  hour: hour.default(8),
  enabled: z.boolean().default(true),
});
export type CreateReportInput = z.input<typeof createReportInput>;

export const updateReportInput = z.strictObject({
  id: idSchema('rpt'),
  cadence: cadence.optional(),
  channel_ids: channelIds.optional(),
  time_zone: timeZoneField.optional(),
  hour: hour.optional(),
  enabled: z.boolean().optional(),
});
export type UpdateReportInput = z.input<typeof updateReportInput>;

export const reportRef = z.strictObject({ id: idSchema('rpt') });
export const listReportsInput = z.strictObject({ project_id: idSchema('prj').optional(), ...pageInput });
export const previewReportInput = z.strictObject({
  project_id: idSchema('prj'),
  cadence,
  time_zone: timeZoneField.default('UTC'),
});

const instant = z.iso.datetime().max(40);

export const reportView = z.strictObject({
  id: idSchema('rpt'),
  project_id: idSchema('prj'),
  cadence,
  channel_ids: z.array(idSchema('chn')).max(20),
  time_zone: z.string().max(64),
  hour,
  enabled: z.boolean(),
  /** Null while it is switched off. */
  next_at: instant.nullable(),
  last_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type ReportView = z.output<typeof reportView>;

const ratio = z.number().min(0).max(1);
const count = z.int().min(0);
const ms = z.number().min(0);

/** What is told, with every figure of it. */
export const reportFiguresView = z.strictObject({
  headline: z.string().max(1000),
  cadence,
  from: instant,
  to: instant,
  time_zone: z.string().max(64),
  /** Time up / (time up + time down), rounded down; null where nothing was watched. */
  uptime: ratio.nullable(),
  /** The share of the time that was watched at all. */
  coverage: ratio,
  downtime_seconds: count,
  incidents: count,
  open_incidents: count,
  mttr_seconds: count.nullable(),
  longest_seconds: count.nullable(),
  /** The worst first, 50 at most; `more` says how many are left out. */
  monitors: z
    .array(
      z.strictObject({
        id: idSchema('mon'),
        name: z.string().max(200),
        uptime: ratio.nullable(),
        coverage: ratio,
        incidents: count,
        p95_ms: ms.nullable(),
      }),
    )
    .max(50),
  more: count,
  slowest: z.array(z.strictObject({ id: idSchema('mon'), name: z.string().max(200), p95_ms: ms })).max(5),
});
export type ReportFiguresView = z.output<typeof reportFiguresView>;

export const sentReportView = z.strictObject({ delivery_ids: z.array(idSchema('dlv')).max(20) });
export type SentReportView = z.output<typeof sentReportView>;
