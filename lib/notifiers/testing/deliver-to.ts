import type { Db } from '@/db/client';
import { createCall, operatorPolicy } from '@/lib/email/http';
import type { ChannelType } from '@/lib/notifiers/constants';
import { type Attempt, deliver } from '@/lib/notifiers/deliver';
import type { RenderContext } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import type { Message } from '@/lib/notifiers/rules/message';
import { sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';
import { type Answer, type Received, startReceiver } from '@/lib/notifiers/testing/receiver';
import { samples } from '@/lib/notifiers/testing/samples';

type Options = { message?: Message; config?: Record<string, unknown>; context?: Partial<RenderContext> };

/** One delivery over the wire to a server that answers as told. */
export async function deliverTo(
  type: ChannelType,
  { message = sampleMessage('opened'), config = {}, context = {} }: Options,
  ...answers: Answer[]
): Promise<{ attempt: Attempt; received: Received[] }> {
  const receiver = await startReceiver(...answers);
  const { vendor, config: configOf } = samples[type];
  const call = createCall(operatorPolicy);
  const now = () => sampleContext.attemptAt;
  const settings = { from: 'a@example.com', resendApiKey: null, resendBaseUrl: receiver.url, smtpUrl: null };
  try {
    const attempt = await deliver(
      { call, operatorCall: call, mail: { db: undefined as unknown as Db, settings, call, now }, now },
      notifiers[type],
      {
        message,
        config: { ...configOf(receiver.url), ...config },
        context: {
          ...sampleContext,
          baseUrls: vendor === undefined ? {} : { [vendor]: receiver.url },
          ...context,
        },
        organizationId: 'org_01h455vb4pex5vsknk084sn02q',
        requestsDone: 0,
      },
    );
    return { attempt, received: receiver.received };
  } finally {
    await receiver.stop();
  }
}

/** The JSON of a request that has come in. */
export function bodyOf(received: Received | undefined): Record<string, unknown> {
  return JSON.parse(received?.body ?? 'null') as Record<string, unknown>;
}
