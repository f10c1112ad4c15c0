import type { DocumentPlan } from '@/lib/snapshots/documents';
import { atomFeed, rssFeed } from '@/lib/snapshots/rules/feeds';
import { maintenanceCalendar, pageCalendar } from '@/lib/snapshots/rules/page-calendar';
import type { PageView } from '@/lib/snapshots/rules/page-view';
import { statuspageDocuments } from '@/lib/snapshots/rules/statuspage-v2';

const json = 'application/json; charset=utf-8';
const rss = 'application/rss+xml; charset=utf-8';
const atom = 'application/atom+xml; charset=utf-8';
const calendar = 'text/calendar; charset=utf-8';

/**
 * What programs read of a page: the documents of Statuspage's API, feeds, and calendars. They say nothing of the time at which
 * they are made, so that they stay the same for as long as nothing changes.
 */
export function dataDocuments(view: PageView): DocumentPlan[] {
  // Also those that are over: calendars come again, to find out how they ended.
  const maintenances = view.all.filter(({ kind }) => kind === 'maintenance');
  return [
    ...Object.entries(statuspageDocuments(view)).map(([path, document]) =>
      planOf(`api/v2/${path}`, json, JSON.stringify(document)),
    ),
    planOf('history.rss', rss, rssFeed(view)),
    planOf('history.atom', atom, atomFeed(view)),
    planOf('maintenance.ics', calendar, pageCalendar(view)),
    ...maintenances.map((maintenance) =>
      planOf(`${maintenance.path}.ics`, calendar, maintenanceCalendar(view, maintenance)),
    ),
  ];
}

/** Made at once, since that takes less than knowing what it depends on; compressing it is what is saved. */
function planOf(path: string, contentType: string, body: string): DocumentPlan {
  return { path, source: body, make: () => ({ contentType, body }) };
}
