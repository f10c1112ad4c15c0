import type { Standing } from '@/components/status-pages/public/banner';
import { Icon, IconSheet } from '@/components/status-pages/public/icons';
import { type PageContext, pageUrl } from '@/components/status-pages/public/page-context';
import { LastChecked } from '@/components/status-pages/public/time';
import { fillWords } from '@/lib/status-pages/rules/fill-words';

export type EmbedPageProps = { context: PageContext; standing: Standing; checkedAtMs: number | null };

/** The banner alone, for frames of other sites: as high as `embed.js` makes them. */
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
