import type { ImportedOutage } from '@/lib/pipeline/schema';
import { type ComponentStatus, type IncidentPhase, incidentPhases } from '@/lib/status-pages/constants';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** When something is said: so many minutes after the outage began or ended, or a share of the way between them. */
type Moment = { of: 'start' | 'end'; minutes: number } | { share: number };
/** `component`: how it is from then on; operational where nothing is said. */
type Chapter = { at: Moment; body: string; component?: ComponentStatus };

export type Story = {
  component: string;
  /** Which of the component's outages it tells of; null: none, it is about something that no monitor sees. */
  outage: 'longest' | 'latest' | null;
  title: string;
  chapters: Readonly<Partial<Record<IncidentPhase, Chapter>>>;
};

export type Told = { atMs: number; status: IncidentPhase; body: string; component: ComponentStatus };

/** What is told of one outage, in order of time; of an outage that is too young for its last chapters, the first ones. */
export function tellStory({ chapters }: Story, outage: Period, nowMs: number): Told[] {
  return incidentPhases.flatMap((status) => {
    const chapter = chapters[status];
    if (chapter === undefined) return [];
    const { at, body, component = 'operational' } = chapter;
    const atMs = momentOf(at, outage);
    return atMs < nowMs ? [{ atMs, status, body, component }] : [];
  });
}

type Period = { startMs: number; endMs: number };

function momentOf(moment: Moment, { startMs, endMs }: Period): number {
  if ('share' in moment) return startMs + moment.share * (endMs - startMs);
  return (moment.of === 'start' ? startMs : endMs) + moment.minutes * minuteMs;
}

export function choosePeriod(
  { outage }: Story,
  outages: readonly ImportedOutage[],
  nowMs: number,
): Period | null {
  const periods = outages
    .map(({ started_at, ended_at }) => ({ startMs: Date.parse(started_at), endMs: Date.parse(ended_at) }))
    .sort((one, other) => one.startMs - other.startMs);
  if (outage === null) return { startMs: nowMs - 38.4 * dayMs, endMs: nowMs - 38.3 * dayMs };
  if (outage === 'latest') return periods.at(-1) ?? null;
  const lengthOf = ({ startMs, endMs }: Period) => endMs - startMs;
  return periods.reduce<Period | null>(
    (best, one) => (best === null || lengthOf(one) > lengthOf(best) ? one : best),
    null,
  );
}

export const stories: readonly Story[] = [
  {
    component: 'Website',
    outage: 'longest',
    title: 'acme.example was not reachable',
    chapters: {
      investigating: {
        at: { share: 0.3 },
        component: 'major_outage',
        body: 'Pages of acme.example do not load for most visitors. Orders that were placed before are not affected. We are looking into it.',
      },
      identified: {
        at: { share: 0.6 },
        component: 'major_outage',
        body: 'A change to the configuration of our load balancer sent requests to servers that were being replaced. We are taking it back.',
      },
      monitoring: {
        at: { of: 'end', minutes: 1 },
        body: 'The change is taken back, and pages load again. We keep watching.',
      },
      resolved: {
        at: { of: 'end', minutes: 24 },
        body: 'All pages have answered normally since our last update.',
      },
    },
  },
  {
    component: 'Checkout',
    outage: 'longest',
    title: 'Checkout failed for most customers',
    chapters: {
      investigating: {
        at: { share: 0.1 },
        component: 'partial_outage',
        body: 'Some customers see an error when they pay. We are investigating and will say more within 30 minutes.',
      },
      identified: {
        at: { share: 0.35 },
        component: 'major_outage',
        body: 'The database that keeps shopping carts refuses new connections, and most payments fail before a card is charged. **No card was charged twice.** We are moving traffic to the standby.',
      },
      monitoring: {
        at: { of: 'end', minutes: 1 },
        body: 'Payments go through again on the standby. Carts from before are complete. We are watching closely.',
      },
      resolved: {
        at: { of: 'end', minutes: 41 },
        body: 'Checkout has worked normally since our last update. A post-mortem follows.',
      },
      postmortem: {
        at: { of: 'end', minutes: 1_570 },
        body: [
          '## What happened',
          'A nightly report opened a connection for each row it read and did not close it. In the busiest hour of the day the database had none left for checkout.',
          '## What it meant for you',
          'Most attempts to pay failed while it lasted. Nothing was charged for an order that failed, and no data was lost.',
          '## What we have changed',
          '- Reports read from a replica of their own, and can no longer use up what checkout needs.\n- Checkout keeps ten connections that nobody else may take.\n- We are alerted when four of five connections are in use, not when none is left.',
        ].join('\n\n'),
      },
    },
  },
  {
    component: 'Mobile apps',
    outage: null,
    title: 'Push notifications arrived late',
    chapters: {
      identified: {
        at: { of: 'start', minutes: 6 },
        component: 'degraded_performance',
        body: 'Our provider of push notifications delivers them up to 40 minutes late. The apps themselves work, and so do notifications by e-mail.',
      },
      monitoring: {
        at: { of: 'start', minutes: 95 },
        body: 'New notifications arrive at once again. Those that waited are being delivered.',
      },
      resolved: {
        at: { of: 'end', minutes: 20 },
        body: 'All notifications have been delivered.',
      },
    },
  },
  {
    component: 'Payment confirmations',
    outage: 'longest',
    title: 'Payment confirmations were delayed',
    chapters: {
      investigating: {
        at: { share: 0.2 },
        component: 'degraded_performance',
        body: 'Payments succeed, but their confirmations reach shops late. We are investigating.',
      },
      identified: {
        at: { share: 0.5 },
        component: 'partial_outage',
        body: 'One of three queues is stuck behind a message that cannot be read. We are setting it aside.',
      },
      monitoring: {
        at: { of: 'end', minutes: 2 },
        body: 'The queue moves again. Every confirmation that waited has been sent; none was lost.',
      },
      resolved: {
        at: { of: 'end', minutes: 33 },
        body: 'Confirmations are sent within seconds, as usual.',
      },
    },
  },
  {
    component: 'Search',
    outage: 'latest',
    title: 'Search returned errors',
    chapters: {
      investigating: {
        at: { share: 0.25 },
        component: 'partial_outage',
        body: 'Some searches end in an error. Browsing by category works.',
      },
      monitoring: {
        at: { of: 'end', minutes: 1 },
        body: 'We have restarted the search servers one by one, and searches succeed again.',
      },
      resolved: {
        at: { of: 'end', minutes: 28 },
        body: 'No search has failed since. A memory limit that was set too low is raised.',
      },
    },
  },
];
