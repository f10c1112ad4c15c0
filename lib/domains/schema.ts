import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';

/** Of one page. */
export const maxDomains = 20;

export const createPageDomainInput = z.strictObject({
  page_id: idSchema('pag'),
  /** As people write it; kept in lower case and Punycode. */
  hostname: z.string().trim().min(4).max(253),
});
export type CreatePageDomainInput = z.input<typeof createPageDomainInput>;
export const pageDomainRef = z.strictObject({ page_id: idSchema('pag'), id: idSchema('dom') });
export const listPageDomainsInput = z.strictObject({ page_id: idSchema('pag') });

const instant = z.iso.datetime().max(40);

export const pageDomainView = z.strictObject({
  id: idSchema('dom'),
  page_id: idSchema('pag'),
  hostname: z.string().max(253),
  state: z.enum(['unproven', 'proven', 'failing', 'taken']),
  /** What is to be set in DNS, and whether it was found at the last look; null before the first. */
  records: z
    .array(
      z.strictObject({
        purpose: z.enum(['proof', 'traffic']),
        type: z.enum(['TXT', 'CNAME']),
        name: z.string().max(300),
        value: z.string().max(300),
        is_found: z.boolean().nullable(),
      }),
    )
    .max(4),
  last_error: z.string().max(500).nullable(),
  verified_at: instant.nullable(),
  failing_since_at: instant.nullable(),
  checked_at: instant.nullable(),
  created_at: instant,
});
export type PageDomainView = z.output<typeof pageDomainView>;
