import type { Action } from '@/components/forms/action-result';
import type { PageIncidentView } from '@/lib/page-incidents/schema';

/** What can be done with one incident or maintenance of a page. */
export type PageIncidentActions = {
  update: Action<PageIncidentView>;
  publish: Action<PageIncidentView>;
  discard: Action<unknown>;
  remove: Action<unknown>;
  addUpdate: Action<PageIncidentView>;
  editUpdate: Action<PageIncidentView>;
};
