import { authorize, authorizeProject } from '@/lib/access/authorize';
import { scopes as allScopes } from '@/lib/access/constants';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { hashToken, newApiKeyToken } from '@/lib/access/tokens';
import { insertApiKey } from '@/lib/api-keys/queries';
import { createApiKeyInput, type NewApiKeyView } from '@/lib/api-keys/schema';
import { toApiKeyView } from '@/lib/api-keys/view';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { requireProject } from '@/lib/projects/require-project';

/**
 * The answer carries the key itself, once; only its hash is stored. A key makes no key that may do more than itself.
 * @throws ProductError `invalid`, `not_found` (project), `forbidden`
 */
export async function createApiKey(ctx: Ctx, raw: unknown): Promise<NewApiKeyView> {
  authorize(ctx, 'api_key.write');
  const input = parseInput(createApiKeyInput, raw);
  const projectId = input.project_id ?? projectLimit(ctx);
  if (projectId !== null) authorizeProject(ctx, projectId);
  refuseMoreThanOwn(ctx, input.scopes);
  const expiresAt = toExpiry(input.expires_at, ctx.now);
  const token = newApiKeyToken();
  return ctx.db.transaction(async (db) => {
    if (projectId !== null) await requireProject({ ...ctx, db }, projectId);
    const row = await insertApiKey(db, {
      id: newId('key', ctx.now.getTime()),
      organizationId: ctx.organizationId,
      projectId,
      name: input.name,
      tokenHash: hashToken(token),
      tokenEnd: token.slice(-4),
      scopes: allScopes.filter((scope) => input.scopes.includes(scope)),
      createdByUserId: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
      createdAt: ctx.now,
      expiresAt,
    });
    await writeAudit(ctx, db, {
      action: 'api_key.created',
      targetId: row.id,
      detail: { name: row.name, scopes: row.scopes, project_id: row.projectId },
    });
    return { ...toApiKeyView(row), token };
  });
}

function refuseMoreThanOwn(ctx: Ctx, wanted: readonly string[]): void {
  const { actor } = ctx;
  if (actor.kind !== 'api_key') return;
  const granted: ReadonlySet<string> = new Set(actor.scopes);
  if (wanted.every((scope) => granted.has(scope))) return;
  throw new ProductError('forbidden', 'An API key cannot make a key with scopes that it lacks itself.');
}

function toExpiry(text: string | null, now: Date): Date | null {
  if (text === null) return null;
  const expiresAt = new Date(text);
  if (expiresAt > now) return expiresAt;
  throw invalidField('/expires_at', 'must be in the future', 'in_the_past');
}
