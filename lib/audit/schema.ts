import { z } from 'zod';
import { instantField } from '@/lib/access/schema';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';

export const listAuditLogInput = z.strictObject({
  ...pageInput,
  action: z
    .string()
    .max(60)
    .regex(/^[a-z_.]+$/, { error: 'expected an action such as monitor.created' })
    .optional(),
});
export type ListAuditLogInput = z.input<typeof listAuditLogInput>;

export const auditEntryView = z.strictObject({
  id: idSchema('aud'),
  at: instantField,
  actor: z.strictObject({ kind: z.enum(['user', 'api_key', 'channel', 'system']), id: z.string().max(100) }),
  action: z.string().max(60),
  target_id: z.string().max(100),
  detail: z.record(z.string().max(100), z.unknown()),
  request_id: z.string().max(100),
});
export type AuditEntryView = z.output<typeof auditEntryView>;
