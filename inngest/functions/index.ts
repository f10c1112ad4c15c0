import type { InngestFunction } from 'inngest';
import { sweepExpiredFunction } from '@/inngest/functions/access/sweep-expired';
import { sendDeliveriesFunction } from '@/inngest/functions/alerting/send-deliveries';
import { sweepDeliveriesFunction } from '@/inngest/functions/alerting/sweep-deliveries';
import { testChannelsFunction } from '@/inngest/functions/alerting/test-channels';
import { watchAlertsFunction } from '@/inngest/functions/alerting/watch-alerts';
import { drainChecksFunction } from '@/inngest/functions/checks/drain-checks';
import { maintainPartitionsFunction } from '@/inngest/functions/checks/maintain-partitions';
import { watchHeartbeatsFunction } from '@/inngest/functions/heartbeats/watch-heartbeats';
import { writeReportsFunction } from '@/inngest/functions/reports/write-reports';
import { rollUpFunction } from '@/inngest/functions/rollups/roll-up';
import { sendNotificationsFunction } from '@/inngest/functions/status-pages/send-notifications';
import { verifyDomainsFunction } from '@/inngest/functions/status-pages/verify-domains';
import { watchPagesFunction } from '@/inngest/functions/status-pages/watch-pages';

/** Every function of the product. A host serves all of them, whichever engine calls. */
export const functions: readonly InngestFunction.Any[] = [
  drainChecksFunction,
  maintainPartitionsFunction,
  rollUpFunction,
  sendDeliveriesFunction,
  sendNotificationsFunction,
  testChannelsFunction,
  writeReportsFunction,
  sweepDeliveriesFunction,
  sweepExpiredFunction,
  verifyDomainsFunction,
  watchAlertsFunction,
  watchHeartbeatsFunction,
  watchPagesFunction,
];
