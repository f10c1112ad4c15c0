import type { Command } from '@/bin/admin/command';
import { createApiKey } from '@/bin/admin/create-api-key';
import { createUser } from '@/bin/admin/create-user';
import { exportOrganization } from '@/bin/admin/export-organization';
import { importOrganization } from '@/bin/admin/import-organization';
import { listUsers } from '@/bin/admin/list-users';
import { resetPassword } from '@/bin/admin/reset-password';

export const commands: Readonly<Record<string, Command>> = {
  'create-user': createUser,
  'create-api-key': createApiKey,
  'list-users': listUsers,
  'reset-password': resetPassword,
  export: exportOrganization,
  import: importOrganization,
};

export function help(): string {
  const lines = Object.entries(commands).map(
    ([name, { usage, summary }]) => `${`  ${name} ${usage}`.trimEnd()}\n      ${summary}`,
  );
  const doctor = '  doctor\n      checks the whole configuration and says what is wrong';
  return ['Usage: npm run -s admin -- <command> [options]', '', ...lines, doctor, ''].join('\n');
}
