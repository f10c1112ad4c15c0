import { Icon, type ShownStatus } from '@/components/status-pages/public/icons';
import type { PageContext } from '@/components/status-pages/public/page-context';
import { StaleNote } from '@/components/status-pages/public/stale-note';
import { LastChecked } from '@/components/status-pages/public/time';
import type { PageView } from '@/lib/snapshots/rules/page-view';

export type Standing = { status: ShownStatus; sentence: 'empty' | ShownStatus };

/** What is said in one sentence, and in which colour. */
export function standingOf({ overall, components }: Pick<PageView, 'overall' | 'components'>): Standing {
  if (components.length === 0 && overall.isUnknown) return { status: 'unknown', sentence: 'empty' };
  if (overall.isUnknown) return { status: 'unknown', sentence: 'unknown' };
  return { status: overall.worst, sentence: overall.worst };
}

/** Of a page on which nothing but people says how things are, there is nothing to say of checks. */
function isChecked({ components }: Pick<PageView, 'components'>): boolean {
  return components.length === 0 || components.some(({ kind }) => kind === 'monitor');
}

type Props = {
  context: PageContext;
  view: Pick<PageView, 'overall' | 'components' | 'checkedAtMs'>;
};

export function Banner({ context, view }: Props) {
  const { checkedAtMs } = view;
  const standing = standingOf(view);
  const { words } = context;
  return (
    <div id="banner">
      <div className={`banner s-${standing.status}`}>
        <Icon name={standing.status} />
        <div role="status">
          <h1>{words.overall[standing.sentence]}</h1>
          {isChecked(view) && (
            <p>
              {checkedAtMs === null ? (
                words.neverChecked
              ) : (
                <LastChecked context={context} atMs={checkedAtMs} />
              )}
            </p>
          )}
        </div>
      </div>
      <StaleNote />
    </div>
  );
}
