/** What a badge says of a monitor, in these words. */
export const badgeStates = [
  'up',
  'late',
  'running',
  'degraded',
  'down',
  'maintenance',
  'paused',
  'new',
  'unknown',
] as const;
export type BadgeState = (typeof badgeStates)[number];

export const badgeMetrics = ['status', 'uptime'] as const;
export type BadgeMetric = (typeof badgeMetrics)[number];

export const badgeStyles = ['flat', 'flat-square', 'for-the-badge'] as const;
export type BadgeStyle = (typeof badgeStyles)[number];

export const maxLabelLength = 60;
