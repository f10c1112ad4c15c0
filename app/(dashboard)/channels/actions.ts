'use server';

import { liftSuppression } from '@/lib/alerting/lift-suppression';
import { previewChannel } from '@/lib/alerting/preview-channel';
import { resendDelivery } from '@/lib/alerting/resend-delivery';
import { testChannel } from '@/lib/alerting/test-channel';
import { createChannel } from '@/lib/channels/create-channel';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { rotateSigningSecret } from '@/lib/channels/rotate-signing-secret';
import { updateChannel } from '@/lib/channels/update-channel';
import { defineAction } from '@/lib/web/define-action';

export const createChannelAction = defineAction(createChannel);
export const updateChannelAction = defineAction(updateChannel);
export const deleteChannelAction = defineAction(deleteChannel);
export const rotateSigningSecretAction = defineAction(rotateSigningSecret);
export const previewChannelAction = defineAction(previewChannel);
export const testChannelAction = defineAction(testChannel);
export const resendDeliveryAction = defineAction(resendDelivery);
export const liftSuppressionAction = defineAction(liftSuppression);
