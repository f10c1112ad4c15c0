export const roles = ['owner', 'admin', 'editor', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const scopes = ['read', 'write', 'ping'] as const;
export type Scope = (typeof scopes)[number];

/** What may be asked of the product. A verb names exactly one of these in its first line. */
export const permissions = [
  'organization.read',
  'organization.write',
  'member.read',
  'member.write',
  'project.read',
  'project.write',
  'monitor.read',
  'monitor.write',
  'monitor.run',
  'ping.send',
  'incident.read',
  'incident.write',
  'channel.read',
  'channel.write',
  'delivery.read',
  'delivery.write',
  'policy.read',
  'policy.write',
  'on_call.read',
  'on_call.write',
  'maintenance.read',
  'maintenance.write',
  'report.read',
  'report.write',
  'status_page.read',
  'status_page.write',
  'subscriber.read',
  'subscriber.write',
  'api_key.read',
  'api_key.write',
  'audit.read',
  'mailbox.read',
] as const;
export type Permission = (typeof permissions)[number];
