import { type Standing, worstStatus } from '@/lib/snapshots/rules/component-status';
import type { Indicator, Overall } from '@/lib/snapshots/rules/page-view';
import type { ComponentStatus, PageIncidentImpact } from '@/lib/status-pages/constants';

const indicators: Record<ComponentStatus, Indicator> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

const impacts: Record<PageIncidentImpact, ComponentStatus> = {
  none: 'operational',
  maintenance: 'under_maintenance',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
};

/**
 * Of a whole page: the worst of what can be seen of its leaf components, and of the impact of its unresolved incidents.
 * Unknown where nothing is known of any component and nobody says a thing.
 */
export function overallOf(leaves: readonly Standing[], openImpacts: readonly PageIncidentImpact[]): Overall {
  const worst = worstStatus([
    ...leaves.map(({ status }) => status),
    ...openImpacts.map((impact) => impacts[impact]),
  ]);
  return {
    indicator: indicators[worst],
    isUnknown: openImpacts.length === 0 && leaves.every(({ isUnknown }) => isUnknown),
    worst,
  };
}
