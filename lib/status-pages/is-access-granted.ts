import type { LinkSigner } from '@/lib/core/link-tokens';
import { readAccessGrants } from '@/lib/status-pages/access-cookie';
import type { PageAccess } from '@/lib/status-pages/constants';
import { isInRanges } from '@/lib/status-pages/rules/address-ranges';

export type AccessQuestion = {
  /** What a gateway knows of the page: a manifest is one. */
  manifest: {
    pageId: string;
    access: PageAccess;
    accessVersion: number;
    allowedRanges: readonly string[];
  };
  cookieHeader: string | null | undefined;
  /** As `TRUSTED_PROXIES` let it through; null where nobody knows it, which is in no range. */
  clientAddress: string | null;
  nowMs: number;
  signer: LinkSigner;
};

/** Whether somebody may read a page. Asks no database: a gateway answers while Postgres is away. */
export function isAccessGranted({ manifest, ...asked }: AccessQuestion): boolean {
  switch (manifest.access) {
    case 'public':
      return true;
    case 'ip':
      return asked.clientAddress !== null && isInRanges(asked.clientAddress, manifest.allowedRanges);
    case 'password':
    case 'email':
      return readAccessGrants(manifest.pageId, asked.cookieHeader ?? '', asked.signer).some(
        ({ pageId, accessVersion, expiresMs }) =>
          pageId === manifest.pageId && accessVersion === manifest.accessVersion && expiresMs > asked.nowMs,
      );
  }
}
