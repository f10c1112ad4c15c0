import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  impactOf,
  isOver,
  isPhaseOf,
  type PageIncidentState,
  type Said,
  stepPageIncident,
} from '@/lib/page-incidents/rules/phases';
import { componentStatuses, incidentPhases, maintenancePhases } from '@/lib/status-pages/constants';

const ids = ['a', 'b', 'c'];
const components = fc.uniqueArray(
  fc.record({ componentId: fc.constantFrom(...ids), status: fc.constantFrom(...componentStatuses) }),
  { selector: ({ componentId }) => componentId },
);
const walk = fc.constantFrom('incident' as const, 'maintenance' as const).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    before: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom(...componentStatuses)),
    said: fc.array(
      fc.record({
        status: fc.constantFrom(...(kind === 'incident' ? incidentPhases : maintenancePhases)),
        components,
      }),
      { minLength: 1, maxLength: 12 },
    ),
  }),
);

const harm = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 1,
  partial_outage: 2,
  major_outage: 3,
};
const impacts = ['none', 'minor', 'major', 'critical'];

/** What anybody would tell from the whole story at once: looked up backwards, nothing carried along. */
function tell(said: readonly Said[], componentId: string) {
  let status: Said['components'][number]['status'] | undefined;
  let worst = 0;
  for (const one of said) {
    const own = one.components.find((named) => named.componentId === componentId);
    if (own !== undefined) status = own.status;
    else if (status !== undefined && ['resolved', 'completed'].includes(one.status)) status = 'operational';
    else if (status !== undefined && one.status === 'in_progress') status = 'under_maintenance';
    if (status !== undefined) worst = Math.max(worst, harm[status]);
  }
  return { status, worst };
}

test('after any updates, phase, components, impact and end are what the story says', () => {
  fc.assert(
    fc.property(walk, ({ kind, before, said }) => {
      let state: PageIncidentState = {
        kind,
        status: kind === 'incident' ? 'investigating' : 'scheduled',
        chosenImpact: null,
        impact: kind === 'incident' ? 'none' : 'maintenance',
        monitoringAtMs: null,
        resolvedAtMs: null,
        components: new Map(),
      };
      const seen = new Map(Object.entries(before));
      for (const [index, one] of said.entries()) {
        const step = stepPageIncident(state, one, new Map(Object.entries(before)), index + 1);
        for (const { componentId, oldStatus, newStatus } of step.affected) {
          expect(oldStatus).toBe(seen.get(componentId) ?? 'operational');
          seen.set(componentId, newStatus);
        }
        state = step.state;
      }
      const stories = ids.map((id) => tell(said, id));
      expect(ids.map((id) => state.components.get(id))).toEqual(stories.map(({ status }) => status));
      expect(state.status).toBe(said.at(-1)?.status);
      const worst = Math.max(...stories.map((story) => story.worst));
      expect(state.impact).toBe(kind === 'maintenance' ? 'maintenance' : impacts[worst]);
      const lastOpen = said.findLastIndex(({ status }) => !isOver(status));
      expect(state.resolvedAtMs).toBe(lastOpen === said.length - 1 ? null : lastOpen + 2);
      const lastWatched = said.findLastIndex(({ status }) => status === 'monitoring');
      expect(state.monitoringAtMs).toBe(lastWatched === -1 ? null : lastWatched + 1);
    }),
  );
});

test('a chosen impact is not moved by components', () => {
  const state: PageIncidentState = {
    kind: 'incident',
    status: 'investigating',
    chosenImpact: 'minor',
    impact: 'minor',
    monitoringAtMs: null,
    resolvedAtMs: null,
    components: new Map(),
  };
  const said: Said = { status: 'identified', components: [{ componentId: 'a', status: 'major_outage' }] };
  expect(stepPageIncident(state, said, new Map(), 1).state.impact).toBe('minor');
});

test('each phase belongs to its kind', () => {
  expect(incidentPhases.filter((phase) => isPhaseOf('maintenance', phase))).toEqual([]);
  expect(maintenancePhases.filter((phase) => !isPhaseOf('maintenance', phase))).toEqual([]);
  expect(maintenancePhases.filter((phase) => isPhaseOf('incident', phase))).toEqual([]);
});

test('nothing affected has no impact, maintenance none either', () => {
  expect(impactOf([])).toBe('none');
  expect(impactOf(['under_maintenance', 'operational'])).toBe('none');
  expect(impactOf(['degraded_performance', 'partial_outage'])).toBe('major');
});
