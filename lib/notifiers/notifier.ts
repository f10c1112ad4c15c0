import type { z } from 'zod';
import type { Mail } from '@/lib/email/mail';
import type { ChannelType } from '@/lib/notifiers/constants';
import type { HttpAnswer, Verdict } from '@/lib/notifiers/rules/classify';
import type { ContentContext } from '@/lib/notifiers/rules/content';
import { type ChannelKind, secretFieldsOf, urlFieldsOf } from '@/lib/notifiers/rules/kind';
import type { Message } from '@/lib/notifiers/rules/message';

/** What rendering may know beside the message. Nothing in it but `attemptAt` changes from attempt to attempt. */
export type RenderContext = ContentContext & {
  deliveryId: string;
  attemptAt: Date;
  /** The newest first; two while a secret rotates. */
  signingSecrets: readonly string[];
  /** Behind the @ of message ids. */
  mailDomain: string;
  /** One click there and this address gets no more mail of this channel. */
  unsubscribeUrl: (address: string) => string;
  /** Addresses, in lower case, that get no mail: they unsubscribed, or it bounced. */
  suppressedAddresses: ReadonlySet<string>;
  /** What the receiver called the first message of the same incident on this channel; null where there is none. */
  receipt: Readonly<Record<string, string>> | null;
  /** Where the operator has put a vendor, by its name (`telegram`): for proxies and tests. */
  baseUrls: Readonly<Record<string, string>>;
};

export type HttpRequest = {
  kind: 'http';
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  /** The operator has set where it goes: it may stand in the own network. Never for what a user has typed. */
  isOperatorUrl?: boolean;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** `update`: changes an earlier message, in place of sending one. */
  purpose?: 'message' | 'update';
  /** One of several: where this one is refused for good, and the channel not with them, the others are still told. */
  recipient?: string;
};

export type MailRequest = { kind: 'mail'; mail: Mail };

/** Keeps the place of a request that is not to be made any more, so that a retry counts as the attempt before it did. */
export type SkippedRequest = { kind: 'skip'; reason: string };

export type NotifierRequest = HttpRequest | MailRequest | SkippedRequest;

type Definition<Type extends ChannelType, Config> = {
  type: Type;
  kind: ChannelKind<Config>;
  /** Whether messages are signed: then a signing secret is made with the channel. */
  isSigned?: boolean;
  /** May what a storm brings be told as one digest? Not where the receiver keeps an object for each incident. */
  folds: boolean;
  /** What the receiver takes at most, in bytes of UTF-8: of a body, or of a mail's HTML. */
  maxBytes: number;
  /** The least time between two messages to one channel, in milliseconds, where the vendor asks for one. */
  minGapMs?: number;
  /**
   * Pure: the same message, config and context make the same requests. They go out in order; after a failure a retry
   * goes on with the one that failed. None at all: there is nothing to be told, and that is a success.
   */
  render: (
    message: Message,
    config: Config,
    context: RenderContext,
  ) => Promise<readonly NotifierRequest[]> | readonly NotifierRequest[];
  /** What an answer means. Time-outs and refused connections never come here: those are tried again. */
  classify: (answer: HttpAnswer, now: Date, request: HttpRequest) => Verdict;
  /** What the receiver calls the message it has just taken, for later ones to answer to. */
  receiptOf?: (answer: HttpAnswer, request: HttpRequest) => Readonly<Record<string, string>> | null;
};

/** A kind of channel with its config's type sealed in: whoever holds a registry entry can use it. */
export type Notifier<Type extends ChannelType = ChannelType> = Omit<
  Definition<Type, never>,
  'kind' | 'render' | 'isSigned'
> & {
  isSigned: boolean;
  configSchema: z.ZodType;
  /** Members of the config that are sealed, and shown only as a mask. */
  secretFields: readonly string[];
  /** Members of the config that say where requests go. */
  urlFields: readonly string[];
  /** @throws ZodError when the config is not of this kind. */
  render: (message: Message, config: unknown, context: RenderContext) => Promise<readonly NotifierRequest[]>;
};

export function defineNotifier<Type extends ChannelType, Config>(
  definition: Definition<Type, Config>,
): Notifier<Type> {
  const { kind, isSigned = false, render, ...rest } = definition;
  return {
    ...rest,
    isSigned,
    configSchema: kind.configSchema,
    secretFields: secretFieldsOf(kind),
    urlFields: urlFieldsOf(kind),
    render: async (message, config, context) => render(message, kind.configSchema.parse(config), context),
  };
}
