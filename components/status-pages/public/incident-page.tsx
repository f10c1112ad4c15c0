import { Frame } from '@/components/status-pages/public/frame';
import { BackLink } from '@/components/status-pages/public/history-page';
import { IncidentMeta, impactClasses, Prose, Updates } from '@/components/status-pages/public/incident-card';
import type { PageContext } from '@/components/status-pages/public/page-context';
import { StaleNote } from '@/components/status-pages/public/stale-note';
import { Phase, Status } from '@/components/status-pages/public/status';
import { Time } from '@/components/status-pages/public/time';
import type { IncidentView } from '@/lib/snapshots/rules/page-view';
import type { ComponentStatus } from '@/lib/status-pages/constants';

export type IncidentPageProps = {
  context: PageContext;
  incident: IncidentView;
  /** What it names and how that is, as far as the page still has it. */
  affected: readonly { id: string; name: string; status: ComponentStatus }[];
};

/** One incident or maintenance: what it did, what was said of it, and what was learned. */
export function IncidentPage({ context, incident, affected }: IncidentPageProps) {
  const { words } = context;
  const postmortem = incident.updates.find(({ status }) => status === 'postmortem');
  const updates = incident.updates.filter((update) => update !== postmortem);
  const isOver = incident.resolvedAtMs !== null;
  return (
    <Frame context={context} path={incident.path}>
      <BackLink context={context} />
      <div id="incident">
        <StaleNote />
        <div className={`title incident-title ${impactClasses[incident.impact]}`}>
          <div className="pills">
            <Phase context={context} phase={incident.status} />
            <span className="impact">{words.impacts[incident.impact]}</span>
          </div>
          <h1>{incident.title}</h1>
          <IncidentMeta context={context} incident={{ ...incident, componentNames: [] }} />
        </div>
        {affected.length > 0 && (
          <section aria-labelledby="affected-title">
            <h2 id="affected-title">{words.affected}</h2>
            <ul className="card affected">
              {affected.map(({ id, name, status }) => (
                <li key={id}>
                  <span>{name}</span>
                  {!isOver && <Status context={context} status={status} />}
                </li>
              ))}
            </ul>
          </section>
        )}
        {postmortem !== undefined && (
          <section aria-labelledby="postmortem-title">
            <h2 id="postmortem-title">{words.postmortem}</h2>
            <article className="card postmortem">
              <p className="byline">
                <Time context={context} atMs={postmortem.displayAtMs} />
              </p>
              <Prose markdown={postmortem.body} level={3} />
            </article>
          </section>
        )}
        <section aria-labelledby="timeline-title">
          <h2 id="timeline-title">{words.timeline}</h2>
          {updates.length === 0 ? (
            <p className="hint">{words.noUpdates}</p>
          ) : (
            <div className="card timeline">
              <Updates context={context} updates={updates} level={3} />
            </div>
          )}
        </section>
      </div>
    </Frame>
  );
}
