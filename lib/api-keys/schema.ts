import { z } from 'zod';
import { scopes } from '@/lib/access/constants';
import { instantField, nameField } from '@/lib/access/schema';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';

export const apiKeyIdInput = z.strictObject({ id: idSchema('key') });

export const createApiKeyInput = z.strictObject({
  name: nameField,
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length).default(['read']),
  project_id: idSchema('prj').nullable().default(null),
  expires_at: z.iso.datetime({ offset: true }).max(40).nullable().default(null),
});
export type CreateApiKeyInput = z.input<typeof createApiKeyInput>;

export const listApiKeysInput = z.strictObject(pageInput);
export type ListApiKeysInput = z.input<typeof listApiKeysInput>;

export const apiKeyView = z.strictObject({
  id: idSchema('key'),
  name: z.string().max(100),
  project_id: idSchema('prj').nullable(),
  scopes: z.array(z.enum(scopes)).max(scopes.length),
  /** The last four characters, to tell keys apart. */
  token_end: z.string().max(4),
  created_at: instantField,
  expires_at: instantField.nullable(),
  last_used_at: instantField.nullable(),
  revoked_at: instantField.nullable(),
});
export type ApiKeyView = z.output<typeof apiKeyView>;

/** The answer to making a key: the only one that holds the key itself. */
export const newApiKeyView = z.strictObject({ ...apiKeyView.shape, token: z.string().max(40) });
export type NewApiKeyView = z.output<typeof newApiKeyView>;
