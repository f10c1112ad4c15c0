import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import type { ClosedSpan, OpenedSpan, RestatedSpan } from '@/lib/spans/write-spans';

export async function restateOpenSpans(db: Db, rows: readonly RestatedSpan[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update spans s set state = r.state, cause = r.cause, reason = r.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r("monitorUuid" uuid, state text, cause text, reason jsonb)
    where s.monitor_id = r."monitorUuid" and s.ended_at is null`);
}

export async function closeOpenSpans(db: Db, rows: readonly ClosedSpan[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update spans s set ended_at = to_timestamp(c."endedAtMs" / 1000.0)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as c("monitorUuid" uuid, "endedAtMs" float8)
    where s.monitor_id = c."monitorUuid" and s.ended_at is null`);
}

export async function insertSpans(db: Db, rows: readonly OpenedSpan[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into spans (id, organization_id, monitor_id, state, started_at, ended_at, cause, reason)
    select o.uuid, o."organizationUuid", o."monitorUuid", o.state,
      to_timestamp(o."startedAtMs" / 1000.0), to_timestamp(o."endedAtMs" / 1000.0), o.cause, o.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as o(uuid uuid, "organizationUuid" uuid, "monitorUuid" uuid, state text, "startedAtMs" float8,
           "endedAtMs" float8, cause text, reason jsonb)`);
}
