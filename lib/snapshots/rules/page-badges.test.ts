import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { noDataColor, stateColors } from '@/lib/badges/rules/badge-colors';
import type { MonitorStatus } from '@/lib/monitors/constants';
import { answerPageBadge, badgeFactsOf, neutralPageBadge } from '@/lib/snapshots/rules/page-badges';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { badgeFacts } from '@/lib/snapshots/schema';
import {
  builtAtMs,
  componentFacts,
  groupFacts,
  incidentFacts,
  pageFacts,
} from '@/lib/snapshots/testing/facts';
import type { ComponentStatus } from '@/lib/status-pages/constants';

const dayMs = 86_400_000;

function badgesOf(status: MonitorStatus, downMs = 0, name = 'Website') {
  const group = groupFacts();
  const intervals = [
    { state: 'down' as const, fromMs: builtAtMs - 50 * dayMs, toMs: builtAtMs - 50 * dayMs + downMs },
    { state: 'up' as const, fromMs: builtAtMs - 49 * dayMs, toMs: builtAtMs },
  ].filter(({ fromMs, toMs }) => toMs > fromMs);
  const component = componentFacts({
    name,
    groupId: group.id,
    monitor: { status, watchedFromMs: 0, intervals },
    responseTimes: [
      { atMs: 1, ms: 90 },
      { atMs: 2, ms: 123.4 },
      { atMs: 3, ms: null },
    ],
  });
  const view = viewPage(pageFacts({ page: { name }, components: [group, component, componentFacts()] }));
  const badges = badgeFactsOf(view);
  for (const facts of Object.values(badges)) expect(badgeFacts.parse(facts)).toEqual(facts);
  return { badges, groupId: view.components[0]?.publicId ?? '', id: view.components[1]?.publicId ?? '' };
}

function shieldsOf(badges: ReturnType<typeof badgesOf>['badges'], path: string, query = {}) {
  return JSON.parse(answerPageBadge(badges, path, query, false)?.body ?? 'null') as Record<string, unknown>;
}

test.each<[MonitorStatus, string, boolean]>([
  ['up', 'operational', false],
  ['degraded', 'degraded performance', false],
  ['down', 'major outage', true],
  ['maintenance', 'under maintenance', false],
  ['paused', 'unknown', false],
])('of a component that is %s it says %s', (status, message, isError) => {
  const { badges, id } = badgesOf(status);
  expect(shieldsOf(badges, `components/${id}/badge.json`)).toEqual({
    schemaVersion: 1,
    label: 'Website',
    message,
    color: expect.stringMatching(/^#[0-9a-f]{6}$/),
    isError,
    cacheSeconds: 300,
  });
});

test('every status has a colour of its own, and unknown is never green', () => {
  const statuses: (ComponentStatus | 'unknown')[] = [
    ...(['operational', 'under_maintenance', 'degraded_performance'] as const),
    ...(['partial_outage', 'major_outage', 'unknown'] as const),
  ];
  const colors = statuses.map((status) => {
    const facts = { label: 'x', status, uptimeRatio: null, responseMs: null };
    return shieldsOf({ '': facts }, 'badge.json')['color'];
  });
  expect(new Set(colors).size).toBe(6);
});

test('what is stale says so in grey, whatever it shows', () => {
  for (const status of ['up', 'down'] as const) {
    const { badges, id } = badgesOf(status);
    for (const metric of ['status', 'uptime', 'response_time']) {
      for (const path of ['badge.json', `components/${id}/badge.json`]) {
        const fresh = shieldsOf(badges, path, { metric });
        const stale = JSON.parse(answerPageBadge(badges, path, { metric }, true)?.body ?? '') as object;
        expect(fresh['message']).not.toContain('stale');
        expect(stale).toEqual({ ...fresh, message: `${fresh['message']} (stale)`, color: noDataColor });
      }
      const { body = '' } = answerPageBadge(badges, 'badge.svg', { metric }, true) ?? {};
      expect(body).toContain('(stale)');
      expect(body).toContain(noDataColor);
      expect(body).not.toContain(stateColors.up);
    }
  }
});

test('the badge of a page that nobody may know of says nothing but what was asked', () => {
  expect(neutralPageBadge('badge.json', {})).toMatchObject({
    body: JSON.stringify({
      schemaVersion: 1,
      label: '',
      message: 'not found',
      color: noDataColor,
      isError: true,
      cacheSeconds: 300,
    }),
  });
  const { body = '' } = neutralPageBadge('components/000000000000/badge.svg', { label: 'Mine' }) ?? {};
  expect(body).toContain('Mine: not found');
  for (const path of ['', 'history', 'badge.png', 'en/badge.svg']) {
    expect(neutralPageBadge(path, {})).toBeNull();
  }
});

test('the badge of the page says the worst, also what an incident alone says', () => {
  const incidents = [incidentFacts({ impact: 'major' })];
  const view = viewPage(pageFacts({ components: [componentFacts()], incidents }));
  expect(badgeFactsOf(view)['']).toMatchObject({ status: 'partial_outage', label: 'Acme Cloud' });
});

test('an uptime is never rounded up, not over several components either', () => {
  const { badges, id, groupId } = badgesOf('up', 1);
  for (const path of [`components/${id}/badge.json`, `components/${groupId}/badge.json`, 'badge.json']) {
    expect(shieldsOf(badges, path, { metric: 'uptime' })['message']).toBe('99.99% in 90 d');
  }
  const clean = badgesOf('up');
  expect(shieldsOf(clean.badges, 'badge.json', { metric: 'uptime' })['message']).toBe('100% in 90 d');
});

test('a response time is that of the newest hour with one', () => {
  const { badges, id } = badgesOf('up');
  const query = { metric: 'response_time' };
  expect(shieldsOf(badges, `components/${id}/badge.json`, query)['message']).toBe('123 ms');
  const without = { '': { label: 'x', status: 'operational' as const, uptimeRatio: null, responseMs: null } };
  expect(shieldsOf(without, 'badge.json', query)['message']).toBe('no data');
  expect(shieldsOf(without, 'badge.json', { metric: 'uptime' })['message']).toBe('no data in 90 d');
});

test('what is not there has no picture, and says so to shields.io', () => {
  const { badges } = badgesOf('up');
  for (const path of [
    'badge.png',
    'components/x/badge.svg',
    'components/000000000000/badge.svg',
    'x/badge.svg',
    'badge.svg/',
  ]) {
    expect(answerPageBadge(badges, path, {}, false)).toBeNull();
  }
  expect(answerPageBadge({}, 'components/constructor0/badge.svg', {}, false)).toBeNull();
  expect(shieldsOf(badges, 'components/000000000000/badge.json')).toMatchObject({
    schemaVersion: 1,
    message: 'not found',
    isError: true,
  });
});

test.each([
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onload='alert(1)",
  ']]><!--&#0;',
  '\u0000\u202e\ud800x',
  '&lt;b&gt;',
  'x'.repeat(100_000),
  '',
])('a hostile label stays a short text: %j', (label) => {
  const { badges } = badgesOf('up', 0, label.slice(0, 100));
  for (const style of ['flat', 'flat-square', 'for-the-badge', 'wild']) {
    for (const query of [
      { label, style },
      { style, metric: label },
    ]) {
      const { body = '', contentType } = answerPageBadge(badges, 'badge.svg', query, false) ?? {};
      expect(contentType).toBe('image/svg+xml; charset=utf-8');
      expect(XMLValidator.validate(body)).toBe(true);
      expect(body.length).toBeLessThan(3000);
      const { svg } = new XMLParser({ ignoreAttributes: false }).parse(body) as {
        svg: Record<string, unknown>;
      };
      expect(
        Object.keys(svg)
          .filter((key) => !key.startsWith('@'))
          .sort(),
      ).toEqual(['g', 'path', 'title']);
    }
  }
  expect(String(shieldsOf(badges, 'badge.json', { label })['label']).length).toBeLessThanOrEqual(60);
});
