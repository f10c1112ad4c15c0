import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { freshDatabase } from '@/db/testing/database';
import { FaultWorld } from '@/lib/pipeline/testing/fault-world';
import { compareAlerts, countSpanFaults, flawless, readLedger } from '@/lib/pipeline/testing/findings';
import { bundleWorker, type WorkerProgram } from '@/lib/pipeline/testing/worker-process';

const daySeconds = 86_400;
const patience = { timeout: 60_000, interval: 20 };

let program: WorkerProgram;
let world: FaultWorld;

beforeAll(async () => {
  program = await bundleWorker();
  world = await FaultWorld.start(await freshDatabase(), program);
});
afterAll(async () => {
  await world.close();
  await program.remove();
});
beforeEach(() => world.clear());

async function expectAllDelivered(deliveries: number): Promise<void> {
  const look = async () =>
    expect(await readLedger(world)).toMatchObject({ delivered: deliveries, undelivered: 0 });
  await vi.waitFor(look, patience);
}

test('two workers on the same monitors: one incident each, each alert once', async () => {
  const monitors = await world.addMonitors(40, { intervalSeconds: 1 });
  const happened = (...transitions: ('opened' | 'resolved')[]) =>
    monitors.map((monitor) => [monitor, transitions] as const);
  const workers = [await world.workers.next().go(), await world.workers.next().go()];
  await Promise.all(workers.map((worker) => worker.stores(1)));
  world.fail(monitors);
  await expectAllDelivered(monitors.length * 2);
  world.recover(monitors);
  await expectAllDelivered(monitors.length * 4);
  for (const worker of workers) expect(await worker.terminate()).toMatchObject({ code: 0 });
  const alerts = compareAlerts(world, happened('opened', 'resolved'));
  expect(alerts).toMatchObject({ ...flawless, repeated: 0 });
  expect(await readLedger(world)).toMatchObject({
    openIncidents: 0,
    resolvedIncidents: monitors.length,
    mostIncidents: 1,
    deliveredEvents: monitors.length * 4,
    heldLeases: 0,
  });
  expect(await countSpanFaults(world)).toBe(0);
});

test.each(['claimed', 'probed', 'sent'] as const)(
  'a worker that was frozen at "%s" past its lease changes nothing when it goes on',
  async (point) => {
    const monitors = await world.addMonitors(10, { intervalSeconds: daySeconds });
    const healthy = await world.workers.next().go();
    await healthy.stores(monitors.length);
    world.fail(monitors);
    await world.makeDue(monitors);
    await healthy.stores(2 * monitors.length);
    await healthy.terminate();

    await world.makeDue(monitors);
    const late = await world.workers.next().go(point);
    await late.comesTo(point);
    late.freeze();
    await world.expireLeases();
    const other = await world.workers.next().go();
    await expectAllDelivered(monitors.length * 2);
    const before = await readLedger(world);
    late.thaw();
    const { summary, code } = await late.terminate();
    expect(code).toBe(0);
    // What it checked was checked and stored by the other meanwhile.
    if (point !== 'sent') expect(summary).toMatchObject({ stored: 0 });
    await other.terminate();
    expect(await readLedger(world)).toEqual(before);
    expect(before).toMatchObject({ openIncidents: 10, mostIncidents: 1, deliveredEvents: 20 });
    const alerts = compareAlerts(
      world,
      monitors.map((monitor) => [monitor, ['opened']] as const),
    );
    expect(alerts).toMatchObject(flawless);
  },
);

test('SIGTERM: what runs is finished, what has not begun is given back, within 25 seconds', async () => {
  const monitors = await world.addMonitors(300, { intervalSeconds: daySeconds });
  world.target.tell({ mode: 'slow', delay_ms: 3000 });
  const worker = await world.workers.next().go();
  await vi.waitFor(() => expect(world.target.requestCount()).toBeGreaterThan(0), patience);
  const startedMs = performance.now();
  const { summary, code } = await worker.terminate();
  expect(performance.now() - startedMs).toBeLessThan(25_000);
  expect(code).toBe(0);
  expect((summary?.stored ?? 0) + (summary?.givenBack ?? 0)).toBe(monitors.length);
  expect(summary?.stored).toBeGreaterThan(0);
  expect(summary?.givenBack).toBeGreaterThan(0);
  expect(await readLedger(world)).toMatchObject({ heldLeases: 0, openIncidents: 0 });
  world.target.tell({ mode: 'ok' });
  // No lease is expired here: the next one finds them due.
  const next = await world.workers.next().go();
  await next.stores(summary?.givenBack ?? 0);
  await next.terminate();
});
