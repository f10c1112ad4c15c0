'use server';

import { createOnCallOverride } from '@/lib/on-call/create-on-call-override';
import { createOnCallSchedule } from '@/lib/on-call/create-on-call-schedule';
import { deleteOnCallOverride } from '@/lib/on-call/delete-on-call-override';
import { deleteOnCallSchedule } from '@/lib/on-call/delete-on-call-schedule';
import { renewOwnOnCallCalendar } from '@/lib/on-call/own-on-call-calendar';
import { renewOnCallCalendar } from '@/lib/on-call/renew-on-call-calendar';
import { updateOnCallSchedule } from '@/lib/on-call/update-on-call-schedule';
import { defineAction } from '@/lib/web/define-action';

export const createOnCallScheduleAction = defineAction(createOnCallSchedule);
export const updateOnCallScheduleAction = defineAction(updateOnCallSchedule);
export const deleteOnCallScheduleAction = defineAction(deleteOnCallSchedule);
export const createOnCallOverrideAction = defineAction(createOnCallOverride);
export const deleteOnCallOverrideAction = defineAction(deleteOnCallOverride);
export const renewOnCallCalendarAction = defineAction(renewOnCallCalendar);
export const renewOwnOnCallCalendarAction = defineAction(renewOwnOnCallCalendar);
