import type { DrawnState } from '@/components/state/states';
import type { MaintenanceStatus, WindowStatus } from '@/lib/maintenance/constants';
import type { MaintenanceView } from '@/lib/maintenance/schema';

export const statusWords: Record<MaintenanceStatus, string> = {
  active: 'Running',
  scheduled: 'Planned',
  completed: 'Over',
  cancelled: 'Cancelled',
};

export const statusMarks: Record<MaintenanceStatus, DrawnState> = {
  active: 'maintenance',
  scheduled: 'pending',
  completed: 'up',
  cancelled: 'paused',
};

export const windowWords: Record<WindowStatus, string> = {
  active: 'Running',
  scheduled: 'Planned',
  completed: 'Over',
  cancelled: 'Called off',
};

export function coverWords(
  { covers_project, monitor_ids }: MaintenanceView,
  project: string | undefined,
): string {
  if (covers_project) return `all of ${project ?? 'its project'}`;
  return monitor_ids.length === 1 ? 'one monitor' : `${monitor_ids.length} monitors`;
}
