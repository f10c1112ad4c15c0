import { z } from 'zod';
import { noDataColor, stateColors } from '@/lib/badges/rules/badge-colors';
import { type BadgeMessage, toBadge, toShields, uptimeMessage } from '@/lib/badges/rules/describe-badge';
import { renderBadge } from '@/lib/badges/rules/render-badge';
import { badgeQuery } from '@/lib/badges/schema';
import type { ComponentView, PageView } from '@/lib/snapshots/rules/page-view';
import type { BadgeFacts } from '@/lib/snapshots/schema';
import { historyDays } from '@/lib/status-pages/constants';

/** What the badges of a page and of its components say: '' is the page, else the public id of a component. */
export function badgeFactsOf(view: PageView): Record<string, BadgeFacts> {
  const { components, page, overall } = view;
  const leaves = components.filter(({ kind }) => kind !== 'group');
  const ofPage: BadgeFacts = {
    label: page.name,
    status: overall.isUnknown ? 'unknown' : overall.worst,
    ...measuredOf(leaves),
  };
  return Object.fromEntries([
    ['', ofPage],
    ...components.map((component) => [component.publicId, factsOf(component, leaves)]),
  ]);
}

function factsOf(component: ComponentView, leaves: readonly ComponentView[]): BadgeFacts {
  const own =
    component.kind === 'group' ? leaves.filter(({ groupId }) => groupId === component.id) : [component];
  return {
    label: component.name,
    status: component.isUnknown ? 'unknown' : component.status,
    ...measuredOf(own),
  };
}

/** The mean of several, rounded down: one that was ever down is seen. */
function measuredOf(components: readonly ComponentView[]): Pick<BadgeFacts, 'uptimeRatio' | 'responseMs'> {
  const ratios = components.flatMap(({ uptime }) => uptime?.ratio ?? []);
  const newest = components.flatMap(
    ({ responseTimes }) => responseTimes?.findLast(({ ms }) => ms !== null)?.ms ?? [],
  );
  const [ratio, responseMs] = [mean(ratios), mean(newest)];
  return { uptimeRatio: ratio === null ? null : Math.floor(ratio * 1e6) / 1e6, responseMs };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nothing is refused: a badge with a flaw is still a badge. */
const pageBadgeQuery = z.object({
  metric: z.enum(['status', 'uptime', 'response_time']).catch('status'),
  style: badgeQuery.shape.style,
  label: badgeQuery.shape.label,
});

export type BadgeAnswer = { body: string; contentType: string };

const badgePath = /^(?:components\/([a-z0-9]{12})\/)?badge\.(svg|json)$/;

type Query = Readonly<Record<string, string>>;

/**
 * The badge below a page's address: `badge.svg`, `badge.json` (for shields.io), and those of a component below
 * `components/<public id>/`. Null where there is none; JSON is there even then, since shields.io shows what it says. `isStale`: what is
 * known was true once, and nobody looks any more.
 */
export function answerPageBadge(
  badges: Readonly<Record<string, BadgeFacts>>,
  path: string,
  query: Query,
  isStale: boolean,
): BadgeAnswer | null {
  const [found, id = '', format] = badgePath.exec(path) ?? [];
  if (found === undefined) return null;
  const asked = pageBadgeQuery.parse(query);
  const facts = Object.hasOwn(badges, id) ? badges[id] : undefined;
  if (facts === undefined) return format === 'svg' ? null : drawBadge(format, '', notFound, asked);
  const message = messageOf(facts, asked.metric);
  return drawBadge(format, facts.label, isStale ? asStale(message) : message, asked);
}

/** What stands at any such address of a page that is not there for whoever asks. Depends on nothing but the address. */
export function neutralPageBadge(path: string, query: Query): BadgeAnswer | null {
  const [found, , format] = badgePath.exec(path) ?? [];
  return found === undefined ? null : drawBadge(format, '', notFound, pageBadgeQuery.parse(query));
}

function drawBadge(
  format: string | undefined,
  name: string,
  message: BadgeMessage,
  { label, style }: z.output<typeof pageBadgeQuery>,
): BadgeAnswer {
  const badge = toBadge(label ?? name, message);
  return format === 'svg'
    ? { body: renderBadge(badge, style), contentType: 'image/svg+xml; charset=utf-8' }
    : { body: JSON.stringify(toShields(badge, message)), contentType: 'application/json; charset=utf-8' };
}

const notFound: BadgeMessage = { message: 'not found', color: noDataColor, isDown: true };

function asStale({ message, isDown }: BadgeMessage): BadgeMessage {
  return { message: `${message} (stale)`, color: noDataColor, isDown };
}

function messageOf(facts: BadgeFacts, metric: z.output<typeof pageBadgeQuery>['metric']): BadgeMessage {
  switch (metric) {
    case 'status':
      return statusMessages[facts.status];
    case 'uptime':
      return uptimeMessage(facts.uptimeRatio, historyDays);
    case 'response_time':
      return facts.responseMs === null
        ? { message: 'no data', color: noDataColor, isDown: false }
        : { message: `${Math.round(facts.responseMs)} ms`, color: stateColors.up, isDown: false };
  }
}

/** Between degraded and down. */
const partialColor = '#c2570c';

const statusMessages: Record<BadgeFacts['status'], BadgeMessage> = {
  operational: { message: 'operational', color: stateColors.up, isDown: false },
  under_maintenance: { message: 'under maintenance', color: stateColors.maintenance, isDown: false },
  degraded_performance: { message: 'degraded performance', color: stateColors.degraded, isDown: false },
  partial_outage: { message: 'partial outage', color: partialColor, isDown: false },
  major_outage: { message: 'major outage', color: stateColors.down, isDown: true },
  unknown: { message: 'unknown', color: noDataColor, isDown: false },
};
