import SentryCli from '@sentry/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReceiver } from '@/e2e/clients/support/receiver';
import { runClient } from '@/e2e/clients/support/run-client';

const program = SentryCli.getPath();

describe('sentry-cli monitors run', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(async () => await receiver.close());

  function run(args: readonly string[]) {
    const { host } = new URL(receiver.url);
    const env = { SENTRY_DSN: `http://${receiver.pingKey}@${host}/1`, SENTRY_LOG_LEVEL: 'warn' };
    return runClient(program, ['monitors', 'run', ...args], { env });
  }

  it('reports a run that went well, under one run id', async () => {
    const job = await receiver.makeHeartbeat('nightly');
    const ran = await run(['nightly', '--', 'echo', 'done']);
    expect(ran).toEqual({ code: 0, stdout: 'done\n', stderr: '' });
    const [start, end, ...more] = await receiver.readLog(job);
    expect(start).toMatchObject({ kind: 'start', method: 'POST' });
    expect(end).toMatchObject({ kind: 'success', rid: start?.rid });
    expect(start?.rid).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(end?.body ?? '')).toMatchObject({ status: 'ok', environment: 'production' });
    expect(more).toEqual([]);
    expect(await receiver.readStatus(job)).toBe('up');
  });

  it('reports a run that failed, and exits as it did', async () => {
    const job = await receiver.makeHeartbeat('doomed');
    const ran = await run(['doomed', '--', 'sh', '-c', 'exit 3']);
    expect(ran).toEqual({ code: 3, stdout: '', stderr: '' });
    expect((await receiver.readLog(job)).map(({ kind }) => kind)).toEqual(['start', 'fail']);
    expect(await receiver.readStatus(job)).toBe('down');
  });

  it('makes the monitor it brings a schedule for', async () => {
    const settings = ['-s', '0 4 * * *', '--check-in-margin', '5', '--max-runtime', '20'];
    const ran = await run([...settings, '--timezone', 'Europe/Berlin', 'Fresh One', '--', 'true']);
    expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
    const made = await receiver.findHeartbeat('fresh-one');
    expect(made?.spec).toMatchObject({
      schedule: { kind: 'cron', expression: '0 4 * * *', time_zone: 'Europe/Berlin' },
      grace_seconds: 300,
      max_run_seconds: 1200,
    });
    const kinds = (await receiver.readLog({ id: made?.id ?? '' })).map(({ kind }) => kind);
    expect(kinds).toEqual(['start', 'success']);
  });

  it('says where there is no such monitor, and lets the job run all the same', async () => {
    const ran = await run(['unheard-of', '--', 'echo', 'done']);
    expect([ran.code, ran.stdout]).toEqual([0, 'done\n']);
    expect(ran.stderr).toContain('Failed to send final check-in');
    expect(await receiver.findHeartbeat('unheard-of')).toBeNull();
  });
});
