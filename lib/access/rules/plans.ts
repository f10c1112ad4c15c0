/** What an organization may use. `null` is no limit of its own. Plans are data: nothing else names their figures. */
export type Plan = {
  name: string;
  /** Of each API key. */
  requestsPerMinute: number;
  monitors: number | null;
  shortestIntervalSeconds: number;
  retentionDays: number | null;
  seats: number | null;
};

export const plans = {
  self_hosted: {
    name: 'Self-hosted',
    requestsPerMinute: 3000,
    monitors: null,
    shortestIntervalSeconds: 10,
    retentionDays: null,
    seats: null,
  },
} as const satisfies Record<string, Plan>;

export type PlanName = keyof typeof plans;
export const defaultPlan: PlanName = 'self_hosted';

export function getPlan(name: PlanName): Plan {
  return plans[name];
}

/** Whether one more fits beside the `used` ones. */
export function hasRoom(limit: number | null, used: number): boolean {
  return limit === null || used < limit;
}
