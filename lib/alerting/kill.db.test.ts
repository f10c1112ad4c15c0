import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '@/db/testing/database';
import { killSenders, senderSource } from '@/lib/alerting/testing/kill-run';
import { bundleWorker, type WorkerProgram } from '@/lib/pipeline/testing/worker-process';

/** `KILLS=200` for the figures of docs/faults.md. */
const kills = Number(process.env['KILLS'] ?? '15');

let program: WorkerProgram;
beforeAll(async () => {
  program = await bundleWorker(senderSource);
});
afterAll(() => program.remove());

test(`${kills} senders are killed, singles, storms and mails to several in their hands: nothing is lost or doubled`, async () => {
  const database = await freshDatabase();
  try {
    const figures = await killSenders(database, program.file, kills);
    const { lost, doubled, misordered, undelivered } = figures;
    process.stdout.write(
      `Senders killed: ${JSON.stringify({ ...figures, lost: lost.length, doubled: doubled.length, misordered: misordered.length })}\n`,
    );
    expect({ lost, doubled, misordered, undelivered }).toEqual({
      lost: [],
      doubled: [],
      misordered: [],
      undelivered: 0,
    });
    expect(figures.digests).toBeGreaterThan(0);
  } finally {
    await database.close();
  }
}, 600_000);
