import type { ChannelType } from '@/lib/notifiers/constants';
import type { HttpRequest, MailRequest } from '@/lib/notifiers/notifier';
import type { HttpAnswer } from '@/lib/notifiers/rules/classify';
import type { MessageKind } from '@/lib/notifiers/rules/message';

export type VendorAnswer = { status: number; headers?: Record<string, string>; body?: string };

/** What the contract test has to know of a kind of channel. */
export type NotifierSample = {
  /** A config that leads to the local server at `url`. */
  config: (url: string) => Record<string, unknown>;
  /** The name under which the operator sets where the vendor is; left out where the config says it. */
  vendor?: string;
  /** What of the config must never be seen in the ledger. */
  secrets: readonly string[];
  /** The vendor's answer to a message it took. */
  success: VendorAnswer;
  /** It gets an object and no sentences: neither templates nor the lines of a digest are looked for. */
  isMachine?: boolean;
  /** Kinds of messages that it does not tell of, by design: nothing is sent. */
  silent?: readonly MessageKind[];
  /** 429 says that a quota is used up, and not that a moment's patience helps. */
  is429Final?: boolean;
  /** The words of a request as a person would read them, without the vendor's markup. */
  wordsOf: (request: HttpRequest | MailRequest) => string;
  /** Bits of markup that must not be in what is sent when a monitor has `hostileName` as its name. */
  live: readonly string[];
  /** Answers after which it is tried again; `afterMs` where the vendor says when. */
  retries: readonly (VendorAnswer & { afterMs?: number })[];
  /** Answers after which it is not. */
  refusals: readonly (VendorAnswer & { disables: boolean })[];
};

/** Everything that some vendor takes for markup, a mention, a link or the end of something. */
export const hostileName =
  '<img src=x onerror=alert(1)> & "Co" *b* _i_ ~s~ `c` [x](http://evil.example) <http://evil.example|x> <!channel> @everyone @here @all {"a":1} \\';

export function toAnswer({ status, headers = {}, body = '' }: VendorAnswer): HttpAnswer {
  return { status, headers, body };
}

export type Samples = Readonly<Record<ChannelType, NotifierSample>>;
