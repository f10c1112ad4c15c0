import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { instantInput } from '@/lib/core/instant-input';
import { pageInput } from '@/lib/core/paging';
import {
  maintenanceStatuses,
  maxOnceDays,
  maxWindowMinutes,
  minWindowMinutes,
  windowStatuses,
} from '@/lib/maintenance/constants';
import { schedule } from '@/lib/schedules/schema';

const title = z.string().trim().min(1).max(120);
const description = z.string().trim().max(2000);
const monitorIds = z.array(idSchema('mon')).max(500);

const recurrence = schedule.refine(({ kind }) => kind !== 'period', {
  error: 'expected a schedule of the kind cron or oncalendar',
});

/** `now` begins at once. Of the others see the rules: no window is laid over the past, and none over another. */
export const whenInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('now'),
    minutes: z
      .int()
      .min(minWindowMinutes)
      .max(maxOnceDays * 1440),
  }),
  z.strictObject({ kind: z.literal('once'), starts_at: instantInput, ends_at: instantInput }),
  z.strictObject({
    kind: z.literal('recurring'),
    schedule: recurrence,
    duration_minutes: z.int().min(minWindowMinutes).max(maxWindowMinutes),
    /** No window begins after it. */
    until: instantInput.nullable().default(null),
  }),
]);
export type WhenInput = z.output<typeof whenInput>;

export const createMaintenanceInput = z
  .strictObject({
    project_id: idSchema('prj'),
    title,
    description: description.default(''),
    /** Every monitor of the project, those to come among them. */
    covers_project: z.boolean().default(false),
    monitor_ids: monitorIds.default([]),
    /** Told on the status pages that show one of its monitors, and to their subscribers. */
    is_announced: z.boolean().default(false),
    when: whenInput,
  })
  .superRefine(({ covers_project, monitor_ids }, ctx) => {
    if (covers_project && monitor_ids.length > 0) {
      ctx.addIssue({
        code: 'custom',
        path: ['monitor_ids'],
        message: 'must be empty where the project is covered',
      });
    }
    if (!covers_project && monitor_ids.length === 0) {
      ctx.addIssue({ code: 'custom', path: ['monitor_ids'], message: 'expected at least one monitor' });
    }
  });
export type CreateMaintenanceInput = z.input<typeof createMaintenanceInput>;

/** What is left out stays. */
export const updateMaintenanceInput = z.strictObject({
  id: idSchema('mnt'),
  title: title.optional(),
  description: description.optional(),
  covers_project: z.boolean().optional(),
  monitor_ids: monitorIds.optional(),
  is_announced: z.boolean().optional(),
  when: whenInput.optional(),
});
export type UpdateMaintenanceInput = z.input<typeof updateMaintenanceInput>;

export const maintenanceRef = z.strictObject({ id: idSchema('mnt') });

export const listMaintenancesInput = z.strictObject({
  project_id: idSchema('prj').optional(),
  status: z.enum(maintenanceStatuses).optional(),
  /** Only those that cover this monitor. */
  monitor_id: idSchema('mon').optional(),
  ...pageInput,
});

export const listWindowsInput = z.strictObject({ maintenance_id: idSchema('mnt'), ...pageInput });

const instant = z.iso.datetime().max(40);

export const windowView = z.strictObject({
  id: idSchema('mwn'),
  starts_at: instant,
  ends_at: instant,
  status: z.enum(windowStatuses),
});
export type WindowView = z.output<typeof windowView>;

export const maintenanceView = z.strictObject({
  id: idSchema('mnt'),
  project_id: idSchema('prj'),
  title: z.string().max(120),
  description: z.string().max(2000),
  status: z.enum(maintenanceStatuses),
  covers_project: z.boolean(),
  monitor_ids: z.array(idSchema('mon')).max(500),
  is_announced: z.boolean(),
  when: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('once'), starts_at: instant, ends_at: instant }),
    z.strictObject({
      kind: z.literal('recurring'),
      schedule,
      duration_minutes: z.int(),
      until: instant.nullable(),
      schedule_in_words: z.string().max(1000),
    }),
  ]),
  /** The window that runs now. */
  current_window: windowView.nullable(),
  /** The one that begins next. */
  next_window: windowView.nullable(),
  cancelled_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type MaintenanceView = z.output<typeof maintenanceView>;
