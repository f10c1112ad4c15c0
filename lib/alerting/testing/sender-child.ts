import { createDatabase } from '@/db/client';
import { drainDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { senderDeps } from '@/lib/alerting/sender-deps';
import type { FromSender, SendPoint, ToSender } from '@/lib/alerting/testing/send-points';
import { env } from '@/lib/core/env';

/**
 * A sender without an engine, to be killed: the product's drain over the product's own dependencies. It waits, warm, for
 * `go`, and at the point it is given it says so and stands still.
 */

const tell = (message: FromSender) => process.send?.(message);
let heldAt: SendPoint | null = null;

async function pass(point: SendPoint): Promise<void> {
  tell({ kind: 'reached', point });
  if (point === heldAt) await new Promise(() => {});
}

// A parent that is gone must not leave a sender behind.
process.once('disconnect', () => process.exit(0));
const database = createDatabase(env().databaseUrl ?? '', { max: 10, applicationName: 'stillup-worker' });
const hooks = {
  afterClaim: () => pass('claimed'),
  afterSend: () => pass('sent'),
  afterRecord: () => pass('recorded'),
};
process.on('message', ({ holdAt }: ToSender) => {
  heldAt = holdAt;
  void drainDeliveries(senderDeps(database.db, undefined, hooks), { shouldEnd: () => false });
});
await database.sql`select 1`;
tell({ kind: 'ready' });
