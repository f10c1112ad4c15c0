import { Icon } from '@/components/status-pages/public/icons';
import { IncidentMeta, impactClasses, Updates } from '@/components/status-pages/public/incident-card';
import { type PageContext, pageHref } from '@/components/status-pages/public/page-context';
import { Phase } from '@/components/status-pages/public/status';
import { Time } from '@/components/status-pages/public/time';
import { cutText } from '@/lib/core/cut-text';
import type { IncidentView } from '@/lib/snapshots/rules/page-view';
import { markdownText } from '@/lib/status-pages/rules/markdown';

/** What took place on a day of the page. */
export type PastDay = {
  day: string;
  /** Where it stands for several quiet ones in a row: the oldest of them. */
  firstDay?: string;
  incidents: readonly IncidentView[];
  /** What goes on since that day, and is told of at the top of the page. */
  ongoing: readonly IncidentView[];
};

type Props = { context: PageContext; days: readonly PastDay[]; hasHistory: boolean };

/** The last two weeks, a day that had nothing too. */
export function PastIncidents({ context, days, hasHistory }: Props) {
  const { words } = context;
  return (
    <section id="past" aria-labelledby="past-title">
      <div className="section-head">
        <h2 id="past-title">{words.pastIncidents}</h2>
        <a href={pageHref(context, 'history')}>
          {words.fullHistory}
          <Icon name="arrow" />
        </a>
      </div>
      {hasHistory ? (
        <DayList context={context} days={days} tellsAll />
      ) : (
        <div className="card empty">
          <Icon name="check" />
          <p>{words.noIncidentsEver}</p>
        </div>
      )}
    </section>
  );
}

type DayListProps = {
  context: PageContext;
  days: readonly PastDay[];
  /** With all that was said of each incident, folded away; else with its last word alone. */
  tellsAll?: boolean;
};

export function DayList({ context, days, tellsAll = false }: DayListProps) {
  return (
    <div className="days">
      {days.map(({ day, firstDay, incidents, ongoing }) => (
        <div className={incidents.length + ongoing.length === 0 ? 'day quiet' : 'day'} key={day}>
          <h3>
            {firstDay === undefined ? (
              <time dateTime={day}>{context.formats.longDay(day)}</time>
            ) : (
              context.formats.longDays(firstDay, day)
            )}
          </h3>
          <div>
            {incidents.length + ongoing.length === 0 && <p>{context.words.noIncidents}</p>}
            {ongoing.map((incident) => (
              <PastTitle key={incident.id} context={context} incident={incident} />
            ))}
            {incidents.map((incident) => (
              <PastIncident key={incident.id} context={context} incident={incident} tellsAll={tellsAll} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

const shownLength = 320;

type IncidentProps = { context: PageContext; incident: IncidentView };

function PastIncident({ context, incident, tellsAll }: IncidentProps & { tellsAll: boolean }) {
  const { updates, publicId } = incident;
  const latest = updates.find(({ status }) => status !== 'postmortem');
  return (
    <article className="past">
      <PastTitle context={context} incident={incident} />
      {latest !== undefined && (
        <p className="last-word">
          {shortened(markdownText(latest.body))} <Time context={context} atMs={latest.displayAtMs} />
        </p>
      )}
      <IncidentMeta context={context} incident={incident} />
      {tellsAll && updates.length > 0 && (
        <details className="earlier" id={`updates-${publicId}`}>
          <summary>
            <Icon name="chevron" className="chevron" />
            {context.words.allUpdates(updates.length)}
          </summary>
          <Updates context={context} updates={updates} level={5} />
        </details>
      )}
    </article>
  );
}

function PastTitle({ context, incident }: IncidentProps) {
  return (
    <header className={impactClasses[incident.impact]}>
      <h4>
        <a href={pageHref(context, incident.path)}>{incident.title}</a>
      </h4>
      <Phase context={context} phase={incident.status} />
    </header>
  );
}

/** Cut between words where one ends nearby: in some languages hardly any does. */
export function shortened(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  const cut = cutText(flat, shownLength);
  const end = cut.lastIndexOf(' ');
  return cut === flat || end < cut.length - 40 ? cut : `${cut.slice(0, end)}…`;
}
