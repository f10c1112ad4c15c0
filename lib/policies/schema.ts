import { z } from 'zod';
import { instantField } from '@/lib/access/schema';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import {
  maxAfterMinutes,
  maxRepeats,
  maxSteps,
  maxStepTargets,
  policyTransitions,
} from '@/lib/policies/constants';
import { timeOfDayField, timeZoneField, weekdaysField } from '@/lib/schedules/schema';

const targets = <Id extends z.ZodType<string>>(id: Id) => z.array(id).max(maxStepTargets).default([]);

export const policyStep = z.strictObject({
  /** Since the incident was first told. */
  after_minutes: z.number().int().min(0).max(maxAfterMinutes),
  /** Every channel of the project that is nobody's own. */
  all_channels: z.boolean().default(false),
  channel_ids: targets(idSchema('chn')),
  /** Told by their own channels; by mail to their account where they have none. */
  user_ids: targets(idSchema('usr')),
  /** Whoever is on call at that moment. */
  schedule_ids: targets(idSchema('ocs')),
});
export type PolicyStep = z.output<typeof policyStep>;

const steps = z
  .array(policyStep)
  .min(1)
  .max(maxSteps)
  .superRefine((list, ctx) => {
    list.forEach(({ after_minutes }, index) => {
      const before = list[index - 1];
      const message =
        before === undefined
          ? after_minutes === 0 || 'must be 0: the first step is told at once'
          : after_minutes > before.after_minutes || 'must be later than the step before';
      if (message !== true) ctx.addIssue({ code: 'custom', path: [index, 'after_minutes'], message });
    });
  });

export const quietHours = z.strictObject({
  time_zone: timeZoneField,
  /** On which they begin. */
  days: weekdaysField.transform((days) => [...new Set(days)].sort()),
  from: timeOfDayField,
  /** Where it is not later than `from`, of the next day. */
  to: timeOfDayField,
  except_critical: z.boolean().default(true),
});
export type QuietHours = z.output<typeof quietHours>;

const transitions = z
  .array(z.enum(policyTransitions))
  .max(policyTransitions.length * 2)
  .transform((wanted) => policyTransitions.filter((each) => each === 'opened' || wanted.includes(each)));

const repeatMinutes = z.number().int().min(1).max(maxAfterMinutes).nullable();
const repeatMax = z.number().int().min(1).max(maxRepeats);

const specFields = {
  steps,
  /** After the last step, until somebody acknowledges; null: no reminders. */
  repeat_minutes: repeatMinutes.default(null),
  repeat_max: repeatMax.default(5),
  transitions: transitions.default(['opened', 'escalated', 'reminder', 'resolved']),
  quiet_hours: quietHours.nullable().default(null),
};

/** Who is told, when, in which steps. */
export const policySpec = z.strictObject(specFields);
export type PolicySpec = z.output<typeof policySpec>;

const name = z.string().trim().min(1).max(120);

export const createPolicyInput = z.strictObject({
  project_id: idSchema('prj'),
  name,
  /** Holds for every monitor of the project that names no other. */
  is_default: z.boolean().default(false),
  ...specFields,
});
export type CreatePolicyInput = z.input<typeof createPolicyInput>;

/** A merge patch (RFC 7396): what is left out stays; steps and quiet hours are replaced as a whole. */
export const updatePolicyInput = z.strictObject({
  id: idSchema('pol'),
  name: name.optional(),
  is_default: z.boolean().optional(),
  steps: steps.optional(),
  repeat_minutes: repeatMinutes.optional(),
  repeat_max: repeatMax.optional(),
  transitions: transitions.optional(),
  quiet_hours: quietHours.nullable().optional(),
});
export type UpdatePolicyInput = z.input<typeof updatePolicyInput>;

export const policyRef = z.strictObject({ id: idSchema('pol') });
export const listPoliciesInput = z.strictObject({ project_id: idSchema('prj').optional(), ...pageInput });

const target = <Id extends z.ZodType<string>>(id: Id) =>
  z.array(z.strictObject({ id, name: z.string().max(254) })).max(maxSteps * maxStepTargets);

export const policyView = z.strictObject({
  id: idSchema('pol'),
  project_id: idSchema('prj'),
  name: z.string().max(120),
  is_default: z.boolean(),
  ...policySpec.shape,
  /** The names of those that steps name. Whoever is not here is gone, and is passed over. */
  channels: target(idSchema('chn')),
  users: target(idSchema('usr')),
  schedules: target(idSchema('ocs')),
  /** How many channels each step would reach now. Where it is 0, all channels of the project are told instead. */
  reaches: z.array(z.int()).max(maxSteps),
  /** How many monitors name it. */
  monitor_count: z.int(),
  /** In words, as in `At once: #ops and Ada.` */
  summary: z.array(z.string().max(4000)).max(20),
  created_at: instantField,
  updated_at: instantField,
});
export type PolicyView = z.output<typeof policyView>;

export const deletedPolicyView = z.strictObject({
  id: idSchema('pol'),
  /** So many monitors named it; the project's default holds for them now. */
  monitors_changed: z.int(),
});
export type DeletedPolicyView = z.output<typeof deletedPolicyView>;
