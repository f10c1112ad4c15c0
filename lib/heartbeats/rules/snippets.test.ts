import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { SnippetSource } from '@/lib/heartbeats/rules/snippet';
import { snippets } from '@/lib/heartbeats/rules/snippets';
import type { Schedule } from '@/lib/schedules/schema';

const received: string[] = [];
const server = createServer((request, response) => {
  request.resume();
  received.push(`${request.method} ${request.url}`);
  response.end('OK');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const folder = mkdtempSync(path.join(tmpdir(), 'stillup-snippets-'));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  received.length = 0;
});

const nightly: Schedule = { kind: 'cron', expression: '30 2 * * 1-5', time_zone: 'Europe/Berlin' };
const source: SnippetSource = {
  pingUrl: `${origin}/ping/u`,
  schedule: nightly,
  name: 'Nightly "50%"\nbackup',
};

function textOf(id: string, changes: Partial<SnippetSource> = {}): string {
  const found = snippets({ ...source, ...changes }).find((snippet) => snippet.id === id);
  if (found === undefined) throw new Error(`no snippet ${id}`);
  return found.text;
}

function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

function run(command: string, ...args: string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { timeout: 50_000 }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

function runFile(interpreter: string, name: string, text: string) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return run(interpreter, file);
}

/** What cron hands to the shell of a line: all after the fifth field, up to a bare %. */
function commandOfCrontab(text: string): string {
  const line = text.split('\n').find((each) => !each.startsWith('#')) ?? '';
  const command = line.split(' ').slice(5).join(' ');
  return (/^(?:\\%|[^%])*/.exec(command)?.[0] ?? '').replaceAll('\\%', '%');
}

const doing = (text: string, job: string) => text.replace('/path/to/job', job);
const methods = [
  { postOnly: false, method: 'GET' },
  { postOnly: true, method: 'POST' },
];
const shells = has('curl');

for (const { postOnly, method } of methods) {
  test.skipIf(!shells)(`the cron line tells of success and only of it, by ${method}`, async () => {
    const pingUrl = `${source.pingUrl}%20x`;
    const text = textOf('cron', { pingUrl, postOnly });
    expect(text.split('\n')).toHaveLength(2);
    expect(text.split('\n')[1]).toMatch(/^30 2 \* \* 1-5 \/path/);
    expect((await run('sh', '-c', commandOfCrontab(doing(text, 'true')))).status).toBe(0);
    expect(received).toEqual([`${method} /ping/u%20x`]);
    expect((await run('sh', '-c', commandOfCrontab(doing(text, 'false')))).status).not.toBe(0);
    expect(received).toHaveLength(1);
  });

  test.skipIf(!shells)(
    `the shell lines tell of start and exit status, and end with it, by ${method}`,
    async () => {
      const { status, output } = await runFile(
        'sh',
        'job.sh',
        doing(textOf('shell', { postOnly }), 'sh -c "exit 7"'),
      );
      expect({ status, output }).toEqual({ status: 7, output: '' });
      expect(received).toEqual([`${method} /ping/u/start`, `${method} /ping/u/7`]);
    },
  );

  test.skipIf(!has('python3'))(
    `the Python lines tell of start and end with one run id, by ${method}`,
    async () => {
      const text = textOf('python', { postOnly });
      expect(await runFile('python3', 'job.py', text)).toEqual({ status: 0, output: '' });
      expectRun(method, '0');
      received.length = 0;
      const failed = await runFile(
        'python3',
        'fails.py',
        text.replace('...  # the work', 'raise SystemExit(3)'),
      );
      expect(failed.status).toBe(3);
      expectRun(method, 'fail');
    },
  );

  test(`the Node lines tell of start and end with one run id, by ${method}`, async () => {
    const text = textOf('node', { postOnly });
    expect(await runFile(process.execPath, 'job.mjs', text)).toEqual({ status: 0, output: '' });
    expectRun(method, '0');
    received.length = 0;
    const failed = await runFile(
      process.execPath,
      'fails.mjs',
      text.replace('// the work', 'throw new Error()'),
    );
    expect(failed.status).toBe(1);
    expectRun(method, 'fail');
  });

  test.skipIf(!has('wget'))(`the wget line tells of success and only of it, by ${method}`, async () => {
    const text = textOf('wget', { postOnly });
    expect(await run('sh', '-c', doing(text, 'true'))).toEqual({ status: 0, output: '' });
    await run('sh', '-c', doing(text, 'false'));
    expect(received).toEqual([`${method} /ping/u`]);
  });
}

function expectRun(method: string, end: string) {
  const [start, last] = received;
  const rid = /^\S+ \/ping\/u\/start\?rid=([0-9a-f-]{36})$/.exec(start ?? '')?.[1];
  expect(start?.startsWith(`${method} `)).toBe(true);
  expect(last).toBe(`${method} /ping/u/${end}?rid=${rid}`);
  expect(received).toHaveLength(2);
}

test.skipIf(!has('systemd-analyze'))('systemd finds nothing wrong with its unit', async () => {
  const service = doing(textOf('systemd', { name: 'Backup 50% \\' }), '/bin/true');
  const { status, output } = await verifyUnit('job.service', service);
  expect(output).not.toMatch(/job\.service/);
  expect(status).toBe(0);
});

function verifyUnit(name: string, text: string) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return run('systemd-analyze', 'verify', '--man=no', file);
}

test.skipIf(!shells)(
  'systemd’s last command tells of the exit status, and of failure where there is none',
  async () => {
    const line = textOf('systemd').match(/^ExecStopPost=-\/bin\/sh -c '(.*)'$/m)?.[1] ?? '';
    const command = line.replaceAll('$$', '$').replaceAll('%%', '%');
    for (const status of ['0', '3', 'TERM']) await run('env', `EXIT_STATUS=${status}`, 'sh', '-c', command);
    await run('env', '-u', 'EXIT_STATUS', 'sh', '-c', command);
    expect(received).toEqual(['0', '3', 'TERM', '1'].map((status) => `GET /ping/u/${status}`));
  },
);

test('systemd gets a timer where the schedule is its own', () => {
  const schedule: Schedule = { kind: 'oncalendar', expression: 'Mon..Fri 02:30', time_zone: 'Europe/Berlin' };
  expect(textOf('systemd', { schedule })).toContain('\nOnCalendar=Mon..Fri 02:30 Europe/Berlin\n');
  const events = { ...schedule, expression: 'hourly\n\n Sat 04:00 Asia/Tokyo' };
  expect(textOf('systemd', { schedule: events })).toContain(
    '\nOnCalendar=hourly Europe/Berlin\nOnCalendar=Sat 04:00 Asia/Tokyo\nPersistent',
  );
  expect(textOf('systemd')).not.toContain('OnCalendar');
});

test.skipIf(!shells)(
  'the steps of Kubernetes and GitHub are YAML whose script tells what it should',
  async () => {
    const job = readYaml(textOf('kubernetes'));
    expect(job).toMatchObject({ kind: 'CronJob', 'metadata.name': 'nightly-50-backup' });
    expect(job).toMatchObject({ 'spec.schedule': '30 2 * * 1-5', 'spec.timeZone': 'Europe/Berlin' });
    const container = 'spec.jobTemplate.spec.template.spec.containers.0';
    const script = doing(job[`${container}.args.0`] ?? '', 'sh -c "exit 4"');
    const url = job[`${container}.env.0.value`];
    expect((await run('env', `PING_URL=${url}`, '/bin/sh', '-c', script)).status).toBe(4);
    expect(received).toEqual(['GET /ping/u/start', 'GET /ping/u/4']);

    const step = readYaml(textOf('github'));
    expect(step).toMatchObject({
      '0.if': 'always()',
      '0.name': 'Tell Stillup how it went',
    });
    received.length = 0;
    for (const status of ['success', 'cancelled']) {
      await run('env', `PING_URL=${url}`, `JOB_STATUS=${status}`, 'bash', '-e', '-c', step['0.run'] ?? '');
    }
    expect(received).toEqual(['GET /ping/u/0', 'GET /ping/u/1']);
  },
);

/** The part of YAML that the snippets are written in, as dotted paths; throws at anything else. */
function readYaml(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const open: { indent: number; path: string; items: number }[] = [];
  let block: { indent: number; path: string } | null = null;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S|$/);
    if (block !== null && indent > block.indent) {
      found[block.path] = `${found[block.path] ?? ''}${line.trim()}\n`;
      continue;
    }
    block = null;
    if (/^\s*#/.test(line)) continue;
    const parts = /^( *)((?:- )?)(?:([\w-]+):(?: (.*))?|(\|))$/.exec(line);
    if (parts === null) throw new Error(`not plain YAML: ${line}`);
    const [, , dash = '', key, value, bare] = parts;
    while ((open.at(-1)?.indent ?? -1) >= indent + (dash ? 1 : 0)) open.pop();
    if (dash) {
      const list = open.at(-1)?.indent === indent ? open.at(-1) : undefined;
      const parent = list ?? { indent, path: open.at(-1)?.path ?? '', items: 0 };
      if (list === undefined) open.push(parent);
      open.push({ indent: indent + 1, path: join(parent.path, String(parent.items)), items: 0 });
      parent.items += 1;
    }
    const path = key === undefined ? (open.at(-1)?.path ?? '') : join(open.at(-1)?.path ?? '', key);
    if (value === '|' || bare) block = { indent: bare ? indent : indent + dash.length, path };
    else if (value) found[path] = value.startsWith('"') ? String(JSON.parse(value)) : value;
    else open.push({ indent: indent + (dash ? 2 : 0), path, items: 0 });
  }
  return found;
}

function join(parent: string, key: string): string {
  return parent === '' ? key : `${parent}.${key}`;
}
