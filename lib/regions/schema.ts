import { z } from 'zod';

export const listRegionsInput = z.strictObject({});

export const regionView = z.strictObject({
  code: z.string().max(40),
  last_seen_at: z.iso.datetime().max(40),
  /** Since when its probers reach nothing at all: what they see fail meanwhile counts as unknown. Null while they see. */
  blind_since: z.iso.datetime().max(40).nullable(),
  /** When they last reached one of the targets by which they know; null where they never did. */
  sighted_at: z.iso.datetime().max(40).nullable(),
});
export type RegionView = z.output<typeof regionView>;
