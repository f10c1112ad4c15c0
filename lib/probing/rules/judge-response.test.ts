import { expect, test } from 'vitest';
import type { AssertionFacts } from '@/lib/probing/rules/evaluate-assertion';
import { judgeResponse } from '@/lib/probing/rules/judge-response';
import { isStatusAccepted } from '@/lib/probing/rules/status-codes';
import { type HttpSpecInput, httpSpec } from '@/lib/probing/schema';

function judge(spec: Partial<HttpSpecInput>, facts: Partial<AssertionFacts> & { body?: string } = {}) {
  const { body = '{"status":"ok","items":[{"n":3}],"on":true,"none":null}', ...rest } = facts;
  return judgeResponse(httpSpec.parse({ url: 'https://example.com/', ...spec }), {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Load', '0.5'],
    ],
    bodyText: () => body,
    totalMs: 120,
    certificateDays: 20,
    ...rest,
  });
}

test.each([
  [['2xx'], [200, 204, 299], [199, 300, 404]],
  [['200'], [200], [201]],
  [
    ['200-299', '404'],
    [200, 299, 404],
    [300, 403],
  ],
])('%j accepts what it says', (ranges, accepted, refused) => {
  for (const status of accepted) expect(isStatusAccepted(status, ranges)).toBe(true);
  for (const status of refused) expect(isStatusAccepted(status, ranges)).toBe(false);
});

test('the implicit 2xx holds beside other assertions', () => {
  const assertions = [{ source: 'body', comparison: 'contains', target: 'ok' } as const];
  expect(judge({ assertions }, { status: 500 })).toMatchObject({ severity: 'down', cause: 'http_status' });
  expect(judge({ assertions, expected_status_codes: ['500'] }, { status: 500 })).toBeNull();
});

test('keywords are looked for and looked out for', () => {
  expect(judge({ expected_keyword: 'ok' })).toBeNull();
  expect(judge({ expected_keyword: 'absent' })).toMatchObject({ cause: 'keyword', severity: 'down' });
  expect(judge({ forbidden_keyword: 'ok' })).toMatchObject({ cause: 'keyword', severity: 'down' });
  expect(judge({ forbidden_keyword: 'absent' })).toBeNull();
});

test.each([
  [{ source: 'status', comparison: 'equals', target: 200 }, true],
  [{ source: 'status', comparison: 'not_equals', target: 200 }, false],
  [{ source: 'status', comparison: 'less_than', target: 200 }, false],
  [{ source: 'header', property: 'content-type', comparison: 'contains', target: 'json' }, true],
  [{ source: 'header', property: 'x-load', comparison: 'less_than', target: 0.6 }, true],
  [{ source: 'header', property: 'x-absent', comparison: 'equals', target: 'a' }, false],
  [{ source: 'header', property: 'x-absent', comparison: 'not_contains', target: 'a' }, true],
  [{ source: 'body', comparison: 'matches', target: '"status":"(ok|fine)"' }, true],
  [{ source: 'body', comparison: 'matches', target: '^ok$' }, false],
  [{ source: 'body', comparison: 'not_contains', target: 'ok' }, false],
  [{ source: 'json_path', property: '$.status', comparison: 'equals', target: 'ok' }, true],
  [{ source: 'json_path', property: 'items[0].n', comparison: 'greater_than', target: 2 }, true],
  [{ source: 'json_path', property: 'items[0].n', comparison: 'equals', target: '3' }, true],
  [{ source: 'json_path', property: "$['items'][-1].n", comparison: 'greater_than', target: '3' }, false],
  [{ source: 'json_path', property: 'on', comparison: 'equals', target: true }, true],
  [{ source: 'json_path', property: 'none', comparison: 'equals', target: null }, true],
  [{ source: 'json_path', property: 'absent', comparison: 'equals', target: null }, false],
  [{ source: 'json_path', property: 'constructor', comparison: 'contains', target: 'Object' }, false],
  [{ source: 'latency', comparison: 'less_than', target: 121 }, true],
  [{ source: 'latency', comparison: 'less_than', target: 120 }, false],
  [{ source: 'certificate_days', comparison: 'greater_than', target: 14 }, true],
  [{ source: 'certificate_days', comparison: 'greater_than', target: 30 }, false],
] as const)('%j holds: %s', (assertion, isHeld) => {
  expect(judge({ assertions: [assertion] }) === null).toBe(isHeld);
});

test('what cannot be observed does not pass', () => {
  const days = { source: 'certificate_days', comparison: 'less_than', target: 1000 } as const;
  expect(judge({ assertions: [days] }, { certificateDays: null })).toMatchObject({ cause: 'assertion' });
  const json = { source: 'json_path', property: 'a', comparison: 'not_equals', target: 1 } as const;
  expect(judge({ assertions: [json] }, { body: '<html>' })).toMatchObject({ cause: 'assertion' });
});

test('down is said before degraded, whatever their order', () => {
  const slow = { source: 'latency', comparison: 'less_than', target: 1, severity: 'degraded' } as const;
  const wrong = { source: 'body', comparison: 'contains', target: 'absent' } as const;
  expect(judge({ assertions: [slow, wrong] })).toMatchObject({ severity: 'down' });
  expect(judge({ assertions: [slow] })).toMatchObject({ severity: 'degraded' });
});

test.each(['^(a+)+$', '(a|aa)+$', '(?:a?){20}[0-9]', '([a-b]{0,5}){5}[0-9]'])(
  'the pattern %s, however large the body, holds nobody up',
  (target) => {
    const evil = { source: 'body', comparison: 'matches', target } as const;
    expect(judge({ assertions: [evil] }, { body: `${'ab'.repeat(500_000)}!` })).not.toBeNull();
  },
  1000,
);
