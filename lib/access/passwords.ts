import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's minimum for Argon2id, which is also the library's default algorithm.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two keyboards may send one character in two forms; NFKC makes them one (NIST SP 800-63B, 3.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), cost);
}

let dummy: Promise<string> | undefined;

/** Takes as long for an unknown user (`null`) as for a wrong password, so that time tells nobody who has an account. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword(randomBytes(16).toString('hex'));
  const isRight = await verify(passwordHash ?? (await dummy), normalise(password));
  return isRight && passwordHash !== null;
}
