import type { Permission, Role, Scope } from '@/lib/access/constants';

const viewer: readonly Permission[] = [
  'organization.read',
  'member.read',
  'project.read',
  'monitor.read',
  'incident.read',
  'channel.read',
  'delivery.read',
  'policy.read',
  'on_call.read',
  'maintenance.read',
  'report.read',
  'status_page.read',
];

const editor: readonly Permission[] = [
  ...viewer,
  'monitor.write',
  'monitor.run',
  'ping.send',
  'incident.write',
  'channel.write',
  'delivery.write',
  'policy.write',
  'on_call.write',
  'maintenance.write',
  'report.write',
  'status_page.write',
  'subscriber.read',
  'subscriber.write',
];

const admin: readonly Permission[] = [
  ...editor,
  'project.write',
  'member.write',
  'api_key.read',
  'api_key.write',
  'audit.read',
];

const owner: readonly Permission[] = [...admin, 'organization.write', 'mailbox.read'];

const byRole: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(owner),
  admin: new Set(admin),
  editor: new Set(editor),
  viewer: new Set(viewer),
};

const byScope: Record<Scope, ReadonlySet<Permission>> = {
  read: new Set([...viewer, 'subscriber.read', 'api_key.read', 'audit.read']),
  write: new Set([
    'monitor.write',
    'monitor.run',
    'ping.send',
    'incident.write',
    'channel.write',
    'delivery.write',
    'policy.write',
    'on_call.write',
    'maintenance.write',
    'report.write',
    'status_page.write',
    'subscriber.write',
    'project.write',
    'api_key.write',
  ]),
  ping: new Set(['ping.send']),
};

export function roleMay(role: Role, permission: Permission): boolean {
  return byRole[role].has(permission);
}

export function scopesMay(granted: readonly Scope[], permission: Permission): boolean {
  return granted.some((scope) => byScope[scope].has(permission));
}

/** Whoever hands out a role or removes a member may not touch one that stands above their own. */
export function roleOutranks(actor: Role, target: Role): boolean {
  const order: Record<Role, number> = { owner: 3, admin: 2, editor: 1, viewer: 0 };
  return order[actor] >= order[target];
}
