import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshDatabase } from '@/db/testing/database';
import { type FaultPoint, faultPoints } from '@/lib/pipeline/testing/fault-points';
import { FaultWorld, type WatchedMonitor } from '@/lib/pipeline/testing/fault-world';
import {
  type Alerts,
  compareAlerts,
  countSpanFaults,
  flawless,
  readCourses,
  readLedger,
} from '@/lib/pipeline/testing/findings';
import { bundleWorker, type WorkerProcess, type WorkerProgram } from '@/lib/pipeline/testing/worker-process';

const daySeconds = 86_400;
const patience = { timeout: 60_000, interval: 20 };

let program: WorkerProgram;
beforeAll(async () => {
  program = await bundleWorker();
});
afterAll(() => program.remove());

async function expectAllDelivered(place: FaultWorld, deliveries: number): Promise<void> {
  const look = async () =>
    expect(await readLedger(place)).toMatchObject({ delivered: deliveries, undelivered: 0 });
  await vi.waitFor(look, patience);
}

describe('a worker is killed where it hurts most', () => {
  const size = 8;
  /** What is known at the moment of death, of the transition it was about to tell. */
  const traces: Record<FaultPoint, { isStored: boolean; isHeard: boolean }> = {
    claimed: { isStored: false, isHeard: false },
    probed: { isStored: false, isHeard: false },
    transaction_open: { isStored: false, isHeard: false },
    committed: { isStored: true, isHeard: false },
    sent: { isStored: true, isHeard: true },
  };
  const groups = new Map<FaultPoint, WatchedMonitor[]>();
  let place: FaultWorld;

  beforeAll(async () => {
    place = await FaultWorld.start(await freshDatabase(), program);
    for (const point of faultPoints) {
      groups.set(point, await place.addMonitors(size, { intervalSeconds: daySeconds, name: point }));
    }
    const all = [...groups.values()].flat();
    const worker = await place.workers.next().go();
    await worker.stores(all.length);
    place.fail(all);
    await place.makeDue(all);
    await worker.stores(2 * all.length);
    await worker.terminate();
  });
  afterAll(() => place.close());

  const happenedUntil = (point: FaultPoint, last: readonly ('opened' | 'resolved')[]) =>
    faultPoints
      .slice(0, faultPoints.indexOf(point) + 1)
      .map(
        (each) =>
          [groups.get(each) ?? [], each === point ? last : (['opened', 'resolved'] as const)] as const,
      )
      .flatMap(([group, transitions]) => group.map((monitor) => [monitor, transitions] as const));

  /** Once more, by a worker that is killed at the point and one that is left alone. */
  async function checkWithDeath(point: FaultPoint, told: number): Promise<void> {
    const group = groups.get(point) ?? [];
    const heardBefore = place.target.hooks('team').length;
    const writtenBefore = await readLedger(place);
    await place.makeDue(group);
    const doomed = await place.workers.next().go(point);
    await doomed.comesTo(point);
    await doomed.kill();
    const written = await readLedger(place);
    const isStored = written.delivered + written.undelivered > writtenBefore.delivered;
    expect({ isStored, isHeard: place.target.hooks('team').length > heardBefore }).toEqual(traces[point]);
    expect(written.delivered).toBe(writtenBefore.delivered);
    await place.expireLeases();
    const heir = await place.workers.next().go();
    await expectAllDelivered(place, told);
    expect(await heir.terminate()).toMatchObject({ code: 0 });
  }

  test.each(faultPoints)('%s: no alert is lost, none is doubled, no incident twice', async (point) => {
    const group = groups.get(point) ?? [];
    const before = faultPoints.indexOf(point) * size;
    await checkWithDeath(point, (2 * before + size) * 2);
    expect(compareAlerts(place, happenedUntil(point, ['opened']))).toMatchObject(flawless);
    expect(await readLedger(place)).toMatchObject({ openIncidents: size, mostIncidents: 1, heldLeases: 0 });

    place.recover(group);
    await checkWithDeath(point, (2 * before + 2 * size) * 2);
    expect(compareAlerts(place, happenedUntil(point, ['opened', 'resolved']))).toMatchObject(flawless);
    const told = (2 * before + 2 * size) * 2;
    expect(await readLedger(place)).toMatchObject({
      openIncidents: 0,
      resolvedIncidents: before + size,
      mostIncidents: 1,
      deliveredEvents: told,
      heldLeases: 0,
    });
    expect(await countSpanFaults(place)).toBe(0);
  });

  test('all of it was one outage for each monitor', async () => {
    expect(await readCourses(place)).toEqual({ 'up down up': size * faultPoints.length });
  });
});

describe('a worker is killed at random', () => {
  const outageKills = 18;
  const recoveryKills = 9;
  const perKill = 3;
  const moments = ['begun', ...faultPoints] as const;

  let place: FaultWorld;
  beforeAll(async () => {
    place = await FaultWorld.start(await freshDatabase(), program);
  });
  afterAll(() => place.close());

  /** A random time after a random point of its way, wherever that may be: the wait is what is tried here. */
  async function killSomewhere(worker: WorkerProcess): Promise<(typeof moments)[number]> {
    const moment = moments[Math.floor(Math.random() * moments.length)] ?? 'begun';
    const isThere = () => moment === 'begun' || worker.has(moment);
    await vi.waitFor(() => expect(isThere()).toBe(true), { timeout: 2500, interval: 2 }).catch(() => {});
    await delay(Math.random() * (moment === 'begun' ? 500 : 60));
    await worker.kill();
    return moment;
  }

  test(`${outageKills + recoveryKills} times, during outages and recoveries: nothing is lost, nothing is doubled`, async () => {
    const steady = await place.addMonitors(10, { intervalSeconds: 1, name: 'steady' });
    const failing = await place.addMonitors(outageKills * perKill, { intervalSeconds: 1, name: 'failing' });
    const first = await place.workers.next().go();
    await first.stores(steady.length + failing.length);
    await first.terminate();
    const killedAfter: Record<string, number> = {};
    const killOne = async () => {
      const worker = await place.workers.next().go();
      const moment = await killSomewhere(worker);
      killedAfter[moment] = (killedAfter[moment] ?? 0) + 1;
      await place.expireLeases();
    };
    const finish = async (transitions: readonly ('opened' | 'resolved')[]): Promise<Alerts> => {
      const worker = await place.workers.next().go();
      await expectAllDelivered(place, failing.length * transitions.length * 2);
      expect(await worker.terminate()).toMatchObject({ code: 0 });
      return compareAlerts(
        place,
        failing.map((monitor) => [monitor, transitions] as const),
      );
    };

    for (let kill = 0; kill < outageKills; kill += 1) {
      place.fail(failing.slice(kill * perKill, (kill + 1) * perKill));
      await killOne();
    }
    expect(await finish(['opened'])).toMatchObject(flawless);
    const during = { openIncidents: failing.length, resolvedIncidents: 0, mostIncidents: 1, heldLeases: 0 };
    expect(await readLedger(place)).toMatchObject(during);

    for (let kill = 0; kill < recoveryKills; kill += 1) {
      place.recover(failing.slice(kill * perKill * 2, (kill + 1) * perKill * 2));
      await killOne();
    }
    const alerts = await finish(['opened', 'resolved']);
    expect(alerts).toMatchObject(flawless);
    expect(await readLedger(place)).toMatchObject({
      openIncidents: 0,
      resolvedIncidents: failing.length,
      mostIncidents: 1,
      deliveredEvents: failing.length * 4,
      heldLeases: 0,
    });
    expect(await countSpanFaults(place)).toBe(0);
    expect(await readCourses(place)).toEqual({ up: steady.length, 'up down up': failing.length });
    const figures = {
      kills: outageKills + recoveryKills,
      soonAfter: killedAfter,
      alerts: alerts.due,
      lost: alerts.lost.length,
      doubled: alerts.doubled.length,
      repeatedUnderTheSameId: alerts.repeated,
    };
    process.stdout.write(`Killed at random: ${JSON.stringify(figures)}\n`);
  });
});
