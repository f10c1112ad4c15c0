/**
 * The rooms of `lib/`, in order. A room imports only rooms that stand before it.
 * The folders of `lib/` equal this list (rooms.test.ts) and dependency-cruiser derives its rules from it,
 * so that moving a room is a reviewed line.
 */
export const rooms = [
  'core',
  'net',
  'access',
  'audit',
  'email',
  'organizations',
  'projects',
  'regions',
  'api-keys',
  'schedules',
  'probing',
  'heartbeats',
  'monitors',
  'checks',
  'spans',
  'rollups',
  'badges',
  'pings',
  'incidents',
  'notifiers',
  'channels',
  'alerting',
  'pipeline',
  'compat',
  'gateway',
  'web',
];
