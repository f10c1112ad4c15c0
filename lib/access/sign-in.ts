import type { Deps } from '@/lib/access/context';
import { verifyPassword } from '@/lib/access/passwords';
import { selectUserByEmail } from '@/lib/access/queries/users';
import { releaseLimit, requireLimit } from '@/lib/access/rate-limit';
import { signInInput } from '@/lib/access/schema';
import { createSession, type NewSession, type SessionMeta } from '@/lib/access/sessions';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

const hourSeconds = 3600;
const attemptsPerAddressAndIp = 20;
// Against one password tried on many accounts; wide enough for an office behind one address.
const attemptsPerIp = 600;
const tooMany = 'Too many sign-in attempts. Try again later.';

/**
 * @throws ProductError `unauthenticated` with one message for an unknown address and a wrong password,
 * `rate_limited` after 20 attempts per address and IP within an hour; a success forgets the failures before it.
 */
export async function signInWithPassword(
  deps: Deps,
  raw: unknown,
  meta: SessionMeta,
): Promise<NewSession & { userId: string }> {
  const input = parseInput(signInInput, raw);
  const { db, now } = deps;
  const ip = meta.address ?? 'unknown';
  const pair = { key: `sign-in:${input.email}:${ip}`, windowSeconds: hourSeconds, now };
  await requireLimit(db, { ...pair, limit: attemptsPerAddressAndIp }, tooMany);
  const perIp = { key: `sign-in-ip:${ip}`, limit: attemptsPerIp, windowSeconds: hourSeconds, now };
  await requireLimit(db, perIp, tooMany);

  const user = await selectUserByEmail(db, input.email);
  const isRight = await verifyPassword(user?.passwordHash ?? null, input.password);
  if (user === null || !isRight) {
    throw new ProductError('unauthenticated', 'The e-mail address or the password is not right.');
  }
  const session = await createSession(db, { userId: user.id, now, meta });
  await releaseLimit(db, pair);
  return { ...session, userId: user.id };
}
