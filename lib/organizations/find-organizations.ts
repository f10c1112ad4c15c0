import type { Db } from '@/db/client';
import { selectOrganizationsNamed } from '@/lib/organizations/queries/organizations';
import type { OrganizationView } from '@/lib/organizations/schema';
import { toOrganizationView } from '@/lib/organizations/view';

/** Of the whole installation, by name or id, or all of them: for its operator, never for a tenant. At most 100. */
export async function findOrganizations(db: Db, wanted: string | undefined): Promise<OrganizationView[]> {
  return (await selectOrganizationsNamed(db, wanted)).map(toOrganizationView);
}
