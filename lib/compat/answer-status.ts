import type { Db } from '@/db/client';
import { askDatabase } from '@/lib/compat/queries';
import type { ChecksAnswer } from '@/lib/compat/schema';

/** Open to everybody: whether the database answers. It throws where it does not. */
export async function answerStatus(db: Db): Promise<ChecksAnswer> {
  await askDatabase(db);
  return { status: 200, text: 'OK' };
}
