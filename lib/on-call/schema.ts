import { z } from 'zod';
import { instantField, nameField } from '@/lib/access/schema';
import { idSchema } from '@/lib/core/ids';
import { instantInput } from '@/lib/core/instant-input';
import { pageInput } from '@/lib/core/paging';
import {
  maxLayers,
  maxOverrideDays,
  maxPeoplePerLayer,
  maxRestrictionsPerLayer,
  maxShiftsDays,
  rotationUnits,
} from '@/lib/on-call/constants';
import { timeOfDayField, timeZoneField, weekdaysField } from '@/lib/schedules/schema';

const dayMs = 86_400_000;

/** Hours of the wall clock. Where `to` is not later than `from` it is that of the next day. */
const restriction = z.strictObject({
  /** On which it begins. */
  days: weekdaysField,
  from: timeOfDayField,
  to: timeOfDayField,
});

const rotation = z.strictObject({
  every: z.number().int().min(1).max(365),
  /** Days and weeks follow the wall clock of the zone; hours are hours that pass. */
  unit: z.enum(rotationUnits),
});

/** Made by the client; it names the layer in shifts and calendars. */
const layerId = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9_-]{1,40}$/, { error: 'must be 1 to 40 letters, digits, dashes or underscores' });

export const onCallLayer = z.strictObject({
  id: layerId,
  name: nameField,
  /** Whose turn it is, in this order; somebody may stand in it several times. */
  user_ids: z.array(idSchema('usr')).min(1).max(maxPeoplePerLayer),
  rotation,
  /** The first turn begins here, and the time of day of every hand-over is taken from it. */
  starts_at: instantInput,
  /** Empty: at all hours. */
  restrictions: z.array(restriction).max(maxRestrictionsPerLayer).default([]),
});
export type OnCallLayer = z.output<typeof onCallLayer>;

const layers = z
  .array(onCallLayer)
  .min(1)
  .max(maxLayers)
  .superRefine((all, ctx) => {
    all.forEach(({ id }, index) => {
      if (all.findIndex((layer) => layer.id === id) === index) return;
      ctx.addIssue({
        code: 'custom',
        path: [index, 'id'],
        message: 'must differ from those of other layers',
      });
    });
  });

export const createOnCallScheduleInput = z.strictObject({
  name: nameField,
  time_zone: timeZoneField,
  /** Later layers win over earlier ones; overrides win over all. */
  layers,
});
export type CreateOnCallScheduleInput = z.input<typeof createOnCallScheduleInput>;

export const updateOnCallScheduleInput = z.strictObject({
  id: idSchema('ocs'),
  name: nameField.optional(),
  time_zone: timeZoneField.optional(),
  layers: layers.optional(),
});
export type UpdateOnCallScheduleInput = z.input<typeof updateOnCallScheduleInput>;

export const onCallScheduleRef = z.strictObject({ id: idSchema('ocs') });
export const listOnCallSchedulesInput = z.strictObject(pageInput);

export const listOnCallShiftsInput = z
  .strictObject({ schedule_id: idSchema('ocs'), from: instantInput, to: instantInput })
  .superRefine(({ from, to }, ctx) => {
    const lengthMs = Date.parse(to) - Date.parse(from);
    if (lengthMs > 0 && lengthMs <= maxShiftsDays * dayMs) return;
    const message = `must be later than from, by at most ${maxShiftsDays} days`;
    ctx.addIssue({ code: 'custom', path: ['to'], message });
  });

export const createOnCallOverrideInput = z
  .strictObject({
    schedule_id: idSchema('ocs'),
    user_id: idSchema('usr'),
    /** Now where it is left out. The past is not rewritten: what would have begun earlier begins now. */
    starts_at: instantInput.optional(),
    ends_at: instantInput,
  })
  .superRefine(({ starts_at, ends_at }, ctx) => {
    if (starts_at === undefined) return;
    const lengthMs = Date.parse(ends_at) - Date.parse(starts_at);
    if (lengthMs > 0 && lengthMs <= maxOverrideDays * dayMs) return;
    const message = `must be later than the beginning, by at most ${maxOverrideDays} days`;
    ctx.addIssue({ code: 'custom', path: ['ends_at'], message });
  });
export type CreateOnCallOverrideInput = z.input<typeof createOnCallOverrideInput>;

export const onCallOverrideRef = z.strictObject({ schedule_id: idSchema('ocs'), id: idSchema('ovr') });
export const listOnCallOverridesInput = z.strictObject({ schedule_id: idSchema('ocs'), ...pageInput });

const person = z.strictObject({ user_id: idSchema('usr'), name: z.string().max(254) });
export type OnCallPerson = z.output<typeof person>;

export const onCallScheduleView = z.strictObject({
  id: idSchema('ocs'),
  name: z.string().max(100),
  time_zone: z.string().max(64),
  layers: z.array(onCallLayer).max(maxLayers),
  /** The members that the layers name. Whoever is not here has left, and their turns fall to the next. */
  people: z.array(person).max(maxLayers * maxPeoplePerLayer),
  /** An iCalendar feed that needs no other credentials: tell it to nobody who may not know the rota. */
  calendar_url: z.string().max(500),
  created_at: instantField,
  updated_at: instantField,
});
export type OnCallScheduleView = z.output<typeof onCallScheduleView>;

export const onCallShiftView = z.strictObject({
  user_id: idSchema('usr'),
  name: z.string().max(254),
  starts_at: instantField,
  ends_at: instantField,
  /** Null for an override. */
  layer_id: layerId.nullable(),
});
export type OnCallShiftView = z.output<typeof onCallShiftView>;

const shifts = z.array(onCallShiftView).max(100_000);

export const onCallShiftsView = z.strictObject({
  from: instantField,
  to: instantField,
  /** Who is on call, layers and overrides together; nobody is where there is none. */
  shifts,
  /** What each layer by itself would say. */
  layers: z.array(z.strictObject({ layer_id: layerId, name: z.string().max(100), shifts })).max(maxLayers),
});
export type OnCallShiftsView = z.output<typeof onCallShiftsView>;

export const onCallOverrideView = z.strictObject({
  id: idSchema('ovr'),
  schedule_id: idSchema('ocs'),
  user_id: idSchema('usr'),
  name: z.string().max(254),
  starts_at: instantField,
  ends_at: instantField,
  created_at: instantField,
});
export type OnCallOverrideView = z.output<typeof onCallOverrideView>;

/** Null where no end is in sight. */
const openEnd = instantField.nullable();

export const onCallNowView = z.strictObject({
  schedule_id: idSchema('ocs'),
  schedule_name: z.string().max(100),
  time_zone: z.string().max(64),
  /** Null: nobody is on call. */
  now: z.strictObject({ ...person.shape, ends_at: openEnd }).nullable(),
  /** Who comes after, or who comes first where nobody is on call now. */
  next: z.strictObject({ ...person.shape, starts_at: instantField, ends_at: openEnd }).nullable(),
});
export type OnCallNowView = z.output<typeof onCallNowView>;

export const onCallCalendarView = z.strictObject({ calendar_url: z.string().max(500) });
export type OnCallCalendarView = z.output<typeof onCallCalendarView>;
