import type { Db } from '@/db/client';
import { writeReportDeliveries } from '@/lib/alerting/write-report-deliveries';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { takeReaders } from '@/lib/reports/internal/check-channels';
import { makeReport } from '@/lib/reports/internal/make-report';
import { claimDueReport, findProjectName, type StoredReport, updateReportRow } from '@/lib/reports/queries';
import { lastDueMs, nextReportMs } from '@/lib/reports/rules/report-times';

/** So that one run ends; the next one goes on. */
const maxReports = 500;

/**
 * Writes every report that is due, exactly once: what is told and its next time stand in one transaction. After a
 * while without Stillup the last period is told, and not every one that was missed. Several may run at once. One that
 * cannot be made holds up no other, and is thrown at the end. For jobs only.
 */
export async function writeDueReports(db: Db): Promise<{ reports: number; deliveries: number }> {
  const written = { reports: 0, deliveries: 0 };
  const faulty: string[] = [];
  let fault: unknown;
  while (written.reports + faulty.length < maxReports) {
    let claimed: string | null = null;
    try {
      const deliveries = await db.transaction(async (tx) => {
        const due = await claimDueReport(tx, faulty);
        claimed = due?.report.id ?? null;
        return due === null ? 0 : writeReport(tx, due.report, due.now);
      });
      if (claimed === null) break;
      written.reports += 1;
      written.deliveries += deliveries;
    } catch (error) {
      if (claimed === null) throw error;
      faulty.push(claimed);
      fault = error;
    }
  }
  if (fault !== undefined) throw fault;
  return written;
}

async function writeReport(tx: Db, report: StoredReport, now: Date): Promise<number> {
  const { id, organizationId, projectId } = report;
  const name = await findProjectName(tx, organizationId, projectId);
  const channelIds = name === null ? [] : await takeReaders(tx, projectId, report.channelIds);
  if (name !== null && channelIds.length > 0) {
    const asOf = new Date(lastDueMs(report, report.nextAt.getTime(), now.getTime()));
    const message = await makeReport(tx, { ...report, project: { id: projectId, name } }, asOf, now);
    await writeReportDeliveries(tx, { organizationId, channelIds }, message, now);
  }
  await updateReportRow(tx, id, {
    nextAt: new Date(nextReportMs(report, now.getTime())),
    ...(channelIds.length > 0 ? { lastAt: now } : {}),
  });
  await notifyChanges(tx, [
    { organizationId, topic: 'reports', id },
    { organizationId, topic: 'deliveries' },
  ]);
  return channelIds.length;
}
