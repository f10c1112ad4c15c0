import { instantOfWall, wallText } from '@/components/time/wall-time';
import type {
  CreatePageMaintenanceInput,
  PageIncidentView,
  UpdatePageIncidentInput,
} from '@/lib/page-incidents/schema';

/** A maintenance of a page as it is typed. Wall times are those of the page's zone. */
export type MaintenanceDraft = {
  title: string;
  body: string;
  componentIds: readonly string[];
  from: string;
  to: string;
};

const hourMs = 3_600_000;

/** An hour, a day from now, on the hour. */
export function emptyMaintenance(timeZone: string, nowMs: number): MaintenanceDraft {
  const fromMs = Math.ceil((nowMs + 24 * hourMs) / hourMs) * hourMs;
  return {
    title: '',
    body: '',
    componentIds: [],
    from: wallText(fromMs, timeZone),
    to: wallText(fromMs + hourMs, timeZone),
  };
}

export function maintenanceFromView(view: PageIncidentView, timeZone: string): MaintenanceDraft {
  return {
    title: view.title,
    body: view.updates.at(-1)?.body ?? '',
    componentIds: view.components.map(({ component_id }) => component_id),
    from: view.scheduled_for === null ? '' : wallText(Date.parse(view.scheduled_for), timeZone),
    to: view.scheduled_until === null ? '' : wallText(Date.parse(view.scheduled_until), timeZone),
  };
}

/** So many hours after its beginning; as it is where that cannot be read. */
export function lasting<T extends Pick<MaintenanceDraft, 'from' | 'to'>>(draft: T, hours: number): T {
  const fromMs = Date.parse(`${draft.from}Z`);
  if (Number.isNaN(fromMs)) return draft;
  return { ...draft, to: new Date(fromMs + hours * hourMs).toISOString().slice(0, 16) };
}

export function timesOf({ from, to }: Pick<MaintenanceDraft, 'from' | 'to'>, timeZone: string) {
  return { scheduled_for: instantOfWall(from, timeZone), scheduled_until: instantOfWall(to, timeZone) };
}

type Sending = { pageId: string; timeZone: string; isDraft: boolean; notify: boolean };

export function toMaintenanceInput(
  draft: MaintenanceDraft,
  { pageId, timeZone, isDraft, notify }: Sending,
): CreatePageMaintenanceInput {
  return {
    page_id: pageId,
    title: draft.title,
    body: draft.body,
    component_ids: [...draft.componentIds],
    ...timesOf(draft, timeZone),
    is_draft: isDraft,
    notify,
  };
}

/** `hasOwnTimes`: not those of a window, which it follows. */
export function toMaintenanceUpdate(
  ref: { page_id: string; id: string },
  draft: MaintenanceDraft,
  { timeZone, hasOwnTimes }: { timeZone: string; hasOwnTimes: boolean },
): UpdatePageIncidentInput {
  return {
    ...ref,
    title: draft.title,
    body: draft.body,
    components: draft.componentIds.map((component_id) => ({ component_id, status: 'operational' })),
    ...(hasOwnTimes && timesOf(draft, timeZone)),
  };
}
