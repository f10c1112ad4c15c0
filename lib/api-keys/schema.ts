import { z } from 'zod';
import { type Scope, scopes } from '@/lib/access/constants';
import { nameField } from '@/lib/access/schema';
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

export type ApiKeyView = {
  id: string;
  name: string;
  project_id: string | null;
  scopes: Scope[];
  /** The last four characters, to tell keys apart. */
  token_end: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
};
