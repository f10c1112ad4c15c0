import type { MailSettings } from '@/lib/email/mail-settings';

/** Nothing leaves the machine: mail lands in the local mailbox. */
export const mailboxSettings: MailSettings = {
  from: 'Stillup <stillup@example.com>',
  resendApiKey: null,
  resendBaseUrl: 'https://unused.invalid',
  smtpUrl: null,
};
