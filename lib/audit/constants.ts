/** What a screen can show: a change notice names one of these, so that a browser knows what to fetch again. */
export const changeTopics = [
  'monitors',
  'checks',
  'pings',
  'incidents',
  'deliveries',
  'channels',
  'projects',
  'members',
  'api_keys',
  'mailbox',
  'policies',
  'on_call',
  'maintenances',
  'reports',
  'status_pages',
  'page_incidents',
  'subscribers',
] as const;
export type ChangeTopic = (typeof changeTopics)[number];

export const changesChannel = 'stillup_changes';
