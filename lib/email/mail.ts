/** One message, ready to be sent. Every header is one line: `checkMail` has seen it. */
export type Mail = {
  to: readonly string[];
  /** Stands behind our name as the sender, where lists of mails show it: `Stillup: Recovered`. */
  senderNote?: string;
  subject: string;
  html: string;
  text: string;
  /** Beside From, To and Subject. A `Message-ID` is given where a conversation hangs on it. */
  headers: Readonly<Record<string, string>>;
  /** What the provider hands back when it tells of the mail later: letters, digits, `_` and `-`. */
  tags?: Readonly<Record<string, string>>;
};

export type MailProvider = 'resend' | 'smtp' | 'mailbox';

/** What became of one attempt. `answer` is the receiver's own words, `reason` ours. */
export type MailResult = { provider: MailProvider; statusCode: number | null; answer: string } & (
  | { kind: 'sent' }
  | { kind: 'retry'; reason: string; retryAfterMs: number | null }
  /** `isBounce`: the address itself takes no mail, whatever it is. */
  | { kind: 'permanent'; reason: string; isBounce: boolean }
);
