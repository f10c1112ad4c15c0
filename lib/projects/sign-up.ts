import type { Deps } from '@/lib/access/context';
import { hashPassword } from '@/lib/access/passwords';
import { requireLimit } from '@/lib/access/rate-limit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { type SignedUp, signUpWithOrganization } from '@/lib/projects/internal/sign-up-with-organization';
import { signUpInput } from '@/lib/projects/schema';

/**
 * Where `SIGNUP=open`, anybody makes an account with an organization of its own.
 * @throws ProductError `forbidden` where sign-up is by invitation, `rate_limited` after 20 an hour from one IP,
 * `conflict` for an address that has an account
 */
export async function signUp(
  deps: Deps & { signup: 'invite' | 'open' },
  raw: unknown,
  meta: { address: string | null },
): Promise<SignedUp> {
  if (deps.signup !== 'open') {
    throw new ProductError('forbidden', 'Sign-up is by invitation here. Ask an owner to invite you.');
  }
  const input = parseInput(signUpInput, raw);
  const key = `sign-up:${meta.address ?? 'unknown'}`;
  const use = { key, limit: 20, windowSeconds: 3600, now: deps.now };
  await requireLimit(deps.db, use, 'Too many accounts from this address. Try again later.');
  const passwordHash = await hashPassword(input.password);
  const { email, organization, project } = input;
  return deps.db.transaction((db) =>
    signUpWithOrganization(
      { db, now: deps.now, requestId: deps.requestId },
      { name: input.name ?? null, email, passwordHash, organization, project },
    ),
  );
}
