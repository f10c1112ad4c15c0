import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { type AuditRow, selectAuditLog } from '@/lib/audit/queries';
import { type AuditEntryView, listAuditLogInput } from '@/lib/audit/schema';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';

/** Who changed what in the organization, newest first. */
export async function listAuditLog(ctx: Ctx, raw: unknown): Promise<Page<AuditEntryView>> {
  authorize(ctx, 'audit.read');
  refuseProjectKeys(ctx);
  const input = parseInput(listAuditLogInput, raw);
  const rows = await selectAuditLog(ctx.db, ctx.organizationId, {
    action: input.action,
    beforeId: decodeIdCursor(input.cursor, 'aud'),
    limit: input.limit + 1,
  });
  return toPage(rows, input.limit, (row) => [row.id], toView);
}

function toView(row: AuditRow): AuditEntryView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId },
    action: row.action,
    target_id: row.targetId,
    detail: row.detail,
    request_id: row.requestId,
  };
}
