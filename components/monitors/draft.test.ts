import { expect, test } from 'vitest';
import { completeUrl } from '@/components/forms/text-fields';
import { draftOf, newDraft, toMonitorInput, toMonitorPatch } from '@/components/monitors/draft';
import { createMonitorInput, type HttpMonitorView, updateMonitorInput } from '@/lib/monitors/schema';
import { httpSpec } from '@/lib/probing/schema';

const project = 'prj_01h455vb4pex5vsknk084sn02q';

const monitor: HttpMonitorView = {
  id: 'mon_01h455vb4pex5vsknk084sn02q',
  project_id: project,
  name: 'Checkout',
  type: 'http',
  status: 'up',
  status_since: null,
  paused: false,
  interval_seconds: 60,
  timeout_ms: 2500,
  failure_threshold: 3,
  recovery_threshold: 2,
  degraded_after_ms: 1200,
  regions: ['local'],
  failing_regions: [],
  tags: ['shop', 'eu'],
  external_id: null,
  policy_id: null,
  severity: 'normal',
  parent_id: null,
  spec: httpSpec.parse({
    url: 'https://example.com/health',
    headers: { Accept: 'application/json', 'X-Trace': 'a: b' },
    expected_status_codes: ['200', '300-304'],
    expected_keyword: 'ok',
    auth: { kind: 'basic', username: 'ada', password: '********' },
    assertions: [
      { source: 'json_path', property: '$.ok', comparison: 'equals', target: true },
      { source: 'latency', comparison: 'less_than', target: 900, severity: 'degraded' },
      { source: 'body', comparison: 'contains', target: '42' },
    ],
  }),
  incident_id: null,
  last_checked_at: null,
  next_check_at: null,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};

test('a monitor survives the way into the form and back', () => {
  const input = createMonitorInput.parse(toMonitorInput(draftOf(monitor)));
  expect(input.spec).toEqual(monitor.spec);
  expect(input).toMatchObject({
    name: 'Checkout',
    timeout_ms: 2500,
    degraded_after_ms: 1200,
    failure_threshold: 3,
    tags: ['shop', 'eu'],
  });
});

test('an address is all that a new monitor needs', () => {
  const input = createMonitorInput.parse(toMonitorInput({ ...newDraft(project), url: 'example.com' }));
  expect(input).toMatchObject({ type: 'http', spec: { url: 'https://example.com' } });
  expect(input.name).toBeUndefined();
});

test('a header taken out of the form is removed by the patch, not kept by the merge', () => {
  const patch = toMonitorPatch(monitor, { ...draftOf(monitor), headers: 'Accept: */*' });
  expect(updateMonitorInput.parse(patch).spec?.['headers']).toEqual({ Accept: '*/*', 'X-Trace': null });
});

test('changing the kind of credentials removes the members of the old kind', () => {
  const patch = toMonitorPatch(monitor, { ...draftOf(monitor), authKind: 'bearer', token: 't' });
  expect(updateMonitorInput.parse(patch).spec?.['auth']).toEqual({
    kind: 'bearer',
    token: 't',
    username: null,
    password: null,
  });
});

test.each([
  ['example.com/x', 'https://example.com/x'],
  ['http://example.com', 'http://example.com'],
  ['ftp://example.com', 'ftp://example.com'],
  ['example.com:8080/x', 'https://example.com:8080/x'],
  [' ', ''],
])('the address “%s” is taken as “%s”', (typed, url) => {
  expect(completeUrl(typed)).toBe(url);
});
