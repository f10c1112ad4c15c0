import type { Ctx } from '@/lib/access/context';
import type { OnCallPerson } from '@/lib/on-call/schema';
import { listMembers } from '@/lib/organizations/list-members';

/** Every member by name, for a choice of people. */
export async function listPeople(ctx: Ctx): Promise<OnCallPerson[]> {
  const people: OnCallPerson[] = [];
  let cursor: string | null = null;
  do {
    const page = await listMembers(ctx, { limit: 200, ...(cursor !== null && { cursor }) });
    people.push(...page.data.map(({ user_id, name }) => ({ user_id, name })));
    cursor = page.page.next_cursor;
  } while (cursor !== null);
  return people.sort((a, b) => a.name.localeCompare(b.name));
}
