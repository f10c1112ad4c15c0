import { vendorConfigs } from '@/e2e/vendors/configs';
import type { Ctx } from '@/lib/access/context';
import { createUser } from '@/lib/access/users';
import { createChannel } from '@/lib/channels/create-channel';
import { createMaintenance } from '@/lib/maintenance/create-maintenance';
import { createOnCallSchedule } from '@/lib/on-call/create-on-call-schedule';
import { addMember } from '@/lib/organizations/add-member';
import { createPolicy } from '@/lib/policies/create-policy';
import { createReport } from '@/lib/reports/create-report';

type Place = { projectId: string; userId: string; mailTo: string; targetUrl: string; vendorsUrl: string };

const names = {
  slack: 'Slack #ops',
  discord: 'Discord #status',
  google_chat: 'Google Chat, Shop team',
  teams: 'Teams, Operations',
  telegram: 'Telegram group',
  pagerduty: 'PagerDuty',
  whatsapp: 'WhatsApp of the on-call phone',
} as const;

/** Channels of nine kinds, two people who take turns, and a policy that tells ever more of them. */
export async function seedAlerting(ctx: Ctx, place: Place): Promise<void> {
  const { projectId } = place;
  const channels = await seedChannels(ctx, place);
  const rota = await seedRota(ctx, place);
  await createPolicy(ctx, {
    project_id: projectId,
    name: 'Everybody, step by step',
    is_default: true,
    steps: [
      {
        after_minutes: 0,
        channel_ids: [
          channels.email,
          channels.webhook,
          channels.slack,
          channels.discord,
          channels.google_chat,
        ],
      },
      {
        after_minutes: 2,
        channel_ids: [channels.pagerduty, channels.teams, channels.telegram],
        schedule_ids: [rota],
      },
      { after_minutes: 5, channel_ids: [channels.whatsapp] },
    ],
    repeat_minutes: 15,
    repeat_max: 3,
    transitions: ['opened', 'acknowledged', 'escalated', 'reminder', 'resolved'],
  });
  await createReport(ctx, {
    project_id: projectId,
    cadence: 'daily',
    channel_ids: [channels.email, channels.slack],
    time_zone: 'UTC',
    hour: 8,
  });
  await createMaintenance(ctx, {
    project_id: projectId,
    title: 'Database upgrades',
    description: 'Planned work. The shop may be slow.',
    covers_project: true,
    when: {
      kind: 'recurring',
      schedule: { kind: 'cron', expression: '0 3 * * 0', time_zone: 'UTC' },
      duration_minutes: 60,
    },
  });
}

type ChannelIds = Record<'email' | 'webhook' | keyof typeof names, string>;

async function seedChannels(ctx: Ctx, place: Place): Promise<ChannelIds> {
  const configs = vendorConfigs(place.vendorsUrl);
  const make = async (type: string, name: string, config: object) =>
    (await createChannel(ctx, { project_id: place.projectId, type, name, config })).id;
  return {
    email: await make('email', 'On-call mail', { to: [place.mailTo] }),
    webhook: await make('webhook', 'Webhook receiver', { url: `${place.targetUrl}/hook/demo` }),
    slack: await make('slack', names.slack, configs.slack),
    discord: await make('discord', names.discord, configs.discord),
    google_chat: await make('google_chat', names.google_chat, configs.google_chat),
    teams: await make('teams', names.teams, configs.teams),
    telegram: await make('telegram', names.telegram, configs.telegram),
    pagerduty: await make('pagerduty', names.pagerduty, configs.pagerduty),
    whatsapp: await make('whatsapp', names.whatsapp, configs.whatsapp),
  };
}

async function seedRota(ctx: Ctx, { userId }: Place): Promise<string> {
  const { db, now } = ctx;
  const colleague = await createUser(db, {
    email: 'grace@example.com',
    name: 'Grace',
    passwordHash: null,
    now,
  });
  const operator: Ctx = { ...ctx, actor: { kind: 'system', name: 'Demo' } };
  await addMember(operator, { user_id: colleague.id, role: 'editor' });
  const week = new Date(now.getTime() - 3 * 86_400_000);
  week.setUTCHours(9, 0, 0, 0);
  const rota = await createOnCallSchedule(ctx, {
    name: 'Primary',
    time_zone: 'Europe/Berlin',
    layers: [
      {
        id: 'weekly',
        name: 'Weekly',
        user_ids: [userId, colleague.id],
        rotation: { every: 1, unit: 'week' },
        starts_at: week.toISOString(),
      },
    ],
  });
  return rota.id;
}
