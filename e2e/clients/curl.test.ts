import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReceiver } from '@/e2e/clients/support/receiver';
import { hasCommand, type Ran, runClient } from '@/e2e/clients/support/run-client';

const usual = ['-fsS', '-m', '10', '--retry', '5'];
const fine = (stdout: string): Ran => ({ code: 0, stdout, stderr: '' });

describe.skipIf(!hasCommand('curl'))('curl, as crontabs call it', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(async () => await receiver.close());

  const curl = (args: readonly string[], input?: string | Buffer) =>
    runClient('curl', [...usual, ...args], input === undefined ? {} : { input });

  it('reports a success', async () => {
    const job = await receiver.makeHeartbeat('nightly');
    expect(await curl([`${receiver.url}/ping/${job.uuid}`])).toEqual(fine('OK'));
    const [ping, ...more] = await receiver.readLog(job);
    expect(ping).toMatchObject({ kind: 'success', method: 'GET', body: null });
    expect(ping?.userAgent).toMatch(/^curl\//);
    expect(more).toEqual([]);
    expect(await receiver.readStatus(job)).toBe('up');
  });

  it('brackets a job between its start and its exit status, and sends its output', async () => {
    const job = await receiver.makeHeartbeat('report');
    const at = `${receiver.url}/ping/${receiver.pingKey}/report`;
    const rid = '0b9fe2b4-5d1c-4a8e-9a26-8b9a2a6f7f11';
    const script = `curl "$@" ${at}/start?rid=${rid} -o /dev/null; out=$(echo half done; exit 3); code=$?
      curl "$@" --data-raw "$out" "${at}/$code?rid=${rid}"`;
    expect(await runClient('sh', ['-c', script, 'sh', ...usual])).toEqual(fine('OK'));
    expect(await receiver.readLog(job)).toMatchObject([
      { kind: 'start', method: 'GET', rid, body: null },
      { kind: 'fail', method: 'POST', rid, exitStatus: 3, body: 'half done' },
    ]);
    expect(await receiver.readStatus(job)).toBe('down');
  });

  it('uploads more than is kept, and is none the wiser', async () => {
    const job = await receiver.makeHeartbeat('verbose');
    const output = Buffer.alloc(3_000_000, 'x');
    const ran = await curl(['--data-binary', '@-', `${receiver.url}/ping/${job.uuid}`], output);
    expect(ran).toEqual(fine('OK'));
    const [ping] = await receiver.readLog(job);
    expect(ping?.body?.length).toBe(100_000);
  });

  it('makes a monitor by its first ping', async () => {
    const at = `${receiver.url}/ping/${receiver.pingKey}/brand-new?create=1`;
    expect(await curl([at])).toEqual(fine('Created'));
    expect(await curl([at])).toEqual(fine('OK'));
    const made = await receiver.findHeartbeat('brand-new');
    expect(await receiver.readLog({ id: made?.id ?? '' })).toMatchObject([
      { kind: 'success' },
      { kind: 'success' },
    ]);
  });

  it('hears of a mistyped address instead of taking it for a success', async () => {
    const ran = await curl([`${receiver.url}/ping/0b9fe2b4-5d1c-4a8e-9a26-8b9a2a6f7f12`]);
    expect(ran.code).toBe(22);
    expect(ran.stderr).toContain('404');
  });

  it('is not led elsewhere by a slash at the end', async () => {
    const job = await receiver.makeHeartbeat('slash');
    expect(await curl([`${receiver.url}/ping/${job.uuid}/`])).toEqual(fine('OK'));
    expect(await receiver.readLog(job)).toHaveLength(1);
  });

  it("speaks for Uptime Kuma's push clients", async () => {
    const job = await receiver.makeHeartbeat('pushed');
    const at = `${receiver.url}/api/push/${job.uuid}`;
    expect(await curl([`${at}?status=up&msg=OK&ping=42`])).toEqual(fine('{"ok":true}'));
    expect(await curl([`${at}?status=down&msg=disk%20full&ping=`])).toEqual(fine('{"ok":true}'));
    expect(await receiver.readLog(job)).toMatchObject([
      { kind: 'success', body: 'OK' },
      { kind: 'fail', body: 'disk full' },
    ]);
  });

  it("speaks for Cronitor's", async () => {
    const job = await receiver.makeHeartbeat('cronitored');
    const at = `${receiver.url}/ping/${job.uuid}`;
    for (const state of ['run', 'complete', 'fail']) {
      expect(await curl([`${at}?state=${state}`])).toEqual(fine('OK'));
    }
    const kinds = (await receiver.readLog(job)).map(({ kind }) => kind);
    expect(kinds).toEqual(['start', 'success', 'fail']);
  });

  it("speaks for those who call the address of Sentry's crons", async () => {
    const job = await receiver.makeHeartbeat('sentried');
    const at = `${receiver.url}/api/1/cron/sentried/${receiver.pingKey}/`;
    for (const status of ['in_progress', 'ok', 'error']) {
      expect(await curl(['-w', '%{http_code}', `${at}?status=${status}`])).toEqual(fine('202'));
    }
    const kinds = (await receiver.readLog(job)).map(({ kind }) => kind);
    expect(kinds).toEqual(['start', 'success', 'fail']);
  });
});
