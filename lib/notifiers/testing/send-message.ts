import type { Db } from '@/db/client';
import { createCall, operatorPolicy } from '@/lib/email/http';
import type { ChannelType } from '@/lib/notifiers/constants';
import { type Attempt, type DeliverDeps, deliver } from '@/lib/notifiers/deliver';
import type { RenderContext } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import type { Message } from '@/lib/notifiers/rules/message';
import { sampleContext } from '@/lib/notifiers/testing/messages';
import { type Answer, type Received, startReceiver } from '@/lib/notifiers/testing/receiver';
import { samples } from '@/lib/notifiers/testing/samples';

type Options = {
  answers: readonly Answer[];
  /** In place of the sample's members. */
  config?: Record<string, unknown>;
  context?: Partial<RenderContext>;
  requestsDone?: number;
};

/** One attempt at a local server in the vendor's place. */
export async function sendMessage(
  type: ChannelType,
  message: Message,
  { answers, config = {}, context = {}, requestsDone = 0 }: Options,
): Promise<{ attempt: Attempt; received: Received[] }> {
  const receiver = await startReceiver(...answers);
  const now = () => new Date('2026-03-01T12:00:00Z');
  const call = createCall(operatorPolicy);
  const settings = { from: 'a@example.com', resendApiKey: null, resendBaseUrl: receiver.url, smtpUrl: null };
  const deps: DeliverDeps = {
    call,
    operatorCall: call,
    mail: { db: undefined as unknown as Db, settings, call, now },
    now,
  };
  const { vendor, config: configAt } = samples[type];
  try {
    const attempt = await deliver(deps, notifiers[type], {
      message,
      config: { ...configAt(receiver.url), ...config },
      context: {
        ...sampleContext,
        baseUrls: vendor === undefined ? {} : { [vendor]: receiver.url },
        ...context,
      },
      organizationId: 'org_01h455vb4pex5vsknk084sn02q',
      requestsDone,
    });
    return { attempt, received: receiver.received };
  } finally {
    await receiver.stop();
  }
}
