import type { PolicySpec } from '@/lib/policies/schema';

/** Where a project has no default policy: all its channels, at once, that it opened and that it is over. */
export const builtInPolicy: PolicySpec = {
  steps: [{ after_minutes: 0, all_channels: true, channel_ids: [], user_ids: [], schedule_ids: [] }],
  repeat_minutes: null,
  repeat_max: 5,
  transitions: ['opened', 'resolved'],
  quiet_hours: null,
};
