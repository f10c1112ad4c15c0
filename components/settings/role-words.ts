import { type Role, roles } from '@/lib/access/constants';
import { roleOutranks } from '@/lib/access/rules/permissions';

export const roleWords: Record<Role, string> = {
  owner: 'everything, the organization too',
  admin: 'members, keys and projects too',
  editor: 'monitors, incidents and channels',
  viewer: 'may look, not touch',
};

/** Nobody hands out a role above their own. */
export function rolesBelow(own: Role): readonly Role[] {
  return roles.filter((role) => roleOutranks(own, role));
}
