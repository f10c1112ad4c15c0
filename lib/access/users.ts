import type { Db } from '@/db/client';
import { hashPassword, verifyPassword } from '@/lib/access/passwords';
import {
  insertUser,
  selectAnyUser,
  selectMemberships,
  selectUser,
  selectUserByEmail,
  selectUsers,
  updatePasswordHash,
} from '@/lib/access/queries/users';
import type { Membership } from '@/lib/access/resolve-actor';
import { endSessionsOfUser } from '@/lib/access/sessions';
import { ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';

export type User = {
  id: string;
  name: string | null;
  email: string;
  hasPassword: boolean;
  isEmailVerified: boolean;
  createdAt: Date;
};

/** True until the first person has signed up. */
export async function isInstallationEmpty(db: Db): Promise<boolean> {
  return !(await selectAnyUser(db));
}

/** @throws ProductError `conflict` when the address has an account. */
export async function createUser(
  db: Db,
  input: { email: string; name: string | null; passwordHash: string | null; now: Date },
): Promise<User> {
  const row = await insertUser(db, {
    id: newId('usr', input.now.getTime()),
    email: input.email,
    name: input.name,
    passwordHash: input.passwordHash,
    createdAt: input.now,
    updatedAt: input.now,
  });
  if (row === null) {
    throw new ProductError('conflict', 'There is an account for this address already. Sign in instead.', {
      errors: [{ pointer: '/email', code: 'taken', detail: 'has an account already' }],
    });
  }
  return toUser(row);
}

export async function findUserByEmail(db: Db, email: string): Promise<User | null> {
  const row = await selectUserByEmail(db, email);
  return row === null ? null : toUser(row);
}

export async function findUser(db: Db, userId: string): Promise<User | null> {
  const row = await selectUser(db, userId);
  return row === null ? null : toUser(row);
}

export async function listMemberships(db: Db, userId: string): Promise<Membership[]> {
  return await selectMemberships(db, userId);
}

/** Users of the whole installation in the order of their ids: for its operator, never for a tenant. */
export async function listUsers(db: Db, page: { afterId: string | null; limit: number }): Promise<User[]> {
  return (await selectUsers(db, page)).map(toUser);
}

/** False also for somebody who signs in by an identity provider only. */
export async function checkPassword(db: Db, userId: string, password: string): Promise<boolean> {
  const row = await selectUser(db, userId);
  return await verifyPassword(row?.passwordHash ?? null, password);
}

/** Ends all sessions of the user but the one named. @returns how many ended. */
export async function setPassword(
  db: Db,
  input: { userId: string; password: string; keepSessionId: string | null; now: Date },
): Promise<number> {
  await updatePasswordHash(db, input.userId, await hashPassword(input.password), input.now);
  return await endSessionsOfUser(db, input.userId, input.keepSessionId);
}

function toUser(row: {
  id: string;
  name: string | null;
  email: string;
  passwordHash: string | null;
  emailVerified: Date | null;
  createdAt: Date;
}): User {
  const { id, name, email, createdAt } = row;
  return {
    id,
    name,
    email,
    hasPassword: row.passwordHash !== null,
    isEmailVerified: row.emailVerified !== null,
    createdAt,
  };
}
