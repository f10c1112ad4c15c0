import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePing } from '@/lib/heartbeats/rules/parse-ping';

const uuid = '5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278';
const key = 'fqowkprlk0fsugjzpwd5zd';
const rid = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11';

/** The answer in a few words: what the table of the protocol says. */
function say(url: string, method = 'GET'): string {
  const mark = url.indexOf('?');
  const [path, query] = mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const command = parsePing(method, path, query);
  if (command.kind === 'pre-flight') return 'pre-flight';
  if (command.kind === 'refusal') return `${command.status} ${command.text}`;
  const { action, exitStatus, signal } = command;
  return [action, exitStatus, signal, command.rid].filter((part) => part !== null).join(' ');
}

test.each([
  [`/ping/${uuid}`, 'success'],
  [`/ping/${uuid}/`, 'success'],
  [`/ping/${uuid.toUpperCase()}`, 'success'],
  [`/ping/%35${uuid.slice(1)}`, 'success'],
  [`/ping/${uuid}/start`, 'start'],
  [`/ping/${uuid}/fail`, 'fail'],
  [`/ping/${uuid}/log`, 'log'],
  [`/ping/${uuid}/start/`, 'start'],
  [`/ping/${uuid}/0`, 'success 0'],
  [`/ping/${uuid}/1`, 'fail 1'],
  [`/ping/${uuid}/007`, 'fail 7'],
  [`/ping/${uuid}/000`, 'success 0'],
  [`/ping/${uuid}/255`, 'fail 255'],
  [`/ping/${uuid}/256`, '400 invalid url format'],
  [`/ping/${uuid}/${'9'.repeat(400)}`, '400 invalid url format'],
  [`/ping/${uuid}/-1`, '404 not found'],
  [`/ping/${uuid}/TERM`, 'fail TERM'],
  [`/ping/${uuid}/SIGKILL`, 'fail SIGKILL'],
  [`/ping/${uuid}/USR1`, 'fail USR1'],
  [`/ping/${uuid}/A`, '404 not found'],
  [`/ping/${uuid}/ABCDEFGHIJK`, '404 not found'],
  [`/ping/${uuid}/Term`, '404 not found'],
  [`/ping/${uuid}/run`, 'start'],
  [`/ping/${uuid}/complete/`, 'success'],
  [`/ping/${uuid}/ok`, '404 not found'],
  [`/ping/${uuid}/stop`, '404 not found'],
  [`/ping/${uuid}/start/1`, '404 not found'],
  [`/ping/${uuid}//`, '404 not found'],
  [`/ping/${uuid}//start`, '404 not found'],
  [`/ping/${uuid}x`, '404 not found'],
  [`/ping/${uuid.slice(1)}`, '404 not found'],
  [`/ping/${uuid.replaceAll('-', '')}`, '404 not found'],
  ['/ping', '404 not found'],
  ['/ping/', '404 not found'],
  [`//ping/${uuid}`, '404 not found'],
  [`/ping//${uuid}`, '404 not found'],
  [`/ping/${uuid}%00`, '404 not found'],
  [`/ping/${uuid}/%E0%A4%A`, '404 not found'],
  [`/ping/${key}/nightly-backup`, 'success'],
  [`/ping/${key}/nightly-backup/`, 'success'],
  [`/ping/${key}/start`, 'success'],
  [`/ping/${key}/start/start`, 'start'],
  [`/ping/${key}/a_b-1/fail`, 'fail'],
  [`/ping/${key}/a/log`, 'log'],
  [`/ping/${key}/a/3`, 'fail 3'],
  [`/ping/${key}/a/256`, '400 invalid url format'],
  [`/ping/${key}/a/HUP`, 'fail HUP'],
  [`/ping/${key}/a/nope`, '404 not found'],
  [`/ping/${key}/Nightly`, '400 invalid url format'],
  [`/ping/${key}/NIGHTLY/start`, '400 invalid url format'],
  [`/ping/${key}/${'s'.repeat(100)}`, 'success'],
  [`/ping/${key}/${'s'.repeat(101)}`, '404 not found'],
  [`/ping/${key}/a.b`, '404 not found'],
  [`/ping/${key}/`, '404 not found'],
  [`/ping/${key}`, '404 not found'],
  [`/ping/${key.toUpperCase()}/a`, '404 not found'],
  [`/ping/${key.slice(1)}/a`, '404 not found'],
])('%s is %s', (url, said) => {
  expect(say(url)).toBe(said);
});

test.each([
  [`/ping/${uuid}?rid=${rid}`, `success ${rid.toLowerCase()}`],
  [`/ping/${uuid}/start?rid=${rid}&x=1`, `start ${rid.toLowerCase()}`],
  [`/ping/${uuid}?rid=nonsense&rid=${rid}`, `success ${rid.toLowerCase()}`],
  [`/ping/${uuid}?rid=${rid}&rid=`, '400 invalid uuid format'],
  [`/ping/${uuid}?rid=`, '400 invalid uuid format'],
  [`/ping/${uuid}?rid`, '400 invalid uuid format'],
  [`/ping/${uuid}?rid=${rid.replaceAll('-', '')}`, '400 invalid uuid format'],
  [`/ping/${uuid}?rid=%00`, '400 invalid uuid format'],
  [`/ping/${key}/a/fail?rid=${rid}%20`, '400 invalid uuid format'],
  [`/ping/nonsense?rid=`, '404 not found'],
  [`/ping/${uuid}?state=run`, 'start'],
  [`/ping/${uuid}/?state=complete`, 'success'],
  [`/ping/${key}/a?state=ok`, 'success'],
  [`/ping/${uuid}?state=FAIL`, 'fail'],
  [`/ping/${uuid}?state=failed`, '400 invalid state'],
  [`/ping/${uuid}?state=`, '400 invalid state'],
  [`/ping/${uuid}/start?state=fail`, 'start'],
  [`/ping/${uuid}?%zz=%&&=&a`, 'success'],
  [`/ping/${uuid}?create=1&period=1`, 'success'],
])('%s is %s', (url, said) => {
  expect(say(url)).toBe(said);
});

test.each([
  ['GET', 'success', 'success'],
  ['HEAD', 'success', 'success'],
  ['POST', 'success', 'success'],
  ['OPTIONS', 'pre-flight', 'pre-flight'],
  ['PUT', '405 method not allowed', 'success'],
  ['PATCH', '405 method not allowed', 'success'],
  ['DELETE', '405 method not allowed', 'success'],
  ['TRACE', '405 method not allowed', '405 method not allowed'],
  ['get', '405 method not allowed', '405 method not allowed'],
])('%s is %s for a ping and %s for a push', (method, ping, push) => {
  expect(say(`/ping/${uuid}`, method)).toBe(ping);
  expect(say(`/api/push/${uuid}`, method)).toBe(push);
});

test.each([
  ['', { action: 'success', durationMs: null, message: null }],
  ['status=up&msg=OK&ping=', { action: 'success', durationMs: null, message: 'OK' }],
  ['status=up&msg=OK&ping=12.6', { action: 'success', durationMs: 13, message: 'OK' }],
  ['status=&msg=', { action: 'success', message: null }],
  ['status=down&msg=disk%20full+%C3%A4', { action: 'fail', message: 'disk full ä' }],
  ['status=UP', { action: 'fail' }],
  ['status=up&ping=-1', { action: 'success', durationMs: null }],
  ['status=up&ping=1e30', { action: 'success', durationMs: null }],
  ['status=up&ping=fast', { action: 'success', durationMs: null }],
])('the push query "%s" is %o', (query, expected) => {
  const command = parsePing('GET', `/api/push/${uuid}`, query);
  expect(command).toMatchObject({
    kind: 'ping',
    dialect: 'kuma',
    target: { kind: 'uuid', uuid },
    create: null,
  });
  expect(command).toMatchObject(expected);
});

test.each([
  [`/api/push/${uuid.replaceAll('-', '')}`, uuid],
  [`/api/push/${uuid.replaceAll('-', '').toUpperCase()}/`, uuid],
  [`/api/push/${uuid}/x`, null],
  ['/api/push/', null],
  ['/api/push', null],
  [`/api/pushed/${uuid}`, null],
  [`/api/push/${key}`, null],
])('the token of %s is %s', (path, expected) => {
  const command = parsePing('GET', path, '');
  expect(command.kind === 'ping' ? command.token : null).toBe(expected);
  if (expected === null) expect(command).toMatchObject({ status: 404, dialect: 'kuma' });
});

const day = { schedule: { kind: 'period', period_seconds: 86_400 }, graceSeconds: 3600 };
const cron = (expression: string, time_zone: string) => ({ kind: 'cron', expression, time_zone });

test.each([
  ['create=1', day],
  ['create=1&period=60&grace=60', { schedule: { kind: 'period', period_seconds: 60 }, graceSeconds: 60 }],
  ['create=1&cron=*/5+*+*+*+*', { ...day, schedule: cron('*/5 * * * *', 'UTC') }],
  ['create=1&cron=0+2+*+*+1&tz=Europe/Berlin', { ...day, schedule: cron('0 2 * * 1', 'Europe/Berlin') }],
  ['create=0', null],
  ['create=true', null],
  ['create=1&create=0&period=1', null],
  ['', null],
])('a first ping with "%s" makes %o', (query, create) => {
  expect(parsePing('GET', `/ping/${key}/a`, query)).toMatchObject({ kind: 'ping', create });
});

test.each([
  ['create=1&period=59', /^invalid period: /],
  ['create=1&period=31536001', /^invalid period: /],
  ['create=1&period=1e3', /^invalid period: /],
  ['create=1&period=', /^invalid period: /],
  ['create=1&grace=59', /^invalid grace: /],
  ['create=1&grace=-1', /^invalid grace: /],
  ['create=1&cron=nonsense', /^invalid cron: /],
  ['create=1&cron=', /^invalid cron: /],
  ['create=1&cron=0+2+*+*+*&tz=Mars', /^invalid tz: /],
  ['create=1&cron=0+2+*+*+*&period=60', /^invalid schedule: /],
  ['create=1&tz=Europe/Berlin', /^invalid tz: /],
])('"%s" is refused, and nothing is made', (query, text) => {
  expect(parsePing('GET', `/ping/${key}/a`, query)).toMatchObject({
    status: 400,
    text: expect.stringMatching(text),
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string().map((text) => `/ping/${text}`),
  fc.string().map((text) => `/ping/${uuid}/${text}`),
  fc.string().map((text) => `/ping/${key}/${text}`),
  fc.string().map((text) => `/api/push/${text}`),
  fc.webPath().map((path) => `/ping${path}`),
);

test('nothing makes it throw, and what it takes can be said again', () => {
  fc.assert(
    fc.property(hostile, fc.oneof(fc.string(), fc.webQueryParameters()), (path, query) => {
      const command = parsePing('POST', path, query);
      if (command.kind !== 'ping' || command.dialect !== 'plain') return;
      const { target, exitStatus, signal } = command;
      const name = target.kind === 'uuid' ? target.uuid : `${target.pingKey}/${target.slug}`;
      const word = exitStatus ?? signal ?? command.action.replace('success', '');
      const again = parsePing('POST', `/ping/${name}/${word}`, '');
      expect(again).toMatchObject({
        target,
        exitStatus,
        signal,
        action: command.action,
        token: command.token,
      });
    }),
    { numRuns: 2000 },
  );
});

test('every word of the table round-trips for every monitor', () => {
  const names = fc.oneof(
    fc.uuid(),
    fc
      .stringMatching(/^[0-9a-z]{22}$/)
      .chain((one) => fc.stringMatching(/^[a-z0-9_-]{1,100}$/).map((slug) => `${one}/${slug}`)),
  );
  fc.assert(
    fc.property(names, fc.integer({ min: 0, max: 300 }), (name, status) => {
      const command = parsePing('GET', `/ping/${name}/${status}`, '');
      if (status > 255) expect(command).toMatchObject({ status: 400 });
      else
        expect(command).toMatchObject({
          token: name,
          exitStatus: status,
          action: status === 0 ? 'success' : 'fail',
        });
    }),
  );
});
