import type { Standing } from '@/components/status-pages/public/banner';
import { Icon, IconSheet } from '@/components/status-pages/public/icons';
import { type PageContext, pageUrl } from '@/components/status-pages/public/page-context';
import { StaleNote } from '@/components/status-pages/public/stale-note';
import { LastChecked } from '@/components/status-pages/public/time';
import { fillWords } from '@/lib/status-pages/rules/fill-words';

export type EmbedPageProps = { context: PageContext; standing: Standing; checkedAtMs: number | null };

/** The banner alone, for frames of other sites: as high as `embed.js` makes them. Where it is stale, that stands in place of the small line. */
export function EmbedPage({ context, standing, checkedAtMs }: EmbedPageProps) {
  const { words, page } = context;
  return (
    <>
      <IconSheet />
      <main id="main">
        <h1 className="hidden">{fillWords(words.embedTitle, { name: page.name })}</h1>
        <a
          className={`embed s-${standing.status}`}
          href={pageUrl(context, '')}
          target="_blank"
          rel="noopener"
        >
          <Icon name={standing.status} />
          <span id="banner">
            <b>{words.overall[standing.sentence]}</b>
            <StaleNote as="span" />
            <small>
              {page.name}
              {checkedAtMs !== null && (
                <>
                  {' · '}
                  <LastChecked context={context} atMs={checkedAtMs} />
                </>
              )}
            </small>
          </span>
          <span className="go">
            <span>{words.openPage}</span>
            <Icon name="arrow" />
          </span>
        </a>
      </main>
    </>
  );
}
