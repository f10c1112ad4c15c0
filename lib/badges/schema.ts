import { z } from 'zod';
import { badgeMetrics, badgeStyles } from '@/lib/badges/constants';

/** The query of a badge. What is not understood is left out: a badge with a flaw is still a badge. */
export const badgeQuery = z.object({
  metric: z.enum(badgeMetrics).catch('status'),
  /** Of the uptime. */
  days: z.coerce.number().int().min(1).max(365).catch(30),
  style: z.enum(badgeStyles).catch('flat'),
  /** In place of the name; empty for none. */
  label: z.string().max(1000).nullable().catch(null).default(null),
});
export type BadgeQuery = z.output<typeof badgeQuery>;

/** The shape of shields.io's endpoint badge. Source: https://shields.io/badges/endpoint-badge */
export type ShieldsBadge = {
  schemaVersion: 1;
  label: string;
  message: string;
  color: string;
  isError: boolean;
  cacheSeconds: number;
};
