import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { instantInput } from '@/lib/core/instant-input';
import { pageInput } from '@/lib/core/paging';
import { checkResults, failureCauses } from '@/lib/probing/constants';

const ms = z.number().min(0).nullable();

export const listChecksInput = z.strictObject({
  monitor_id: idSchema('mon'),
  from: instantInput.optional(),
  to: instantInput.optional(),
  result: z.enum(checkResults).optional(),
  region: z.string().max(40).optional(),
  ...pageInput,
});
export type ListChecksInput = z.input<typeof listChecksInput>;

export const getCheckEvidenceInput = z.strictObject({
  monitor_id: idSchema('mon'),
  scheduled_at: instantInput,
  region: z.string().min(1).max(40),
});

export const checkView = z.strictObject({
  id: idSchema('chk'),
  monitor_id: idSchema('mon'),
  region: z.string().max(40),
  scheduled_at: z.iso.datetime().max(40),
  started_at: z.iso.datetime().max(40),
  result: z.enum(checkResults),
  cause: z.enum(failureCauses).nullable(),
  http_status: z.int().nullable(),
  total_ms: z.number().min(0),
  dns_ms: ms,
  connect_ms: ms,
  tls_ms: ms,
  wait_ms: ms,
  transfer_ms: ms,
  error: z.string().max(2000).nullable(),
  attempts: z.int(),
});
export type CheckView = z.output<typeof checkView>;

/** What the target answered when the check failed; null where nothing was kept. */
export const checkEvidenceView = z.strictObject({
  check: checkView,
  evidence: z
    .strictObject({
      url: z.string().max(4096),
      redirects: z.array(z.string().max(4096)).max(20),
      remote_address: z.string().max(100).nullable(),
      headers: z.array(z.tuple([z.string().max(1024), z.string().max(16_384)])).max(200),
      body: z.string().max(16_384).nullable(),
      body_truncated: z.boolean(),
    })
    .nullable(),
});
export type CheckEvidenceView = z.output<typeof checkEvidenceView>;
