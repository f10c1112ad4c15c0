import { Banner } from '@/components/status-pages/public/banner';
import { ComponentList } from '@/components/status-pages/public/component-list';
import { Frame } from '@/components/status-pages/public/frame';
import { Icon } from '@/components/status-pages/public/icons';
import { IncidentCard } from '@/components/status-pages/public/incident-card';
import type { PageContext } from '@/components/status-pages/public/page-context';
import { type PastDay, PastIncidents } from '@/components/status-pages/public/past-incidents';
import { Subscribe } from '@/components/status-pages/public/subscribe';
import type { IncidentView, PageView } from '@/lib/snapshots/rules/page-view';

export type StatusPageProps = {
  context: PageContext;
  view: Pick<
    PageView,
    'overall' | 'components' | 'tree' | 'open' | 'activeMaintenances' | 'upcomingMaintenances' | 'checkedAtMs'
  >;
  past: readonly PastDay[];
  hasHistory: boolean;
};

/** How everything is now, and how it was. */
export function StatusPage({ context, view, past, hasHistory }: StatusPageProps) {
  const { words, page } = context;
  const choices = view.components.filter(({ kind, isVisible }) => kind !== 'group' && isVisible);
  return (
    <Frame context={context} path="" sheet={<Subscribe context={context} components={choices} />}>
      {page.description !== '' && <p className="lead">{page.description}</p>}
      <Banner context={context} view={view} />
      <Incidents id="open" title={words.openIncidents} incidents={view.open} context={context} />
      <Incidents
        id="maintenance"
        title={words.activeMaintenance}
        incidents={view.activeMaintenances}
        context={context}
      />
      {view.components.length === 0 ? (
        <section id="components" className="card empty">
          <Icon name="pulse" />
          <h2>{words.noComponents}</h2>
          <p>{words.noComponentsHint}</p>
        </section>
      ) : (
        <ComponentList context={context} tree={view.tree} />
      )}
      <Incidents
        id="upcoming"
        title={words.upcomingMaintenance}
        incidents={view.upcomingMaintenances}
        context={context}
      />
      <PastIncidents context={context} days={past} hasHistory={hasHistory} />
    </Frame>
  );
}

type IncidentsProps = {
  id: string;
  title: string;
  incidents: readonly IncidentView[];
  context: PageContext;
};

/** The place is there without incidents too, so that the script finds where to put the first one. */
function Incidents({ id, title, incidents, context }: IncidentsProps) {
  if (incidents.length === 0) return <section id={id} hidden />;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {incidents.map((incident) => (
        <IncidentCard key={incident.id} context={context} incident={incident} />
      ))}
    </section>
  );
}
