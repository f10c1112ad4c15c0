import type { Deps } from '@/lib/access/context';
import { hashPassword } from '@/lib/access/passwords';
import { isInstallationEmpty } from '@/lib/access/users';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { type SignedUp, signUpWithOrganization } from '@/lib/projects/internal/sign-up-with-organization';
import { lockSetUp } from '@/lib/projects/queries';
import { signUpInput } from '@/lib/projects/schema';

/**
 * The first visitor of an empty install makes its owner, organization and first project. Of any number of visitors
 * at the same moment one succeeds.
 * @throws ProductError `invalid`, `conflict` once somebody has an account
 */
export async function createOwner(deps: Deps, raw: unknown): Promise<SignedUp> {
  if (!(await isInstallationEmpty(deps.db))) throw isSetUp();
  const input = parseInput(signUpInput, raw);
  const passwordHash = await hashPassword(input.password);
  return deps.db.transaction(async (db) => {
    await lockSetUp(db);
    if (!(await isInstallationEmpty(db))) throw isSetUp();
    const { email, organization, project } = input;
    const name = input.name ?? null;
    return await signUpWithOrganization(
      { ...deps, db },
      { name, email, passwordHash, organization, project },
    );
  });
}

function isSetUp(): ProductError {
  return new ProductError('conflict', 'This installation has an owner already. Sign in instead.');
}
