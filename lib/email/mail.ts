/** One message, ready to be sent. Every header is one line: `checkMail` has seen it. */
export type Mail = {
  to: readonly string[];
  subject: string;
  html: string;
  text: string;
  /** Beside From, To and Subject. A `Message-ID` is given where a conversation hangs on it. */
  headers: Readonly<Record<string, string>>;
};

export type MailProvider = 'resend' | 'smtp' | 'mailbox';

/** What became of one attempt. `answer` is the receiver's own words, `reason` ours. */
export type MailResult = { provider: MailProvider; statusCode: number | null; answer: string } & (
  | { kind: 'sent' }
  | { kind: 'retry'; reason: string; retryAfterMs: number | null }
  | { kind: 'permanent'; reason: string }
);
