import type { Db } from '@/db/client';
import type { ReportMessage } from '@/lib/notifiers/rules/message';
import { buildReport } from '@/lib/reports/rules/build-report';
import { lastPeriod, type ReportTiming } from '@/lib/reports/rules/report-times';
import { findProjectP95s } from '@/lib/rollups/find-project-latencies';
import { findProjectHistory } from '@/lib/spans/find-project-history';

type Wanted = Pick<ReportTiming, 'cadence' | 'timeZone'> & {
  organizationId: string;
  project: { id: string; name: string };
};

/** Of the last period that had ended by `asOf`, told at `now`. */
export async function makeReport(db: Db, wanted: Wanted, asOf: Date, now: Date): Promise<ReportMessage> {
  const { organizationId, project, cadence, timeZone } = wanted;
  const period = lastPeriod(wanted, asOf.getTime());
  const window = { from: new Date(period.fromMs), to: new Date(period.toMs) };
  const history = await findProjectHistory(db, { organizationId, projectId: project.id }, window);
  const p95s = await findProjectP95s(db, project.id, window);
  const facts = history.map((monitor) => ({ ...monitor, p95Ms: p95s.get(monitor.id) ?? null }));
  return {
    kind: 'report',
    at: now.toISOString(),
    cadence,
    project,
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    time_zone: timeZone,
    ...buildReport(facts, period),
  };
}
