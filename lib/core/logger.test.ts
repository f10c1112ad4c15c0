import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createLogger, hideSecrets } from '@/lib/core/logger';

function collect() {
  const lines: string[] = [];
  const logger = createLogger('worker', {
    level: 'info',
    destination: { write: (line: string) => lines.push(line) },
  });
  return { logger, lines, parsed: () => lines.map((line) => JSON.parse(line)) };
}

test('an event is one line of JSON with its time, level and role', () => {
  const { logger, lines, parsed } = collect();
  logger.info({ count: 2 }, 'two\nlines');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd()).not.toContain('\n');
  expect(parsed()[0]).toMatchObject({ level: 'info', role: 'worker', count: 2, msg: 'two\nlines' });
  expect(Number.isNaN(Date.parse(parsed()[0].time))).toBe(false);
});

test.each([
  'Authorization: Bearer sup_abcdef0123456789',
  'key sup_live_0123456789abcdef was used',
  'secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'postgres://stillup:hunter2hunter2@127.0.0.1:5432/stillup',
  'smtp://user:hunter2hunter2@mail.example.com',
  'GET /ping/0c1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6/start 200',
  'POST /ping/7h2m9q4x8p1v5k3n6w0r2t4y8z/fail',
  'GET /status/acme/access/WyJwYWdfMDEiXQ.7h2m9q4x8p1v5k3n6w0r2t4y?locale=de',
  'https://status.example.com/subscriptions/WyJwYWdfMDEiXQ.7h2m9q4x8p1v5k3n6w0r2t4y',
])('no secret is shown in text: %s', (text) => {
  const { logger, lines } = collect();
  logger.error({ note: text, deep: { list: [text] }, err: new Error(text) }, text);
  expect(lines.join('')).not.toMatch(/abcdef0123|0123456789abc|MfKQ9r8G|hunter2|a1b2c3d4e5f6|7h2m9q4x8/);
  expect(lines.join('')).toContain('[hidden]');
});

test.each([
  'authorization',
  'Cookie',
  'set-cookie',
  'password',
  'apiKey',
  'api_key',
  'signing_secret',
  'token',
])('a field named %s is hidden at any depth', (name) => {
  const { logger, lines } = collect();
  logger.info({ [name]: 'open sesame', request: { headers: { [name]: 'open sesame' } } }, 'seen');
  expect(lines.join('')).not.toContain('open sesame');
});

test('what a failed statement was given is left out, and what went wrong is kept', () => {
  const { logger, parsed } = collect();
  const refused = Object.assign(new Error('duplicate key'), { code: '23505' });
  const values = ['grace@example.com', 'a: b\n    at grace', `\\x${'00'.repeat(50_000)}`];
  logger.error({ err: new DrizzleQueryError('insert into t values ($1, $2)', values, refused) }, 'failed');
  const { message, stack } = parsed()[0].err;
  for (const text of [message, stack]) {
    expect(text).toContain('insert into t values ($1, $2)');
    expect(text).toContain('duplicate key');
    expect(text).not.toMatch(/grace|\\x00/);
  }
  expect(stack).toContain('logger.test.ts');
});

test('an error keeps its type, code and stack', () => {
  const { logger, parsed } = collect();
  logger.error({ err: Object.assign(new TypeError('no'), { code: 'ECONNREFUSED' }) }, 'failed');
  expect(parsed()[0].err).toMatchObject({ type: 'TypeError', message: 'no', code: 'ECONNREFUSED' });
  expect(parsed()[0].err.stack).toContain('logger.test.ts');
});

test('plain text is left as it is', () => {
  const text = 'monitor mon_01h455vb4pex5vsknk084sn02q at https://example.com/ping?a=1 is up';
  expect(hideSecrets(text)).toBe(text);
});
