import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReceiver } from '@/e2e/clients/support/receiver';
import { hasCommand, runClient } from '@/e2e/clients/support/run-client';

describe.skipIf(!hasCommand('wget'))('wget', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(async () => await receiver.close());

  it('fetches, and is told OK', async () => {
    const job = await receiver.makeHeartbeat('fetched');
    const at = `${receiver.url}/ping/${job.uuid}`;
    expect(await runClient('wget', ['-T', '10', '-t', '5', '-qO-', at])).toEqual({
      code: 0,
      stdout: 'OK',
      stderr: '',
    });
    expect(await receiver.readLog(job)).toMatchObject([{ kind: 'success', method: 'GET' }]);
  });

  it('only looks (--spider), and that counts once', async () => {
    const job = await receiver.makeHeartbeat('spied');
    const ran = await runClient('wget', ['-q', '--spider', `${receiver.url}/ping/${job.uuid}`]);
    expect(ran.code).toBe(0);
    const [ping, ...more] = await receiver.readLog(job);
    expect(ping).toMatchObject({ kind: 'success', method: 'HEAD' });
    expect(ping?.userAgent).toMatch(/^Wget\//);
    expect(more).toEqual([]);
  });

  it('posts what a job has said', async () => {
    const job = await receiver.makeHeartbeat('posted');
    const at = `${receiver.url}/ping/${job.uuid}/fail`;
    const ran = await runClient('wget', ['-qO-', '--post-data', 'disk full', at]);
    expect(ran).toEqual({ code: 0, stdout: 'OK', stderr: '' });
    expect(await receiver.readLog(job)).toMatchObject([{ kind: 'fail', method: 'POST', body: 'disk full' }]);
  });

  it('hears of an unknown address', async () => {
    const ran = await runClient('wget', [
      '-q',
      '--spider',
      `${receiver.url}/ping/${receiver.pingKey}/nothing`,
    ]);
    expect(ran.code).toBe(8);
  });
});
