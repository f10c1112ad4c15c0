'use server';

import { createSubscriber } from '@/lib/subscribers/create-subscriber';
import { deleteSubscriber } from '@/lib/subscribers/delete-subscriber';
import { resendConfirmation } from '@/lib/subscribers/resend-confirmation';
import { defineAction } from '@/lib/web/define-action';

export const createSubscriberAction = defineAction((ctx, raw) => createSubscriber(ctx, raw));
export const resendConfirmationAction = defineAction((ctx, raw) => resendConfirmation(ctx, raw));
export const deleteSubscriberAction = defineAction(deleteSubscriber);
