import { logos } from '@/bin/demo/status-page-logo';
import { choosePeriod, type Story, stories, tellStory } from '@/bin/demo/status-page-stories';
import type { Ctx } from '@/lib/access/context';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { createPageMaintenance } from '@/lib/page-incidents/create-page-maintenance';
import type { ImportedOutage } from '@/lib/pipeline/schema';
import { pageFileKinds, pageLocales } from '@/lib/status-pages/constants';
import { createPageComponent } from '@/lib/status-pages/create-page-component';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { putPageFile } from '@/lib/status-pages/put-page-file';
import { createSubscriber } from '@/lib/subscribers/create-subscriber';
import { confirmSubscription } from '@/lib/subscribers/manage-subscription';
import { subscriberDeps } from '@/lib/subscribers/subscriber-deps';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export const demoSlug = 'acme';

/** What the page is made of: monitors of the demo by their names, and their made-up outages. */
export type DemoPast = ReadonlyMap<string, { id: string; outages: readonly ImportedOutage[] }>;
type Place = { projectId: string; targetUrl: string; monitors: DemoPast };

type Line = {
  name: string;
  description?: string;
  monitor?: string;
  showsResponseTimes?: boolean;
  /** False where there is no past to be shown. */
  hasPast?: boolean;
};

const groups: readonly { name: string; description: string; lines: readonly Line[] }[] = [
  {
    name: 'Shop',
    description: 'Everything between looking and paying.',
    lines: [
      { name: 'Website', monitor: 'Website', description: 'acme.example', showsResponseTimes: true },
      { name: 'Search', monitor: 'Search', description: 'Finding products by name and by picture.' },
      {
        name: 'Checkout',
        monitor: 'Checkout API',
        description: 'Carts, addresses and payments.',
        showsResponseTimes: true,
      },
      {
        name: 'Payment confirmations',
        monitor: 'Payments webhook',
        description: 'What shops are sent when a customer has paid.',
      },
    ],
  },
  {
    name: 'For developers',
    description: '',
    lines: [
      {
        name: 'Documentation',
        monitor: 'Documentation',
        description: 'docs.acme.example',
        showsResponseTimes: true,
      },
      {
        name: 'Background jobs',
        monitor: 'Queue worker',
        description: 'Exports, imports and reports.',
        hasPast: false,
      },
    ],
  },
  {
    name: 'Apps and people',
    description: '',
    lines: [
      { name: 'Mobile apps', description: 'iOS and Android.' },
      { name: 'Customer support', description: 'Chat and telephone, every day from 8 to 20.' },
    ],
  },
];

const footer =
  'This page is **demo data**: Acme Cloud does not exist, and its history was made up by `npm run demo`. What its monitors see from now on is real.';

/** The page of a company as it would be after ninety days: its incidents are told with the verbs of then, each at its time. */
export async function seedStatusPage(ctx: Ctx, place: Place): Promise<{ slug: string }> {
  const nowMs = ctx.now.getTime();
  const at = (ms: number): Ctx => ({ ...ctx, now: new Date(Math.round(ms)) });
  const long = at(nowMs - 120 * dayMs);
  const page = await createStatusPage(long, {
    project_id: place.projectId,
    name: 'Acme Cloud',
    slug: demoSlug,
    description: 'How our services are, right now and over the last 90 days.',
    is_published: true,
    time_zone: 'Europe/Berlin',
    locales: [...pageLocales],
    branding: {
      accent: '#1f6feb',
      home_url: 'https://acme.example',
      links: [
        { label: 'Documentation', url: 'https://docs.acme.example' },
        { label: 'Contact support', url: 'mailto:support@acme.example' },
      ],
      footer,
    },
  });
  for (const kind of pageFileKinds) {
    const content = Buffer.from(logos[kind]).toString('base64');
    await putPageFile(long, { page_id: page.id, kind, content });
  }
  const components = await seedComponents(long, page.id, place.monitors);
  const played: Played = { pageId: page.id, components, at, nowMs };
  for (const story of stories) await playStory(played, story, place.monitors);
  await playMaintenance(played);
  await announceMaintenance(ctx, played);
  await openIncident(played);
  await seedSubscribers(ctx, page.id, place);
  return { slug: page.slug };
}

async function seedComponents(ctx: Ctx, pageId: string, monitors: DemoPast): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, description, lines } of groups) {
    const group = await createPageComponent(ctx, { page_id: pageId, kind: 'group', name, description });
    for (const line of lines) {
      const common = {
        page_id: pageId,
        group_id: group.id,
        name: line.name,
        description: line.description ?? '',
      };
      const monitorId = line.monitor === undefined ? undefined : monitors.get(line.monitor)?.id;
      const made = await createPageComponent(
        ctx,
        monitorId === undefined
          ? { ...common, kind: 'static' }
          : {
              ...common,
              kind: 'monitor',
              monitor_id: monitorId,
              shows_history: line.hasPast ?? true,
              shows_response_times: line.showsResponseTimes ?? false,
            },
      );
      ids.set(line.name, made.id);
    }
  }
  return ids;
}

type Played = {
  pageId: string;
  components: ReadonlyMap<string, string>;
  at: (ms: number) => Ctx;
  nowMs: number;
};

function idOf({ components }: Played, name: string): string {
  const id = components.get(name);
  if (id === undefined) throw new Error(`the demo's page has no component ${name}`);
  return id;
}

async function playStory(played: Played, story: Story, monitors: DemoPast): Promise<void> {
  const watched = groups.flatMap(({ lines }) => lines).find(({ name }) => name === story.component)?.monitor;
  const outages = watched === undefined ? [] : (monitors.get(watched)?.outages ?? []);
  const period = choosePeriod(story, outages, played.nowMs);
  if (period === null) return;
  const componentId = idOf(played, story.component);
  const [first, ...rest] = tellStory(story, period, played.nowMs);
  if (first === undefined) return;
  const { pageId, at } = played;
  const incident = await createPageIncident(at(first.atMs), {
    page_id: pageId,
    title: story.title,
    status: first.status,
    body: first.body,
    started_at: new Date(Math.round(period.startMs)).toISOString(),
    components: [{ component_id: componentId, status: first.component }],
  });
  for (const { atMs, status, body, component } of rest) {
    const components = status === 'postmortem' ? [] : [{ component_id: componentId, status: component }];
    await addPageIncidentUpdate(at(atMs), { page_id: pageId, id: incident.id, status, body, components });
  }
}

async function playMaintenance(played: Played): Promise<void> {
  const { pageId, at, nowMs } = played;
  const startMs = nowMs - 9 * dayMs - (nowMs % dayMs) + 2 * 60 * minuteMs;
  const maintenance = await createPageMaintenance(at(startMs - 5 * dayMs), {
    page_id: pageId,
    title: 'New servers for the documentation',
    body: 'We move the documentation to new servers. It may be away for a few minutes.',
    component_ids: [idOf(played, 'Documentation')],
    scheduled_for: new Date(startMs).toISOString(),
    scheduled_until: new Date(startMs + 60 * minuteMs).toISOString(),
  });
  const say = (minutes: number, status: string, body: string) =>
    addPageIncidentUpdate(at(startMs + minutes * minuteMs), {
      page_id: pageId,
      id: maintenance.id,
      status,
      body,
    });
  await say(0, 'in_progress', 'We have begun.');
  await say(
    31,
    'verifying',
    'The documentation runs on its new servers. We are checking that nothing is missing.',
  );
  await say(44, 'completed', 'Done, sooner than planned. Pages load about a third faster.');
}

async function announceMaintenance(ctx: Ctx, played: Played): Promise<void> {
  const startMs = played.nowMs - (played.nowMs % dayMs) + 4 * dayMs + 60 * minuteMs;
  await createPageMaintenance(ctx, {
    page_id: played.pageId,
    title: 'Upgrade of the payment system',
    body: 'We install a new version of our payment system. For about ten minutes within this time, payments are accepted and confirmed late.',
    component_ids: [idOf(played, 'Checkout'), idOf(played, 'Payment confirmations')],
    scheduled_for: new Date(startMs).toISOString(),
    scheduled_until: new Date(startMs + 120 * minuteMs).toISOString(),
  });
}

/** Of the target that fails all the time. */
async function openIncident(played: Played): Promise<void> {
  const { pageId, at, nowMs } = played;
  const componentId = idOf(played, 'Payment confirmations');
  const incident = await createPageIncident(at(nowMs - 34 * minuteMs), {
    page_id: pageId,
    title: 'Payment confirmations do not reach some shops',
    status: 'investigating',
    body: 'Payments succeed, but some shops do not receive the confirmation. We are looking into why.',
    components: [{ component_id: componentId, status: 'degraded_performance' }],
  });
  await addPageIncidentUpdate(at(nowMs - 12 * minuteMs), {
    page_id: pageId,
    id: incident.id,
    status: 'identified',
    body: 'One of the two services that send confirmations answers with errors since an update of its certificates. We are taking the update back. **No payment is lost**: all confirmations are sent as soon as it answers.',
    components: [{ component_id: componentId, status: 'partial_outage' }],
  });
}

/** A webhook, and mailboxes that have opened the link of their mail; one has not yet. */
async function seedSubscribers(ctx: Ctx, pageId: string, { targetUrl }: Place): Promise<void> {
  await createSubscriber(ctx, { page_id: pageId, kind: 'webhook', url: `${targetUrl}/hook/status-page` });
  const deps = subscriberDeps(ctx.db);
  const tokens: string[] = [];
  const signer: LinkSigner = {
    ...deps.signer,
    sign: (purpose, payload) => {
      const token = deps.signer.sign(purpose, payload);
      tokens.push(token);
      return token;
    },
  };
  for (const email of ['ada@customer.example', 'linus@customer.example', 'grace@partner.example']) {
    await createSubscriber(ctx, { page_id: pageId, kind: 'email', email }, { ...deps, signer });
  }
  for (const token of tokens.slice(0, -1)) {
    await confirmSubscription({ db: ctx.db, signer: deps.signer, now: ctx.now }, token);
  }
}
