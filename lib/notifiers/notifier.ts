import type { z } from 'zod';
import type { Mail } from '@/lib/email/mail';
import type { ChannelType } from '@/lib/notifiers/constants';
import type { HttpAnswer, Verdict } from '@/lib/notifiers/rules/classify';
import type { Message } from '@/lib/notifiers/rules/message';

/** What rendering may know beside the message. Nothing in it but `attemptAt` changes from attempt to attempt. */
export type RenderContext = {
  deliveryId: string;
  attemptAt: Date;
  /** Origin of the dashboard, without a trailing slash. */
  appUrl: string;
  channel: { id: string; name: string };
  /** The newest first; two while a secret rotates. */
  signingSecrets: readonly string[];
  /** Behind the @ of message ids. */
  mailDomain: string;
};

export type HttpRequest = {
  kind: 'http';
  method: 'POST' | 'PUT';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
};

export type MailRequest = { kind: 'mail'; mail: Mail };

export type NotifierRequest = HttpRequest | MailRequest;

type Definition<Type extends ChannelType, Config> = {
  type: Type;
  configSchema: z.ZodType<Config>;
  /** Fields of the config that are sealed, and shown only as a mask. */
  secretFields: readonly (keyof Config & string)[];
  /** Whether messages are signed: then a signing secret is made with the channel. */
  isSigned: boolean;
  /** What the receiver takes at most, in bytes of UTF-8: of the body, or of a mail's HTML. */
  maxBytes: number;
  /** Pure: the same message, config and context make the same request. */
  render: (message: Message, config: Config, context: RenderContext) => Promise<NotifierRequest>;
  /** What an answer means. Time-outs and refused connections never come here: those are tried again. */
  classify: (answer: HttpAnswer, now: Date) => Verdict;
};

/** A kind of channel with its config's type sealed in: whoever holds a registry entry can use it. */
export type Notifier<Type extends ChannelType = ChannelType> = Omit<
  Definition<Type, never>,
  'configSchema' | 'secretFields' | 'render'
> & {
  configSchema: z.ZodType;
  secretFields: readonly string[];
  /** @throws ZodError when the config is not of this kind. */
  render: (message: Message, config: unknown, context: RenderContext) => Promise<NotifierRequest>;
};

export function defineNotifier<Type extends ChannelType, Config>(
  definition: Definition<Type, Config>,
): Notifier<Type> {
  return {
    ...definition,
    render: (message, config, context) =>
      definition.render(message, definition.configSchema.parse(config), context),
  };
}
