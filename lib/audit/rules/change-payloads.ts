import type { ChangeTopic } from '@/lib/audit/constants';

/** Without an id the notice means: anything under this topic may have changed. */
export type ChangeNotice = { organizationId: string; topic: ChangeTopic; id?: string };
export type ChangePayload = { organization_id: string; topic: ChangeTopic; ids: string[] };

// Postgres refuses a payload of 8,000 bytes; an id with its quotes and comma takes 33.
const maxIdsPerPayload = 200;

/** One payload per organization and topic; beyond 200 ids it names none, which means all of them. */
export function changePayloads(notices: readonly ChangeNotice[]): ChangePayload[] {
  const groups = new Map<string, { payload: ChangePayload; ids: Set<string>; isWhole: boolean }>();
  for (const { organizationId, topic, id } of notices) {
    const key = `${organizationId} ${topic}`;
    const group = groups.get(key) ?? {
      payload: { organization_id: organizationId, topic, ids: [] },
      ids: new Set<string>(),
      isWhole: false,
    };
    if (id === undefined) group.isWhole = true;
    else group.ids.add(id);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ payload, ids, isWhole }) => ({
    ...payload,
    ids: isWhole || ids.size > maxIdsPerPayload ? [] : [...ids],
  }));
}
