import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';

/** Compared without regard to case: stored in lower case. RFC 5321 allows 254 characters. */
export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(
    z.email({ pattern: z.regexes.html5Email, error: 'expected an e-mail address such as ada@example.com' }),
  );

export const passwordField = z
  .string()
  .min(12, { error: 'must have at least 12 characters' })
  .max(128, { error: 'must have at most 128 characters' });

/** Names of people, organizations, projects and keys: one line, no control characters. */
export const nameField = z
  .string()
  .trim()
  .min(1, { error: 'must not be empty' })
  .max(100)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: 'must be one line of text' });

export const signInInput = z.strictObject({
  email: emailField,
  /** Any length up to the limit: what was never a valid password is simply a wrong one. */
  password: z.string().max(128),
});
export type SignInInput = z.input<typeof signInInput>;

export const changePasswordInput = z.strictObject({
  current_password: z.string().max(128),
  new_password: passwordField,
});
export type ChangePasswordInput = z.input<typeof changePasswordInput>;

/** An instant in a view: RFC 3339, UTC. */
export const instantField = z.iso.datetime().max(40);

export const sessionView = z.strictObject({
  id: idSchema('ses'),
  created_at: instantField,
  renewed_at: instantField,
  expires_at: instantField,
  user_agent: z.string().max(300).nullable(),
  address: z.string().max(100).nullable(),
  is_current: z.boolean(),
});
export type SessionView = z.output<typeof sessionView>;
