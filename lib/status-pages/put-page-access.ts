import { isDeepStrictEqual } from 'node:util';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { hashPassword } from '@/lib/access/passwords';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { viewStoredPage } from '@/lib/status-pages/internal/view-stored-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { type StoredPage, updatePageRow } from '@/lib/status-pages/queries';
import { putPageAccessInput, type StatusPageView } from '@/lib/status-pages/schema';

/**
 * Who may read it. With each change, what was handed out to visitors before ends; the same again changes nothing. The
 * password, ranges and domains stay while the page is open to others, so that it can be switched back.
 * @throws ProductError `not_found`, `invalid` where there is no password yet and none is given
 */
export async function putPageAccess(ctx: Ctx, raw: unknown): Promise<StatusPageView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(putPageAccessInput, raw);
  const password = input.access === 'password' ? input.password : undefined;
  // Before the page is locked: it takes a while by design.
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return ctx.db.transaction(async (db) => {
    const stored = await holdPage({ ...ctx, db }, input.id);
    const before = accessOf(stored);
    const after = {
      access: input.access,
      passwordHash: passwordHash ?? before.passwordHash,
      allowedRanges: input.access === 'ip' ? [...new Set(input.allowed_ranges)] : before.allowedRanges,
      allowedEmailDomains:
        input.access === 'email' ? [...new Set(input.allowed_email_domains)] : before.allowedEmailDomains,
    };
    if (after.access === 'password' && after.passwordHash === null) throw passwordMissing();
    if (isDeepStrictEqual(before, after)) return viewStoredPage(db, stored);
    const page = await updatePageRow(db, stored.id, {
      ...after,
      accessVersion: stored.accessVersion + 1,
      updatedAt: ctx.now,
    });
    const detail = { access: page.access, was: stored.access };
    await writeAudit(ctx, db, { action: 'status_page.access_changed', targetId: page.id, detail });
    await markPage(db, page.id);
    return viewStoredPage(db, page);
  });
}

function accessOf({ access, passwordHash, allowedRanges, allowedEmailDomains }: StoredPage) {
  return { access, passwordHash, allowedRanges, allowedEmailDomains };
}

function passwordMissing(): ProductError {
  return new ProductError('invalid', '/password: choose a password', {
    errors: [{ pointer: '/password', code: 'required', detail: 'choose a password' }],
  });
}
