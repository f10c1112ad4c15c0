import { everySecond, type LoopOptions } from '@/lib/core/every-second';
import { turnPageIncidents } from '@/lib/page-incidents/turn-page-incidents';
import { PageTurner, type TurnDeps } from '@/lib/snapshots/turn-due-pages';

export type WatchPagesSummary = { looks: number; changed: number; failed: number };

/**
 * Once a second: what pages say by themselves (drafts of outages, maintenance that begins), and the pages that are due; until it is
 * told to end. Neither waits for the other.
 */
export async function watchPages(deps: TurnDeps, options: LoopOptions): Promise<WatchPagesSummary> {
  const { db, logger } = deps;
  const turner = new PageTurner(deps);
  const summary: WatchPagesSummary = { looks: 0, changed: 0, failed: 0 };
  const telling = { logger, failure: 'turning the incidents of status pages failed and is tried again' };
  const making = { logger, failure: 'looking for status pages to make failed and is tried again' };
  const tell = everySecond(options, telling, async () => {
    await turnPageIncidents(db);
  });
  const make = everySecond(options, making, async () => {
    const { changed, failed } = await turner.look();
    summary.looks += 1;
    summary.changed += changed;
    summary.failed += failed;
  });
  await Promise.all([tell, make]);
  return summary;
}
