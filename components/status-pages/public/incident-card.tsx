import { Fill } from '@/components/status-pages/public/fill';
import { Icon } from '@/components/status-pages/public/icons';
import { type PageContext, pageHref } from '@/components/status-pages/public/page-context';
import { Phase, Status } from '@/components/status-pages/public/status';
import { Time, TimeRange } from '@/components/status-pages/public/time';
import { TrustedHtml } from '@/components/status-pages/trusted-html';
import type { UpdateFacts } from '@/lib/snapshots/rules/facts';
import type { IncidentView } from '@/lib/snapshots/rules/page-view';
import type { PageIncidentImpact } from '@/lib/status-pages/constants';
import { fillWords } from '@/lib/status-pages/rules/fill-words';
import { renderMarkdown } from '@/lib/status-pages/rules/markdown';

export const impactClasses: Record<PageIncidentImpact, string> = {
  none: 's-unknown',
  minor: 's-degraded_performance',
  major: 's-partial_outage',
  critical: 's-major_outage',
  maintenance: 's-under_maintenance',
};

type Props = { context: PageContext; incident: IncidentView };

/** An incident or a maintenance that goes on or is to come, with what was said of it. */
export function IncidentCard({ context, incident }: Props) {
  const [latest, ...earlier] = incident.updates;
  return (
    <article className={`card incident ${impactClasses[incident.impact]}`} id={incident.publicId}>
      <header>
        <h3>
          <a href={pageHref(context, incident.path)}>{incident.title}</a>
        </h3>
        <Phase context={context} phase={incident.status} />
      </header>
      <IncidentMeta context={context} incident={incident} />
      {latest !== undefined && <Updates context={context} updates={[latest]} level={4} />}
      {earlier.length > 0 && (
        <details className="earlier" id={`earlier-${incident.publicId}`}>
          <summary>
            <Icon name="chevron" className="chevron" />
            {context.words.earlierUpdates(earlier.length)}
          </summary>
          <Updates context={context} updates={earlier} level={4} />
        </details>
      )}
    </article>
  );
}

const shownNames = 6;

/** When, for how long, and whom it concerns. */
export function IncidentMeta({ context, incident }: Props) {
  const { words, formats } = context;
  const names = [...new Set(incident.componentNames)];
  const over =
    incident.kind === 'incident' && incident.resolvedAtMs !== null
      ? incident.resolvedAtMs - incident.startedAtMs
      : null;
  return (
    <div className="meta">
      {incident.scheduledForMs !== null && incident.scheduledUntilMs !== null ? (
        <span>
          <Icon name="calendar" />
          <TimeRange context={context} fromMs={incident.scheduledForMs} toMs={incident.scheduledUntilMs} />
        </span>
      ) : (
        <span>
          <Icon name="clock" />
          <Fill
            text={words.startedAt}
            with={{ time: <Time context={context} atMs={incident.startedAtMs} /> }}
          />
        </span>
      )}
      {over !== null && over > 0 && (
        <span>{fillWords(words.lasted, { duration: formats.duration(over) })}</span>
      )}
      {incident.kind === 'maintenance' && incident.resolvedAtMs === null && (
        <a href={`${context.base}/${incident.path}.ics`}>{words.addToCalendar}</a>
      )}
      {names.length > 0 && (
        <ul aria-label={words.affected}>
          {names.slice(0, shownNames).map((name) => (
            <li key={name}>{name}</li>
          ))}
          {names.length > shownNames && <li>{words.moreComponents(names.length - shownNames)}</li>}
        </ul>
      )}
    </div>
  );
}

type UpdatesProps = { context: PageContext; updates: readonly UpdateFacts[]; level: number };

/** What was said, newest first. `level`: of headings in it. */
export function Updates({ context, updates, level }: UpdatesProps) {
  return (
    <ol className="updates">
      {updates.map((update) => (
        <li key={update.id} className={`p-${update.status}`}>
          <div className="update-head">
            <strong>{context.words.phases[update.status]}</strong>
            <Time context={context} atMs={update.displayAtMs} />
          </div>
          <Prose markdown={update.body} level={level} />
          <Changes context={context} update={update} />
        </li>
      ))}
    </ol>
  );
}

/** Markdown of people, made harmless by `renderMarkdown`. `level`: of its first heading. */
export function Prose({ markdown, level }: { markdown: string; level: number }) {
  const html = nestHeadings(renderMarkdown(markdown), level);
  return <TrustedHtml as="div" className="prose" html={html} />;
}

/** Headings that follow from what stands above them, none left out: whoever listens to a page goes by them. */
export function nestHeadings(html: string, first: number): string {
  const used = [...new Set([...html.matchAll(/<h([1-6])>/g)].map(([, level]) => Number(level)))].sort();
  let above = first - 1;
  return html.replace(/<(\/?)h([1-6])>/g, (_, end: string, level: string) => {
    if (end === '') above = Math.min(first + used.indexOf(Number(level)), above + 1, 6);
    return `<${end}h${above}>`;
  });
}

/** From which status to which a component went. */
function Changes({ context, update }: { context: PageContext; update: UpdateFacts }) {
  const { words } = context;
  const changes = update.affected.filter(({ oldStatus, newStatus }) => oldStatus !== newStatus);
  if (changes.length === 0) return null;
  return (
    <ul className="changes" aria-label={words.affected}>
      {changes.map(({ componentId, name, oldStatus, newStatus }) => (
        <li key={componentId}>
          <b>{name}</b>
          <span className="hidden">
            {fillWords(words.changedFromTo, {
              from: words.statuses[oldStatus],
              to: words.statuses[newStatus],
            })}
          </span>
          <span className="change" aria-hidden="true">
            <Status context={context} status={oldStatus} />
            <Icon name="arrow" />
            <Status context={context} status={newStatus} />
          </span>
        </li>
      ))}
    </ul>
  );
}
