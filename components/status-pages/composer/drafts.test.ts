import { describe, expect, test } from 'vitest';
import { differing, followed, nameable, saidOf, toggle } from '@/components/status-pages/composer/affected';
import {
  emptyIncident,
  incidentFromEvidence,
  incidentFromView,
  reckonedImpact,
  toCreateInput,
  toUpdateInput,
} from '@/components/status-pages/composer/incident-draft';
import {
  emptyMaintenance,
  lasting,
  maintenanceFromView,
  toMaintenanceInput,
  toMaintenanceUpdate,
} from '@/components/status-pages/composer/maintenance-draft';
import { saidSince, seenOf } from '@/components/status-pages/composer/seen';
import { templates, withTemplate } from '@/components/status-pages/composer/templates';
import {
  createPageIncidentInput,
  createPageMaintenanceInput,
  type PageIncidentView,
  updatePageIncidentInput,
} from '@/lib/page-incidents/schema';
import type { PageComponentView } from '@/lib/status-pages/schema';

const tail = '01h455vb4pex5vsknk084sn02q';
const pageId = `pag_${tail}`;
const component = `cmp_${tail}`;
const at = '2026-03-10T15:00:00.000Z';

const update: PageIncidentView['updates'][number] = {
  id: `pup_${tail}`,
  status: 'investigating',
  body: 'We look.',
  display_at: at,
  notify: true,
  affected: [],
  created_by: { kind: 'user', id: `usr_${tail}`, name: 'Ada' },
  notified: { total: 0, sent: 0, failed: 0 },
  created_at: at,
  updated_at: at,
};

const view: PageIncidentView = {
  id: `pin_${tail}`,
  page_id: pageId,
  kind: 'incident',
  origin: 'outage',
  title: 'Checkout fails',
  status: 'investigating',
  impact: 'critical',
  chosen_impact: null,
  is_draft: true,
  publish_at: null,
  started_at: at,
  monitoring_at: null,
  resolved_at: null,
  scheduled_for: null,
  scheduled_until: null,
  incident_ids: [],
  components: [{ component_id: component, status: 'major_outage' }],
  created_at: at,
  updated_at: at,
  url: 'https://example.com/status/acme/incidents/abc',
  updates: [update],
};

describe('an incident as it is typed', () => {
  test('of an outage carries its words and components into what the API takes', () => {
    const draft = incidentFromEvidence({
      title: 'Problems with Checkout',
      body: 'It cannot be reached.',
      impact: 'critical',
      components: view.components,
    });
    const input = toCreateInput(draft, {
      pageId,
      isDraft: true,
      notify: false,
      outage: { id: `inc_${tail}`, beganAt: at },
    });
    expect(createPageIncidentInput.parse(input)).toMatchObject({
      title: 'Problems with Checkout',
      body: 'It cannot be reached.',
      components: view.components,
      impact: null,
      is_draft: true,
      notify: false,
      incident_ids: [`inc_${tail}`],
      started_at: at,
    });
  });

  test('a stored draft that nobody touches is written back as it was', () => {
    const input = toUpdateInput({ page_id: pageId, id: view.id }, incidentFromView(view));
    expect(updatePageIncidentInput.parse(input)).toMatchObject({
      title: view.title,
      status: 'investigating',
      impact: null,
      body: 'We look.',
      components: view.components,
    });
  });

  test('is reckoned by its worst component, and by none where it names none', () => {
    expect(reckonedImpact(emptyIncident().affected)).toBe('none');
    expect(reckonedImpact({ a: 'degraded_performance', b: 'partial_outage' })).toBe('major');
  });
});

describe('components of an update', () => {
  test('ticking adds with the first status, and takes out again', () => {
    expect(toggle({}, 'a', 'partial_outage')).toEqual({ a: 'partial_outage' });
    expect(toggle({ a: 'major_outage', b: 'operational' }, 'a', 'partial_outage')).toEqual({
      b: 'operational',
    });
  });

  test('those named before follow the phase, and only what differs from that is said', () => {
    const known = { a: 'major_outage', b: 'partial_outage' } as const;
    expect(followed(known, 'resolved')).toEqual({ a: 'operational', b: 'operational' });
    expect(followed(known, 'monitoring')).toEqual(known);
    const chosen = { a: 'operational', b: 'degraded_performance', c: 'partial_outage' } as const;
    const said = differing(chosen, followed(known, 'resolved'));
    expect(said).toEqual({ b: 'degraded_performance', c: 'partial_outage' });
    expect(saidOf(said, known, 'resolved')).toEqual([
      { component_id: 'b', status: 'degraded_performance' },
      { component_id: 'c', status: 'partial_outage' },
    ]);
    expect(saidOf({ b: 'operational' }, known, 'resolved')).toEqual([]);
  });

  test('groups are headings and cannot be named; what stands in none comes first', () => {
    const line = (
      id: string,
      kind: PageComponentView['kind'],
      group_id: string | null,
    ): PageComponentView => ({
      id,
      page_id: pageId,
      kind,
      group_id,
      monitor_id: null,
      name: id,
      description: '',
      position: 0,
      manual_status: null,
      is_only_shown_if_degraded: false,
      shows_history: true,
      shows_response_times: false,
      created_at: at,
      updated_at: at,
    });
    const lines = [
      line('g', 'group', null),
      line('in', 'static', 'g'),
      line('empty', 'group', null),
      line('top', 'static', null),
    ];
    expect(nameable(lines).map(({ group, lines: own }) => [group, own.map(({ id }) => id)])).toEqual([
      [null, ['top']],
      ['g', ['in']],
    ]);
  });
});

describe('a maintenance as it is typed', () => {
  const zone = 'Europe/Berlin';
  const nowMs = Date.parse('2026-03-10T14:20:00Z');

  test('is proposed a day ahead on the hour, in the zone of the page', () => {
    expect(emptyMaintenance(zone, nowMs)).toMatchObject({ from: '2026-03-11T16:00', to: '2026-03-11T17:00' });
  });

  test('its wall times become instants of that zone', () => {
    const draft = { ...emptyMaintenance(zone, nowMs), title: 'Move', body: 'We move.' };
    const input = toMaintenanceInput(draft, { pageId, timeZone: zone, isDraft: false, notify: true });
    expect(createPageMaintenanceInput.parse(input)).toMatchObject({
      scheduled_for: '2026-03-11T15:00:00.000Z',
      scheduled_until: '2026-03-11T16:00:00.000Z',
    });
  });

  test('a length moves its end alone, and does nothing while its beginning is half typed', () => {
    expect(lasting({ from: '2026-03-11T23:00', to: '' }, 2).to).toBe('2026-03-12T01:00');
    expect(lasting({ from: '', to: '2026-03-11T23:00' }, 2).to).toBe('2026-03-11T23:00');
  });

  test('what follows a window sends no times of its own', () => {
    const stored = {
      ...view,
      kind: 'maintenance' as const,
      scheduled_for: '2026-03-11T15:00:00.000Z',
      scheduled_until: '2026-03-11T16:00:00.000Z',
    };
    const draft = maintenanceFromView(stored, zone);
    expect(draft.from).toBe('2026-03-11T16:00');
    const ref = { page_id: pageId, id: view.id };
    const own = toMaintenanceUpdate(ref, draft, { timeZone: zone, hasOwnTimes: true });
    expect(own.scheduled_for).toBe('2026-03-11T15:00:00.000Z');
    const following = toMaintenanceUpdate(ref, draft, { timeZone: zone, hasOwnTimes: false });
    expect(following).not.toHaveProperty('scheduled_for');
  });
});

describe('saidSince', () => {
  const later = '2026-03-10T15:01:00.000Z';

  test('is null while nobody was faster', () => {
    expect(saidSince(seenOf(view), view)).toBeNull();
  });

  test('holds what was added and what was corrected, not what was known', () => {
    const added = { ...update, id: `pup_${tail.replace('2q', '2r')}`, body: 'Found it.' };
    const now = { ...view, updated_at: later, updates: [added, update] };
    expect(saidSince(seenOf(view), now)).toEqual([added]);
    const corrected = { ...update, updated_at: later };
    expect(saidSince(seenOf(view), { ...now, updates: [corrected] })).toEqual([corrected]);
  });

  test('is empty where only its title or impact has changed', () => {
    expect(saidSince(seenOf(view), { ...view, updated_at: later })).toEqual([]);
  });
});

describe('withTemplate', () => {
  const [first, second] = templates.investigating.map(({ body }) => body);

  test('fills what is empty, replaces a ready sentence, and keeps what a person wrote', () => {
    expect(withTemplate(' ', first ?? '')).toBe(first);
    expect(withTemplate(first ?? '', second ?? '')).toBe(second);
    expect(withTemplate('Ours.', first ?? '')).toBe(`Ours.\n\n${first}`);
  });

  test('every phase has ready words', () => {
    expect(Object.values(templates).every((list) => list.length > 0)).toBe(true);
  });
});
