import { cache } from 'react';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { getStatusPage } from '@/lib/status-pages/get-status-page';
import { requireOrgContext } from '@/lib/web/require-org-context';

/** Asked by the frame around the parts of a page and by each of them; read once per request. */
export const loadStatusPage = cache(async (id: string) => {
  const { ctx } = await requireOrgContext();
  return await orNotFound(getStatusPage(ctx, { id }));
});
