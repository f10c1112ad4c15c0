import type { ComponentFacts, IncidentFacts, PageFacts, UpdateFacts } from '@/lib/snapshots/rules/facts';
import {
  builtAtMs,
  componentFacts,
  groupFacts,
  incidentFacts,
  pageFacts,
  staticFacts,
  updateFacts,
} from '@/lib/snapshots/testing/facts';
import { upBut } from '@/lib/snapshots/testing/histories';
import { type ComponentStatus, pageLocales } from '@/lib/status-pages/constants';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const ago = (ms: number) => builtAtMs - ms;

function responseTimes(base: number): ComponentFacts['responseTimes'] {
  return Array.from({ length: 24 }, (_, index) => ({
    atMs: ago((23 - index) * hour),
    ms: index === 7 ? null : base * (1 + 0.18 * Math.sin(index * 1.7) + 0.12 * Math.cos(index * 3.1)),
  }));
}

const website = componentFacts({
  name: 'Website',
  description: 'northwind.example and its content network',
  monitor: upBut([
    { state: 'degraded', fromMs: ago(61 * day), toMs: ago(61 * day) + 40 * minute },
    { state: 'down', fromMs: ago(23 * day), toMs: ago(23 * day) + 52 * minute },
  ]),
  responseTimes: responseTimes(182),
});
const api = groupFacts({ name: 'API', description: 'What your integrations talk to' });
const rest = componentFacts({
  groupId: api.id,
  name: 'REST API',
  monitor: upBut([
    { state: 'maintenance', fromMs: ago(44 * day), toMs: ago(44 * day) + 2 * hour },
    { state: 'down', fromMs: ago(9 * day), toMs: ago(9 * day) + 3 * hour },
    { state: 'degraded', fromMs: ago(74 * minute), toMs: ago(2 * minute) },
  ]),
  responseTimes: responseTimes(64),
});
const webhooks = componentFacts({
  groupId: api.id,
  name: 'Webhooks',
  monitor: upBut([{ state: 'degraded', fromMs: ago(70 * minute), toMs: ago(minute) }]),
});
const platform = groupFacts({ name: 'Data platform' });
const ingestion = componentFacts({
  groupId: platform.id,
  name: 'Ingestion',
  monitor: upBut([{ state: 'paused', fromMs: ago(52 * day), toMs: ago(48 * day) }]),
});
const reports = componentFacts({ groupId: platform.id, name: 'Reports' });

const components: readonly ComponentFacts[] = [
  website,
  api,
  rest,
  webhooks,
  componentFacts({
    groupId: api.id,
    name: 'GraphQL',
    description: 'Open beta',
    monitor: upBut([], { days: 37 }),
  }),
  platform,
  ingestion,
  reports,
  staticFacts({ name: 'Support by phone', description: 'Weekdays, 08:00 to 18:00' }),
  componentFacts({
    name: 'Sandbox',
    monitor: { status: 'paused', watchedFromMs: ago(12 * day), intervals: [] },
  }),
];

function said(
  status: UpdateFacts['status'],
  displayAtMs: number,
  body: string,
  affected: UpdateFacts['affected'] = [],
): UpdateFacts {
  return updateFacts({ status, displayAtMs, body, affected });
}

function change({ id, name }: ComponentFacts, oldStatus: ComponentStatus, newStatus: ComponentStatus) {
  return { componentId: id, name, oldStatus, newStatus };
}

function named({ id }: ComponentFacts, status: ComponentStatus) {
  return { componentId: id, status };
}

const incidents: readonly IncidentFacts[] = [
  incidentFacts({
    title: 'Elevated error rates on the API',
    status: 'identified',
    impact: 'major',
    startedAtMs: ago(74 * minute),
    components: [named(rest, 'degraded_performance'), named(webhooks, 'partial_outage')],
    updates: [
      said(
        'identified',
        ago(38 * minute),
        'A change to the **connection pool** made one of three nodes refuse requests. We are rolling it back; about 8 % of calls are affected until then.',
      ),
      said('investigating', ago(70 * minute), 'We see more errors than usual and are looking into it.', [
        change(rest, 'operational', 'degraded_performance'),
        change(webhooks, 'operational', 'partial_outage'),
      ]),
    ],
  }),
  incidentFacts({
    kind: 'maintenance',
    title: 'Database upgrade',
    status: 'scheduled',
    impact: 'maintenance',
    startedAtMs: ago(2 * day),
    scheduledForMs: builtAtMs + 4 * day,
    scheduledUntilMs: builtAtMs + 4 * day + 2 * hour,
    components: [named(ingestion, 'under_maintenance'), named(reports, 'under_maintenance')],
    updates: [
      said(
        'scheduled',
        ago(2 * day),
        'We upgrade the primary database. Reports may be up to ten minutes late; nothing is lost.',
      ),
    ],
  }),
  incidentFacts({
    title: 'API unavailable in Europe',
    status: 'postmortem',
    impact: 'critical',
    startedAtMs: ago(9 * day),
    resolvedAtMs: ago(9 * day) + 3 * hour,
    monitoringAtMs: ago(9 * day) + 2 * hour,
    components: [named(rest, 'major_outage')],
    updates: [
      said(
        'postmortem',
        ago(6 * day),
        'A certificate was renewed on two of three load balancers.\n\n## What we changed\n\n- Renewal is now **one step** for all balancers\n- An alarm 14 days before a certificate ends\n\nDetails: [engineering blog](https://northwind.example/blog).',
      ),
      said('resolved', ago(9 * day) + 3 * hour, 'All regions answer as usual again.', [
        change(rest, 'major_outage', 'operational'),
      ]),
      said('monitoring', ago(9 * day) + 2 * hour, 'The certificate is in place. We keep watching.'),
      said('identified', ago(9 * day) + hour, 'One load balancer presents an expired certificate.'),
      said('investigating', ago(9 * day) + 10 * minute, 'Calls from Europe fail.', [
        change(rest, 'operational', 'major_outage'),
      ]),
    ],
  }),
  incidentFacts({
    title: 'Website slow for some visitors',
    status: 'resolved',
    impact: 'minor',
    startedAtMs: ago(23 * day),
    resolvedAtMs: ago(23 * day) + 52 * minute,
    components: [named(website, 'partial_outage')],
    updates: [
      said('resolved', ago(23 * day) + 52 * minute, 'The content network routes around the failed location.'),
    ],
  }),
  incidentFacts({
    kind: 'maintenance',
    title: 'Network maintenance',
    status: 'completed',
    impact: 'maintenance',
    startedAtMs: ago(44 * day),
    scheduledForMs: ago(44 * day),
    scheduledUntilMs: ago(44 * day) + 2 * hour,
    resolvedAtMs: ago(44 * day) + 2 * hour,
    components: [named(rest, 'under_maintenance')],
    updates: [said('completed', ago(44 * day) + 2 * hour, 'Done as planned.')],
  }),
];

/** A page with something of everything: trouble now, trouble before, maintenance to come, gaps, groups. */
export function richFacts(page: Partial<PageFacts['page']> = {}): PageFacts {
  return pageFacts({
    page: {
      slug: 'northwind',
      name: 'Northwind',
      url: 'https://status.northwind.example',
      description: 'Live status of the Northwind platform and its APIs.',
      locales: pageLocales,
      branding: {
        ...pageFacts().page.branding,
        home_url: 'https://northwind.example',
        links: [
          { label: 'Support', url: 'https://northwind.example/support' },
          { label: 'Documentation', url: 'https://docs.northwind.example' },
        ],
        footer: 'Questions? Write to [support](mailto:support@northwind.example).',
      },
      ...page,
    },
    components,
    incidents,
  });
}

/** Everything as it should be. */
export function calmFacts(page: Partial<PageFacts['page']> = {}): PageFacts {
  const facts = richFacts(page);
  return {
    ...facts,
    components: facts.components.filter(({ name }) => name !== 'Sandbox'),
    incidents: facts.incidents.slice(2),
  };
}
