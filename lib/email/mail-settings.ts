import { env, type ReadyEnv } from '@/lib/core/env';

export type MailSettings = {
  /** `Stillup <stillup@example.com>` */
  from: string;
  resendApiKey: string | null;
  resendBaseUrl: string;
  smtpUrl: string | null;
};

/** Resend where it has a key, else SMTP, else the local mailbox. */
export function mailSettings(source: Readonly<ReadyEnv> = env()): MailSettings {
  return {
    from: source.mailFrom,
    resendApiKey: source.resendApiKey,
    resendBaseUrl: source.resendBaseUrl,
    smtpUrl: source.smtpUrl,
  };
}
