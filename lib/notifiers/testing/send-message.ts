import type { ChannelType } from '@/lib/notifiers/constants';
import type { RenderContext } from '@/lib/notifiers/notifier';
import type { Message } from '@/lib/notifiers/rules/message';
import { deliverTo } from '@/lib/notifiers/testing/deliver-to';
import type { Answer } from '@/lib/notifiers/testing/receiver';

type Options = {
  answers: readonly Answer[];
  config?: Record<string, unknown>;
  context?: Partial<RenderContext>;
};

/** `deliverTo` with the answers among the options. */
export function sendMessage(
  type: ChannelType,
  message: Message,
  { answers, ...options }: Options,
): ReturnType<typeof deliverTo> {
  return deliverTo(type, { message, ...options }, ...answers);
}
