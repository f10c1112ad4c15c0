import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';

export const mailboxMessageRef = z.strictObject({ id: idSchema('msg') });
export const listMailboxMessagesInput = z.strictObject({ ...pageInput });

const instant = z.iso.datetime().max(40);

export const mailboxMessageSummaryView = z.strictObject({
  id: idSchema('msg'),
  sender: z.string().max(400),
  recipients: z.array(z.string().max(400)).max(100),
  subject: z.string().max(400),
  created_at: instant,
  read_at: instant.nullable(),
});
export type MailboxMessageSummaryView = z.output<typeof mailboxMessageSummaryView>;

/** `html` is shown in a sandboxed frame only. */
export const mailboxMessageView = z.strictObject({
  ...mailboxMessageSummaryView.shape,
  headers: z.record(z.string().max(200), z.string().max(2000)),
  html: z.string().max(1_000_000),
  text: z.string().max(1_000_000),
});
export type MailboxMessageView = z.output<typeof mailboxMessageView>;
