import { z } from 'zod';

export const listRegionsInput = z.strictObject({});

export const regionView = z.strictObject({
  code: z.string().max(40),
  last_seen_at: z.iso.datetime().max(40),
});
export type RegionView = z.output<typeof regionView>;
