import { z } from 'zod';
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

export type AuditEntryView = {
  id: string;
  at: string;
  actor: { kind: 'user' | 'api_key' | 'system'; id: string };
  action: string;
  target_id: string;
  detail: Record<string, unknown>;
  request_id: string;
};
