import type { Db } from '@/db/client';
import { displayName } from '@/lib/access/rules/display-name';
import { insertChannels, selectPeopleWithoutChannel } from '@/lib/channels/queries';
import { newId } from '@/lib/core/ids';

/**
 * Whoever is to be told by name and has no channel of their own, not even one that is switched off, gets a mail to
 * the address of their account. For whoever sends alerts, in its transaction: it asks for no permission.
 */
export async function ensurePersonalChannels(
  tx: Db,
  organizationId: string,
  projectId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const people = await selectPeopleWithoutChannel(tx, organizationId, userIds);
  if (people.length === 0) return;
  await insertChannels(
    tx,
    people.map(({ userId, name, email }) => ({
      id: newId('chn'),
      organizationId,
      projectId,
      userId,
      type: 'email' as const,
      name: displayName(name, email).slice(0, 120),
      config: { to: [email] },
    })),
  );
}
