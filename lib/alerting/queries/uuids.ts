import { sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import { toUuid } from '@/lib/core/ids';

/** For `= any(…)`, `<> all(…)` and `unnest(…)`. */
export const uuidsOf = (ids: readonly string[]) => sql`${pgArray(ids.map(toUuid))}::text::uuid[]`;
