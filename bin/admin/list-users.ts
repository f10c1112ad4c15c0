import type { Command } from '@/bin/admin/command';
import { listMemberships, listUsers as readUsers } from '@/lib/access/users';

const pageSize = 500;

export const listUsers: Command = {
  usage: '',
  summary: 'lists all users with their organizations and roles',
  options: {},
  run: async ({ db }) => {
    const data: unknown[] = [];
    let afterId: string | null = null;
    for (;;) {
      const users = await readUsers(db, { afterId, limit: pageSize });
      for (const user of users) {
        const memberships = await listMemberships(db, user.id);
        data.push({
          id: user.id,
          email: user.email,
          name: user.name,
          has_password: user.hasPassword,
          created_at: user.createdAt.toISOString(),
          memberships: memberships.map(({ organizationId, organizationName, role }) => ({
            organization_id: organizationId,
            organization_name: organizationName,
            role,
          })),
        });
      }
      afterId = users.at(-1)?.id ?? null;
      if (users.length < pageSize) return { data };
    }
  },
};
