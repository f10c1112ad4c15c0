import { type Command, required } from '@/bin/admin/command';
import { readPassword } from '@/bin/admin/read-password';
import { resetPassword as reset } from '@/lib/organizations/reset-password';

export const resetPassword: Command = {
  usage: '--email ADDRESS --password PASSWORD|-',
  summary: 'sets the password of a user and ends all their sessions',
  options: { email: { type: 'string' }, password: { type: 'string' } },
  run: async (installation, { values, readStdin }) => {
    const email = required(values, 'email');
    const password = await readPassword(values, readStdin);
    const { userId, sessionsEnded } = await reset(installation, { email, password });
    return { user_id: userId, sessions_ended: sessionsEnded };
  },
};
