export const incidentStatuses = ['open', 'acknowledged', 'resolved'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export const incidentEventTypes = [
  'opened',
  'confirmed',
  'held',
  'acknowledged',
  'comment',
  'delivered',
  'delivery_failed',
  'escalated',
  'reminded',
  'resolved',
  'post_mortem',
] as const;
export type IncidentEventType = (typeof incidentEventTypes)[number];
