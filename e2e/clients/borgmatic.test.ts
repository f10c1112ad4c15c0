import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Heartbeat, startReceiver } from '@/e2e/clients/support/receiver';
import { hasCommand, runClient, temporaryFolder } from '@/e2e/clients/support/run-client';

type Hooks = { healthchecks: string; cronitor: string; before?: string };

describe.skipIf(!hasCommand('borgmatic') || !hasCommand('borg'))('borgmatic', () => {
  const folder = temporaryFolder();
  const home = folder.path;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let toHealthchecks: Heartbeat;
  let toCronitor: Heartbeat;

  beforeAll(async () => {
    receiver = await startReceiver();
    mkdirSync(path.join(home, 'data'));
    writeFileSync(path.join(home, 'data', 'file'), 'worth keeping');
    toHealthchecks = await receiver.makeHeartbeat('to-healthchecks');
    toCronitor = await receiver.makeHeartbeat('to-cronitor');
    configure('good.yaml', hooks());
    configure('bad.yaml', { ...hooks(), before: "echo 'the disk is gone' >&2; exit 7" });
    const made = await borgmatic('good.yaml', ['rcreate', '-e', 'none']);
    if (made.code !== 0) throw new Error(`no repository: ${made.stderr.slice(0, 1000)}`);
  });
  afterAll(async () => {
    await receiver.close();
    folder.remove();
  });

  function hooks(): Hooks {
    return {
      healthchecks: `${receiver.url}/ping/${toHealthchecks.uuid}`,
      cronitor: `${receiver.url}/ping/${toCronitor.uuid}`,
    };
  }

  function configure(name: string, { healthchecks, cronitor, before }: Hooks): void {
    const lines = [
      'location:',
      '    source_directories:',
      `        - ${home}/data`,
      '    repositories:',
      `        - ${home}/repository`,
      'hooks:',
      '    healthchecks:',
      `        ping_url: ${healthchecks}`,
      '    cronitor:',
      `        ping_url: ${cronitor}`,
      ...(before === undefined ? [] : ['    before_backup:', `        - ${before}`]),
    ];
    writeFileSync(path.join(home, name), `${lines.join('\n')}\n`);
  }

  function borgmatic(config: string, args: readonly string[]) {
    const quiet = ['--syslog-verbosity', '-1', '--monitoring-verbosity', '1'];
    const env = { BORG_BASE_DIR: home };
    return runClient('borgmatic', [...quiet, '-c', path.join(home, config), ...args], { home, env });
  }

  it('tells of a backup that went well, with its log', async () => {
    const ran = await borgmatic('good.yaml', ['create']);
    expect(ran.code, ran.stderr).toBe(0);
    const log = await receiver.readLog(toHealthchecks);
    expect(log).toMatchObject([
      { kind: 'start', method: 'POST', body: null },
      { kind: 'success', method: 'POST' },
    ]);
    expect(log[1]?.body).toContain('Creating archive');
    const beside = await receiver.readLog(toCronitor);
    expect(beside).toMatchObject([
      { kind: 'start', method: 'GET' },
      { kind: 'success', method: 'GET' },
    ]);
    expect(await receiver.readStatus(toCronitor)).toBe('up');
  });

  it('tells of one that failed, and why', async () => {
    const before = (await receiver.readLog(toHealthchecks)).length;
    const ran = await borgmatic('bad.yaml', ['create']);
    expect(ran.code).toBe(1);
    // It says so where one of its calls goes wrong, and exits as it would have.
    expect(ran.stderr).not.toMatch(/Healthchecks error|Cronitor error/);
    const log = (await receiver.readLog(toHealthchecks)).slice(before);
    expect(log.map(({ kind }) => kind)).toEqual(['start', 'fail']);
    expect(log[1]?.body).toContain('the disk is gone');
    expect((await receiver.readLog(toCronitor)).at(-1)).toMatchObject({ kind: 'fail' });
    expect(await receiver.readStatus(toHealthchecks)).toBe('down');
    expect(await receiver.readStatus(toCronitor)).toBe('down');
  });
});
