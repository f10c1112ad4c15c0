import { env } from '@/lib/core/env';
import { linkSigner } from '@/lib/core/link-signer';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { productRecordResolver, type RecordResolver } from '@/lib/domains/record-resolver';

export type DomainDeps = { resolver: RecordResolver; signer: LinkSigner; appUrl: string };

export function domainDeps(): DomainDeps {
  return { resolver: productRecordResolver(), signer: linkSigner(), appUrl: env().appUrl };
}
