import { runtime } from '@/inngest/runtime';
import { drainDeliveries, sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { type SendHooks, senderDeps } from '@/lib/alerting/sender-deps';
import { beginShutdown, shutdownSignal } from '@/lib/core/shutdown';
import { type DrainHooks, drainChecks } from '@/lib/pipeline/drain-checks';
import { Lookout } from '@/lib/pipeline/lookout';
import type { FaultPoint, FromWorker, ToWorker } from '@/lib/pipeline/testing/fault-points';

/**
 * A worker without an engine, to be killed: the product's drain and sender over the product's own dependencies.
 * It waits, warm, for `go`; at the fault point it is given it says so and stands still, until killed or let go.
 */

const tell = (message: FromWorker) => process.send?.(message);
const said = new Set<FaultPoint>();
let heldAt: FaultPoint | null = null;
let letGo = () => {};
const released = new Promise<void>((resolve) => {
  letGo = resolve;
});

/** Says once that it has come here; stands still where it was told to. */
async function pass(point: FaultPoint): Promise<void> {
  if (!said.has(point)) {
    said.add(point);
    tell({ kind: 'reached', point });
  }
  if (point === heldAt) await released;
}

const drainHooks: DrainHooks = {
  onClaimed: () => pass('claimed'),
  onProbed: () => pass('probed'),
  beforeCommit: () => pass('transaction_open'),
};
const sendHooks: SendHooks = {
  afterClaim: () => pass('committed'),
  afterSend: () => pass('sent'),
  afterRecord: () => void tell({ kind: 'recorded' }),
};

async function work(): Promise<void> {
  const { db, logger, probeIo, env } = runtime();
  const sender = senderDeps(db, logger, sendHooks);
  const end = { signal: shutdownSignal, shouldEnd: () => false };
  let nudged = Promise.resolve<unknown>(null);
  const checks = drainChecks(
    {
      db,
      logger,
      io: probeIo,
      lookout: new Lookout({ db, logger, region: env.region, targets: [] }),
      onDeliveries: () => {
        // The engine would try a nudge again; one that fails is made good by the drain all the same.
        nudged = pass('committed')
          .then(() => sendPendingDeliveries(sender))
          .catch(() => {});
      },
      onStored: (count) => void tell({ kind: 'stored', count }),
    },
    { ...end, region: env.region, hooks: drainHooks },
  );
  const deliveries = drainDeliveries(sender, end);
  const [summary] = await Promise.all([checks, deliveries]);
  await nudged;
  tell({ kind: 'ended', summary });
}

process.once('SIGTERM', beginShutdown);
// A parent that is gone must not leave a worker behind.
process.once('disconnect', () => process.exit(0));
process.on('message', (message: ToWorker) => {
  if (message.kind === 'let_go') return letGo();
  heldAt = message.holdAt;
  void work().then(async () => {
    await runtime().database.close();
    process.disconnect();
  });
});
await runtime().database.sql`select 1`;
tell({ kind: 'ready' });
