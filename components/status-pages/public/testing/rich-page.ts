import {
  named,
  sampleComponent,
  sampleFacts,
  sampleId,
  sampleIncident,
  sampleInterval,
  sampleNowMs,
  sampleUpdate,
} from '@/components/status-pages/public/testing/sample-facts';
import type { ComponentFacts, IncidentFacts, PageFacts } from '@/lib/snapshots/rules/facts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const ago = (ms: number) => sampleNowMs - ms;

function responseTimes(base: number): ComponentFacts['responseTimes'] {
  return Array.from({ length: 24 }, (_, index) => ({
    atMs: ago((23 - index) * hour),
    ms: index === 7 ? null : base * (1 + 0.18 * Math.sin(index * 1.7) + 0.12 * Math.cos(index * 3.1)),
  }));
}

function groupOf(number: number, name: string, description = ''): ComponentFacts {
  return sampleComponent(number, name, {
    kind: 'group',
    description,
    monitorId: null,
    monitor: null,
    showsHistory: false,
  });
}

function inGroup(group: number): { groupId: string } {
  return { groupId: sampleId('cmp', group) };
}

const components: readonly ComponentFacts[] = [
  sampleComponent(1, 'Website', {
    description: 'northwind.example and its content network',
    troubles: [
      sampleInterval('degraded', ago(61 * day), ago(61 * day) + 40 * minute),
      sampleInterval('down', ago(23 * day), ago(23 * day) + 52 * minute),
    ],
    responseTimes: responseTimes(182),
  }),
  groupOf(2, 'API', 'What your integrations talk to'),
  sampleComponent(3, 'REST API', {
    ...inGroup(2),
    troubles: [
      sampleInterval('maintenance', ago(44 * day), ago(44 * day) + 2 * hour),
      sampleInterval('down', ago(9 * day), ago(9 * day) + 3 * hour),
      sampleInterval('degraded', ago(74 * minute), ago(2 * minute)),
    ],
    responseTimes: responseTimes(64),
  }),
  sampleComponent(4, 'Webhooks', {
    ...inGroup(2),
    troubles: [sampleInterval('degraded', ago(70 * minute), ago(minute))],
  }),
  sampleComponent(5, 'GraphQL', { ...inGroup(2), daysWatched: 37, description: 'Open beta' }),
  groupOf(6, 'Data platform'),
  sampleComponent(7, 'Ingestion', {
    ...inGroup(6),
    troubles: [sampleInterval('paused', ago(52 * day), ago(48 * day))],
  }),
  sampleComponent(8, 'Reports', { ...inGroup(6) }),
  sampleComponent(9, 'Support by phone', {
    kind: 'static',
    monitorId: null,
    monitor: null,
    manualStatus: 'operational',
    description: 'Weekdays, 08:00 to 18:00',
  }),
  sampleComponent(10, 'Sandbox', {
    daysWatched: 12,
    monitor: { status: 'paused', watchedFromMs: ago(12 * day), intervals: [] },
  }),
];

const apiAffected = [
  {
    componentId: sampleId('cmp', 3),
    name: 'REST API',
    oldStatus: 'operational',
    newStatus: 'degraded_performance',
  },
  {
    componentId: sampleId('cmp', 4),
    name: 'Webhooks',
    oldStatus: 'operational',
    newStatus: 'partial_outage',
  },
] as const;

const incidents: readonly IncidentFacts[] = [
  sampleIncident(1, 'Elevated error rates on the API', {
    status: 'identified',
    impact: 'major',
    startedAtMs: ago(74 * minute),
    components: [named(3, 'degraded_performance'), named(4, 'partial_outage')],
    updates: [
      sampleUpdate(
        2,
        'identified',
        'A change to the **connection pool** made one of three nodes refuse requests. We are rolling it back; about 8 % of calls are affected until then.',
        ago(38 * minute),
      ),
      sampleUpdate(
        1,
        'investigating',
        'We see more errors than usual and are looking into it.',
        ago(70 * minute),
        apiAffected,
      ),
    ],
  }),
  sampleIncident(2, 'Database upgrade', {
    kind: 'maintenance',
    status: 'scheduled',
    impact: 'maintenance',
    startedAtMs: ago(2 * day),
    scheduledForMs: sampleNowMs + 4 * day,
    scheduledUntilMs: sampleNowMs + 4 * day + 2 * hour,
    components: [named(7, 'under_maintenance'), named(8, 'under_maintenance')],
    updates: [
      sampleUpdate(
        3,
        'scheduled',
        'We upgrade the primary database. Reports may be up to ten minutes late; nothing is lost.',
        ago(2 * day),
      ),
    ],
  }),
  sampleIncident(3, 'API unavailable in Europe', {
    status: 'postmortem',
    impact: 'critical',
    startedAtMs: ago(9 * day),
    resolvedAtMs: ago(9 * day) + 3 * hour,
    monitoringAtMs: ago(9 * day) + 2 * hour,
    components: [named(3, 'major_outage')],
    updates: [
      sampleUpdate(
        8,
        'postmortem',
        'A certificate was renewed on two of three load balancers.\n\n## What we changed\n\n- Renewal is now **one step** for all balancers\n- An alarm 14 days before a certificate ends\n\nDetails: [engineering blog](https://northwind.example/blog).',
        ago(6 * day),
      ),
      sampleUpdate(7, 'resolved', 'All regions answer as usual again.', ago(9 * day) + 3 * hour, [
        {
          componentId: sampleId('cmp', 3),
          name: 'REST API',
          oldStatus: 'major_outage',
          newStatus: 'operational',
        },
      ]),
      sampleUpdate(
        6,
        'monitoring',
        'The certificate is in place. We keep watching.',
        ago(9 * day) + 2 * hour,
      ),
      sampleUpdate(
        5,
        'identified',
        'One load balancer presents an expired certificate.',
        ago(9 * day) + hour,
      ),
      sampleUpdate(4, 'investigating', 'Calls from Europe fail.', ago(9 * day) + 10 * minute, [
        {
          componentId: sampleId('cmp', 3),
          name: 'REST API',
          oldStatus: 'operational',
          newStatus: 'major_outage',
        },
      ]),
    ],
  }),
  sampleIncident(4, 'Website slow for some visitors', {
    status: 'resolved',
    impact: 'minor',
    startedAtMs: ago(23 * day),
    resolvedAtMs: ago(23 * day) + 52 * minute,
    components: [named(1, 'partial_outage')],
    updates: [
      sampleUpdate(
        9,
        'resolved',
        'The content network routes around the failed location.',
        ago(23 * day) + 52 * minute,
      ),
    ],
  }),
  sampleIncident(5, 'Network maintenance', {
    kind: 'maintenance',
    status: 'completed',
    impact: 'maintenance',
    startedAtMs: ago(44 * day),
    scheduledForMs: ago(44 * day),
    scheduledUntilMs: ago(44 * day) + 2 * hour,
    resolvedAtMs: ago(44 * day) + 2 * hour,
    components: [named(3, 'under_maintenance')],
    updates: [sampleUpdate(10, 'completed', 'Done as planned.', ago(44 * day) + 2 * hour)],
  }),
];

/** A page with something of everything: trouble now, trouble before, maintenance to come, gaps, groups. */
export function richFacts(page: Partial<PageFacts['page']> = {}): PageFacts {
  return sampleFacts({
    page: {
      description: 'Live status of the Northwind platform and its APIs.',
      timeZone: 'Europe/Berlin',
      branding: {
        ...sampleFacts().page.branding,
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
