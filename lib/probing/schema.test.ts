import { describe, expect, test } from 'vitest';
import { probeTypes } from '@/lib/probing/constants';
import { probes } from '@/lib/probing/probes';
import { httpSpec, monitorSpec, specSchemas } from '@/lib/probing/schema';

const url = 'https://example.com/health';

test('a URL is enough; the rest has defaults', () => {
  expect(httpSpec.parse({ url })).toEqual({
    url,
    method: 'GET',
    headers: {},
    body: null,
    expected_status_codes: ['2xx'],
    expected_keyword: null,
    forbidden_keyword: null,
    assertions: [],
    follow_redirects: true,
    verify_tls: true,
    auth: null,
  });
});

test('every kind has a schema and a probe', () => {
  expect(Object.keys(specSchemas)).toEqual([...probeTypes]);
  expect(Object.keys(probes)).toEqual([...probeTypes]);
});

test('a parsed spec parses to itself, so that what is stored stays valid', () => {
  const spec = httpSpec.parse({
    url,
    assertions: [{ source: 'latency', comparison: 'less_than', target: 500 }],
  });
  expect(httpSpec.parse(spec)).toEqual(spec);
});

describe('refused on save', () => {
  test.each([
    ['no URL', {}],
    ['a URL with credentials', { url: 'https://a:b@example.com/' }],
    ['another scheme', { url: 'ftp://example.com/' }],
    ['an unknown field', { url, retries: 3 }],
    ['an unknown method', { url, method: 'TRACE' }],
    ['a header name with a space', { url, headers: { 'X Y': 'z' } }],
    ['a header value with a line break', { url, headers: { 'X-Y': 'a\r\nHost: evil' } }],
    ['a header value outside Latin-1', { url, headers: { 'X-Y': '障害' } }],
    ['a header that frames the message', { url, headers: { 'transfer-encoding': 'chunked' } }],
    ['a header given twice', { url, headers: { Accept: 'a', accept: 'b' } }],
    ['a status that is none', { url, expected_status_codes: ['999'] }],
    ['a range that runs backwards', { url, expected_status_codes: ['299-200'] }],
    ['no status at all', { url, expected_status_codes: [] }],
    ['an empty keyword', { url, expected_keyword: '' }],
    ['an unknown assertion', { url, assertions: [{ source: 'dom', comparison: 'equals', target: 'x' }] }],
    ['an unknown comparison', { url, assertions: [{ source: 'body', comparison: 'like', target: 'x' }] }],
    [
      'an assertion without its property',
      { url, assertions: [{ source: 'header', comparison: 'equals', target: 'x' }] },
    ],
    [
      'a malformed path',
      { url, assertions: [{ source: 'json_path', property: '$..a', comparison: 'equals', target: 1 }] },
    ],
    [
      'an ordering of text',
      { url, assertions: [{ source: 'json_path', property: 'a', comparison: 'less_than', target: 'x' }] },
    ],
    ['a bearer token with a line break', { url, auth: { kind: 'bearer', token: 'a\nb' } }],
    ['a user name with a colon', { url, auth: { kind: 'basic', username: 'a:b', password: 'c' } }],
  ])('%s', (_name, spec) => {
    expect(httpSpec.safeParse(spec).success).toBe(false);
    expect(monitorSpec.safeParse({ type: 'http', spec }).success).toBe(false);
  });

  test('an unknown kind of monitor', () => {
    expect(monitorSpec.safeParse({ type: 'carrier-pigeon', spec: { url } }).success).toBe(false);
  });
});
